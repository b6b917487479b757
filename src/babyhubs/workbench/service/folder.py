"""The data folder: private to one user of the machine, and written by no newer version than this one."""

import os
import stat
import sys
import tomllib
from pathlib import Path

import tomlkit

from babyhubs import __version__
from babyhubs.errors import InputError, Refused

MARK = "workbench.toml"


def default_folder() -> Path:
    """Where each system keeps a program's data for one user."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "Babyhubs"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "Babyhubs"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "babyhubs"


def prepare(folder: Path) -> None:
    """Makes the folder, or makes sure that it is ours, private and not from a newer version."""
    if folder.exists() and not folder.is_dir():
        raise InputError("The place for the data is a file.", where=str(folder), remedy="Name a folder with --data.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise InputError(
            "The folder for the data holds other files.",
            where=str(folder),
            remedy="Name an empty or a new folder with --data. Nothing was changed.",
        )
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            "The folder for the data cannot be made.", where=str(folder), remedy="Name another one with --data."
        ) from error
    _check_private(folder)
    _check_version(folder)
    if not os.access(folder, os.W_OK):
        raise InputError(
            "The folder for the data cannot be written to.",
            where=str(folder),
            remedy="Check that the disk is not read-only and that the folder is yours.",
        )


def mark(folder: Path, *, simulated: bool = False) -> None:
    """Writes down which version wrote here last: before it writes anything, so that a start cut off is known too.

    simulated: nobody in it is real. A folder that was marked so stays so, and every page of it says it.
    """
    simulated = simulated or is_simulated(folder)
    document = tomlkit.document()
    document.add(tomlkit.comment("The data folder of a Babyhubs workbench. Do not edit."))
    document.add("written_by", __version__)
    if simulated:
        document.add("simulated", True)
    fresh = folder / f"{MARK}.new"
    fresh.write_text(tomlkit.dumps(document), encoding="utf-8")
    fresh.replace(folder / MARK)


def written_by(folder: Path) -> str:
    """The version that wrote here last; empty for a new folder."""
    path = folder / MARK
    return str(tomllib.loads(path.read_text(encoding="utf-8")).get("written_by", "")) if path.is_file() else ""


def is_simulated(folder: Path) -> bool:
    """Whether the folder is a demonstration, in which nobody is real."""
    path = folder / MARK
    return path.is_file() and tomllib.loads(path.read_text(encoding="utf-8")).get("simulated") is True


def _check_private(folder: Path) -> None:
    """A new folder is private. An empty one that was there is made so; one in use that was opened up is refused."""
    if os.name != "posix" or not folder.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return
    if any(folder.iterdir()):
        raise InputError(
            "Others on this machine can look into the data folder.",
            where=str(folder),
            remedy=f'Take their right away: chmod 700 "{folder}".',
        )
    folder.chmod(0o700)


def _check_version(folder: Path) -> None:
    last = written_by(folder)
    if is_newer(last):
        raise newer_version(f"version {last}; this is {__version__}", folder)


def is_newer(version: str) -> bool:
    """Whether a version is newer than this one."""
    return _numbers(version) > _numbers(__version__)


def newer_version(how: str, folder: Path) -> Refused:
    """The refusal of data that a newer version wrote; how: what shows it."""
    return Refused(
        f"The data were written by a newer version of Babyhubs ({how}). An older one could damage them.",
        where=str(folder),
        remedy="Install the newer version again, or restore the backup that was made before it.",
    )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())
