"""The clean files of a simulated service and its truth. The same settings give the same bytes.

UTF-8, comma-separated, dates as 2026-01-31, yes and no as words, nothing for what is not recorded.
"""

import json
from pathlib import Path

import polars as pl

from babyhubs.errors import InputError
from babyhubs.simulation.service import Service

CLEAN = ("children", "contacts", "hubs", "head_counts")


def write(service: Service, directory: Path) -> list[Path]:
    """Write DIRECTORY/clean/*.csv and DIRECTORY/truth.json; the paths written."""
    texts = {f"clean/{name}.csv": _csv(getattr(service, name)) for name in CLEAN}
    texts["truth.json"] = json.dumps(service.truth, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    paths = [directory / name for name in texts]
    try:
        for path, text in zip(paths, texts.values(), strict=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_suffix(path.suffix + ".part")
            unfinished.write_bytes(text.encode())
            unfinished.replace(path)
    except OSError as error:
        raise InputError(
            "The simulated files cannot be written.",
            where=str(error.filename or directory),
            remedy="Choose a folder that you may write to.",
        ) from error
    return paths


def _csv(frame: pl.DataFrame) -> str:
    words = pl.selectors.boolean().replace_strict({True: "yes", False: "no"}, return_dtype=pl.String)
    return frame.with_columns(words).write_csv(line_terminator="\n")
