"""A pack as a folder: written file by file, read back with everything that lies in it."""

from pathlib import Path

from babyhubs.errors import InputError
from babyhubs.evidence.pack import MANIFEST

LEFT_BY_SYSTEMS = (".DS_Store", "Thumbs.db", "desktop.ini")  # a file manager leaves these on a memory stick


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Every file, into an empty folder."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def read(folder: Path) -> dict[str, bytes]:
    """Every file by its path, the marks that file managers leave apart."""
    if not folder.is_dir() or not any(folder.iterdir()):
        raise InputError("There is no pack here.", where=str(folder), remedy=f"Give the folder that holds {MANIFEST}.")
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            raise InputError("A pack holds no links to other places.", where=str(path), remedy="Take the link out.")
        if path.is_file() and path.name not in LEFT_BY_SYSTEMS:
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found
