"""Small made-up tables that ship with the program: the input of every example."""

from importlib import resources
from pathlib import Path

from babyhubs.errors import InputError


def write(folder: Path) -> list[str]:
    """Write them all into a folder; a file of another content is never overwritten."""
    source = resources.files("babyhubs.reports.measures") / "examples"
    tables = {item.name: item.read_bytes() for item in source.iterdir() if item.name.endswith(".csv")}
    for name, content in tables.items():
        place = folder / name
        if place.exists() and place.read_bytes() != content:
            raise InputError("A file of that name is already there.", where=str(place), remedy="Name another folder.")
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in sorted(tables.items()):
        (folder / name).write_bytes(content)
    return sorted(tables)
