"""What is in a backup, as a stream: a tar of the data folder's files, closed by a list of them with their digests.

databases/workbench.sqlite3, databases/people.sqlite3     copies as of one moment
folder/discussions/<programme>/project.sqlite3            copies of the projects of discussions, made right after them
folder/keys/..., folder/...                               every other file of the data folder
manifest.json                                             name, size and SHA-256 of each, last of all
"""

import hashlib
import io
import json
import os
import re
import stat
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from babyhubs.errors import InputError, Refused
from babyhubs.workbench.databases import FILES
from babyhubs.workbench.discussions import places as discussions
from babyhubs.workbench.service import lock
from babyhubs.workbench.service.archive import damaged

STAGING = "backing-up"
LAST = "last-backup.toml"
MANIFEST = "manifest.json"
BUFFER = 1024 * 1024

# Not taken along: what belongs to this machine or this moment (uploads on their way in, too), copies that the backup itself
# replaces, recordings of parents, which nobody could delete there on their day, and weights that can be fetched again.
_LEFT = re.compile(rf"{lock.NAME}|{LAST}(\.new)?|.*\.(sqlite3|migrating)(-wal|-shm|-journal)?|.*\.toml\.new")
_LEFT_FOLDERS = {STAGING, "before-migration", "incoming", discussions.VOICES, "whisper"}
# Names that a system gives another meaning: drives, streams, other parents, devices of Windows, what no screen shows.
_UNSAFE = re.compile(r"[\\:*?\"<>|\x00-\x1f\x7f]|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)|[. ]$", re.I)


class Reader(Protocol):
    """Gives the stream."""

    def read(self, size: int) -> bytes:
        """The next bytes."""
        ...


class Writer(Protocol):
    """Takes the stream."""

    def write(self, data: bytes) -> int:
        """Some bytes."""
        ...


@dataclass(frozen=True, slots=True)
class Listed:
    """One file of a backup."""

    name: str
    size: int
    sha256: str


def files(folder: Path, staging: Path) -> Iterator[tuple[str, Path]]:
    """What a backup takes: the copies of the databases first, then every other file, by name."""
    for name in sorted(FILES.values()):
        yield f"databases/{name}", staging / name
    for place, inner, names in os.walk(folder):
        if Path(place) == folder:
            inner[:] = [name for name in inner if name not in _LEFT_FOLDERS]
            names = [name for name in names if not _LEFT.fullmatch(name)]  # noqa: PLW2901
        inner.sort()
        for name in sorted(names):
            path = Path(place, name)
            copied = staging / path.relative_to(folder)
            if copied.is_file():
                path = copied
            elif discussions.is_journal(path):
                continue  # what is in it is in the copy
            try:
                regular = stat.S_ISREG(path.lstat().st_mode)  # a link could lead anywhere
            except FileNotFoundError:
                continue
            if regular and any(_UNSAFE.search(part) for part in Path(place, name).relative_to(folder).parts):
                raise InputError(
                    "A file in the data folder has a name that not every system can hold, so it could not be restored.",
                    where=str(Path(place, name)),
                    remedy="The workbench gives no such names. Rename the file or move it out of the folder, and run again.",
                )
            if regular:
                yield f"folder/{Path(place, name).relative_to(folder).as_posix()}", path


def pack(to: Writer, found: Iterable[tuple[str, Path]]) -> list[Listed]:
    """Writes the files and the list of them."""
    listed: list[Listed] = []
    with tarfile.open(fileobj=to, mode="w|", format=tarfile.PAX_FORMAT) as tar:  # type: ignore[call-overload]
        for name, path in found:
            try:
                file = path.open("rb")
            except FileNotFoundError:  # removed since it was listed: the databases no longer name it
                continue
            with file:
                size = os.fstat(file.fileno()).st_size
                digesting = _Digesting(file)
                _add(tar, name, size, digesting)
            listed.append(Listed(name, size, digesting.digest.hexdigest()))
        text = json.dumps([[one.name, one.size, one.sha256] for one in listed]).encode()
        _add(tar, MANIFEST, len(text), io.BytesIO(text))
    return listed


def unpack(source: Reader, path: Path, into: Path, *, only_databases: bool = False) -> list[Listed]:
    """Reads a backup's files into a folder, each checked against the list; only_databases: the others are only checked.

    path: the archive's, for what is said.
    """
    seen: list[Listed] = []
    names: set[str] = set()
    expected: list[Listed] | None = None
    try:
        with tarfile.open(fileobj=source, mode="r|") as tar:  # type: ignore[call-overload]
            for member in tar:
                content = tar.extractfile(member) if member.isreg() else None
                if content is None or expected is not None:
                    raise damaged(path, f"it holds something that is no file ({member.name[:100]!r})")
                if member.name == MANIFEST:
                    expected = [Listed(*row) for row in json.loads(content.read())]
                    continue
                target = _target(member.name, into, path)
                keep = not only_databases or member.name.startswith("databases/")
                if member.name in names:
                    raise damaged(path, f"it holds {member.name[:100]!r} twice")
                names.add(member.name)
                seen.append(Listed(member.name, member.size, _write(content, target if keep else None)))
    except (tarfile.TarError, ValueError, TypeError) as error:
        raise damaged(path, f"its list of files cannot be read ({type(error).__name__})") from error
    if expected is None or sorted(seen, key=lambda one: one.name) != sorted(expected, key=lambda one: one.name):
        raise damaged(path, "its files are not those of its list")
    return seen


def _target(name: str, into: Path, path: Path) -> Path:
    """Where a file of the backup belongs; a name that leads elsewhere is refused, not mended."""
    first, *rest = name.split("/")
    if not rest or first not in {"databases", "folder"} or any(part in {"", ".", ".."} for part in rest):
        raise _unsafe(name, path)
    if any(_UNSAFE.search(part) for part in rest):
        raise _unsafe(name, path)
    if first == "databases" and (len(rest) > 1 or rest[0] not in FILES.values()):
        raise _unsafe(name, path)
    return into.joinpath(*rest)


def _unsafe(name: str, path: Path) -> Refused:
    return Refused(
        f"The backup holds a file whose name leads outside the data folder ({name[:100]!r}).",
        where=str(path),
        remedy="Nothing was restored. Somebody who has your key made this file: do not use it, and ask who did.",
    )


def _write(content: Any, target: Path | None) -> str:
    digest = hashlib.sha256()
    if target is None:
        while piece := content.read(BUFFER):
            digest.update(piece)
        return digest.hexdigest()
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        while piece := content.read(BUFFER):
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _add(tar: tarfile.TarFile, name: str, size: int, content: Any) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    tar.addfile(member, content)


class _Digesting:
    """Reads a file and computes its digest on the way."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int) -> bytes:
        piece: bytes = self._file.read(size)
        self.digest.update(piece)
        return piece
