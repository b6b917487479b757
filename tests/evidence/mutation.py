"""Random edits of a pack, as somebody might make them: a digit, a letter, a byte, a line, a file, a name."""

import random
from collections.abc import Callable
from functools import cache

from babyhubs.evidence.about import About
from babyhubs.evidence.ledger import Ledger
from babyhubs.evidence.pack import Pack, contents, pack
from babyhubs.evidence.register import kept, read_register
from tests.evidence.small import CLAIMS_FILE, ledger

SOFTWARE = "babyhubs 0.1.0"
TABLES = {
    "measures.csv": b"group,eligible,estimate\nyes,150,0.3567\nno,1100,0.7\n",
    "weights.csv": "fifth,weight\n1,0.25\n2,0.75\n3,1.5 \u2013 2\n".encode(),
}
Files = dict[str, bytes]


def build(made: Ledger, software: str = SOFTWARE) -> Pack:
    """The small thread's claims as a pack."""
    register = read_register(CLAIMS_FILE, made, "claims.toml")
    about = About(
        register.title, register.about, register.publisher, register.licence, register.simulated, "2026-11-24", software
    )
    return pack(about, made.with_claims(kept(register.claims, made)), TABLES)


@cache
def small_pack() -> Pack:
    return build(ledger())


@cache
def _files() -> Files:
    return contents(small_pack())


def small_files() -> Files:
    return dict(_files())


def digit(chance: random.Random, files: Files, path: str) -> str | None:
    """One digit for another."""
    places = [at for at, byte in enumerate(files[path]) if chr(byte).isdigit()]
    if not places:
        return None
    at = chance.choice(places)
    other = chance.choice([one for one in b"0123456789" if one != files[path][at]])
    files[path] = files[path][:at] + bytes([other]) + files[path][at + 1 :]
    return path


def byte(chance: random.Random, files: Files, path: str) -> str | None:
    """One byte for any other."""
    at = chance.randrange(len(files[path]))
    other = chance.choice([one for one in range(256) if one != files[path][at]])
    files[path] = files[path][:at] + bytes([other]) + files[path][at + 1 :]
    return path


def cut(chance: random.Random, files: Files, path: str) -> str | None:
    """A piece taken out."""
    at = chance.randrange(len(files[path]))
    files[path] = files[path][:at] + files[path][at + chance.randint(1, 40) :]
    return path


def put_in(chance: random.Random, files: Files, path: str) -> str | None:
    """Something put in."""
    at = chance.randrange(len(files[path]) + 1)
    files[path] = files[path][:at] + chance.choice([b" ", b"\n", b"0", b"not "]) + files[path][at:]
    return path


def line(chance: random.Random, files: Files, path: str) -> str | None:
    """A line taken out, doubled, or moved by one."""
    lines = files[path].splitlines(keepends=True)
    at = chance.randrange(len(lines))
    how = chance.randrange(3)
    if how == 0:
        del lines[at]
    elif how == 1:
        lines.insert(at, lines[at])
    else:
        lines[at - 1], lines[at] = lines[at], lines[at - 1]
    if b"".join(lines) == files[path]:
        return None
    files[path] = b"".join(lines)
    return path


def name(chance: random.Random, files: Files, path: str) -> str | None:
    """A file under another name."""
    at = chance.randrange(len(path))
    new = path[:at] + chance.choice("abcxyz019") + path[at + 1 :]
    if new in files:
        return None
    files[new] = files.pop(path)
    return path


def gone(chance: random.Random, files: Files, path: str) -> str | None:
    """A file taken away."""
    del files[path]
    return path


def added(chance: random.Random, files: Files, path: str) -> str | None:
    """A file that does not belong."""
    new = f"{path}{chance.randrange(10)}"
    files[new] = files[path]
    return new


def swapped(chance: random.Random, files: Files, path: str) -> str | None:
    """Two files' contents exchanged."""
    other = chance.choice(sorted(files))
    if files[other] == files[path]:
        return None
    files[path], files[other] = files[other], files[path]
    return path


EDITS: tuple[Callable[[random.Random, Files, str], str | None], ...] = (
    digit, byte, cut, put_in, line, name, gone, added, swapped,
)  # fmt: skip


def edited(chance: random.Random, files: Files) -> tuple[str, str, Files]:
    """One random edit: the kind, the file that must be named, and the files after it."""
    while True:
        after = dict(files)
        edit, path = chance.choice(EDITS), chance.choice(sorted(files))
        touched = edit(chance, after, path)
        if touched is not None and after != files:
            return edit.__name__, touched, after
