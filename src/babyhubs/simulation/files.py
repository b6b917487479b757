"""The files of a simulated service: clean, with its truth, and in three messy dialects. Same settings, same bytes.

Clean files are UTF-8, comma-separated, dates as 2026-01-31, yes and no as words, nothing for what is not recorded.
"""

import json
from pathlib import Path

import polars as pl

from babyhubs.errors import InputError
from babyhubs.simulation.dialects import csds, rio, systmone
from babyhubs.simulation.dialects.export import export
from babyhubs.simulation.service import Service

CLEAN = ("children", "contacts", "hubs", "head_counts")
BESIDE = ("hubs", "head_counts")  # what a service keeps itself, the same beside every dialect

FAULTS = ("none", "recoverable", "all")


def write(service: Service, directory: Path, faults: str = "none", seed: int | None = None) -> list[Path]:
    """Write DIRECTORY/clean/*.csv and DIRECTORY/truth.json, and with faults the dialects; the paths written.

    faults: "recoverable" for those that a rule undoes, "all" for the lossy ones as well, "none" for no dialects.
    seed:   of the faults; that of the service unless given.
    """
    if faults not in FAULTS:
        raise InputError(f"There are no faults called {faults!r}.", remedy="Choose " + ", ".join(FAULTS) + ".")
    texts = {f"clean/{name}.csv": csv_text(getattr(service, name)).encode() for name in CLEAN}
    texts["truth.json"] = (json.dumps(service.truth, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()
    if faults != "none":
        own = service.truth["settings"]["seed"]
        texts |= _dialects(service, lossy=faults == "all", seed=own if seed is None else seed)
    paths = [directory / name for name in texts]
    try:
        for path, text in zip(paths, texts.values(), strict=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_suffix(path.suffix + ".part")
            unfinished.write_bytes(text)
            unfinished.replace(path)
    except OSError as error:
        raise InputError(
            "The simulated files cannot be written.",
            where=str(error.filename or directory),
            remedy="Choose a folder that you may write to.",
        ) from error
    return paths


def _dialects(service: Service, *, lossy: bool, seed: int) -> dict[str, bytes]:
    content: dict[str, bytes] = {}
    for dialect in (csds.dialect(), systmone.dialect(), rio.dialect()):
        made = export(dialect, service, lossy=lossy, seed=seed)
        made |= {f"{name}.csv": csv_text(getattr(service, name)).encode() for name in BESIDE}
        content |= {f"{dialect.name}/{name}": data for name, data in made.items()}
    return content


def csv_text(frame: pl.DataFrame) -> str:
    """A clean file of one frame."""
    words = pl.selectors.boolean().replace_strict({True: "yes", False: "no"}, return_dtype=pl.String)
    return frame.with_columns(words).write_csv(line_terminator="\n")
