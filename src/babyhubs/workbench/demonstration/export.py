"""The simulated service as one of the record systems exports it: SystmOne, with the faults that the program undoes."""

from babyhubs.simulation.dialects import systmone
from babyhubs.simulation.dialects.export import export
from babyhubs.simulation.files import csv_text
from babyhubs.simulation.service import Service

# kind of file -> the name under which it is uploaded
NAMES = {
    "children": "children.xlsx",
    "contacts": "contacts.csv",
    "hubs": "hubs.csv",
    "head_counts": "head_counts.csv",
}


def exported(service: Service) -> dict[str, bytes]:
    """kind of file -> its bytes."""
    made = export(systmone.dialect(), service, lossy=False, seed=service.truth["settings"]["seed"])
    made |= {f"{name}.csv": csv_text(getattr(service, name)).encode() for name in ("hubs", "head_counts")}
    return {kind: made[name] for kind, name in NAMES.items()}
