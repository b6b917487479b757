"""Whether a folder lies on a network share, where SQLite's locks do not hold."""

import re
import sys
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path, PurePosixPath

from babyhubs.errors import Refused

MOUNTS = Path("/proc/self/mountinfo")


def check_local(folder: Path) -> None:
    """Refuses a network share. On a system that does not say what a folder lies on (macOS), nothing is refused."""
    kind = _windows_share(folder) if sys.platform == "win32" else _type(folder)
    if kind:
        raise Refused(
            f"The data folder lies on a network share ({kind}). Databases get damaged there.",
            where=str(folder),
            remedy="Name a folder on this machine's own disk with --data. To share the workbench, share its address.",
        )


def _type(folder: Path) -> str:
    if not MOUNTS.is_file():
        return ""
    kind = file_system(folder.resolve(), MOUNTS.read_text(encoding="utf-8"))
    return kind if kind in network() else ""


def file_system(folder: Path, mounts: str) -> str:
    """The type of the file system that a folder lies on, by the longest mount point above it.

    mounts: the text of /proc/self/mountinfo; proc(5) says that the mount point is the fifth field, that the type follows
    a lone hyphen, and that blanks are written as octal.
    """
    found = ("", "")
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) < 5 or not after:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), fields[4])
        # A later mount on the same point covers an earlier one.
        if PurePosixPath(folder).is_relative_to(point) and len(point) >= len(found[0]):
            found = (point, after.split(" ")[0])
    return found[1]


@cache
def network() -> frozenset[str]:
    """The types of network file systems."""
    return frozenset(tomllib.loads(files(__package__).joinpath("filesystems.toml").read_text("utf-8"))["network"])


def _windows_share(folder: Path) -> str:
    """A path like \\\\server\\share, or a drive letter that stands for one."""
    if sys.platform != "win32":
        return ""
    import ctypes

    drive = folder.resolve().drive
    remote = 4  # DRIVE_REMOTE
    share = drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == remote
    return drive if share else ""
