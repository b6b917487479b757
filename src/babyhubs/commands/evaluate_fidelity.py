"""What was seen of the model at each hub, as a file: hub, fidelity from 0 to 1. The numbers are those of watched sessions."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from babyhubs.errors import InputError
from babyhubs.reports.measures import table_files
from babyhubs.reports.measures.table import Table


def read(source: Path) -> dict[str, float]:
    """By hub. A hub that nobody watched has no row."""
    table = Table(table_files.read(source), str(source))
    hubs, seen = table.texts("hub"), table.numbers("fidelity", 0)
    table.refuse_rows("fidelity", np.isnan(seen) | (seen > 1), "is not from 0 (nothing of it) to 1 (all of it)")
    found = {hub or "": float(one) for hub, one in zip(hubs, seen.tolist(), strict=True)}
    if len(found) < len(hubs) or "" in found:
        raise InputError(
            "A hub is blank or stands twice.",
            where=f"{source}, column hub",
            remedy="Give one row for each hub, the mean of its sessions.",
        )
    return found


def check(seen: Mapping[str, float] | None, hubs: Sequence[str], where: str) -> None:
    """Every hub of the file is one of the cells."""
    unknown = sorted(set(seen or ()) - set(hubs))
    if unknown:
        raise InputError(
            f"The fidelity is that of a hub that the table does not have: {unknown[0]}.",
            where=where,
            remedy="Write its name as in the table.",
        )
