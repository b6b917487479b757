"""One small service, its files written once a test process."""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from babyhubs.intake.sources import Sources
from babyhubs.simulation import files
from babyhubs.simulation.service import Settings, simulate

SEED = 11
BIRTHS = 1500
DIALECTS = ("csds", "systmone", "rio")


@cache
def written(faults: str, births: int = BIRTHS) -> Path:
    """The folder with clean files, truth and, with faults, the three messy exports."""
    folder = Path(mkdtemp(prefix="babyhubs-service-"))
    files.write(simulate(Settings(seed=SEED, births_per_year=births)), folder, faults, SEED)
    return folder


def sources(folder: Path) -> Sources:
    """The files of one export, by the beginnings of their names."""
    named = {path.stem: path for path in sorted(folder.iterdir()) if path.suffix != ".json"}
    return Sources(
        children=named["children"],
        contacts=named["contacts"],
        hubs=named["hubs"],
        head_counts=named["head_counts"],
        group_sessions=named.get("group_sessions"),
    )
