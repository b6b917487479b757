"""The ledger as a file of lines: read with every link checked, and only ever added to."""

import os
from pathlib import Path

from babyhubs.errors import InputError
from babyhubs.evidence.entry import Entry, read_line
from babyhubs.evidence.ledger import Ledger

RESTORE = "Restore the ledger from a backup. Do not mend it by hand: its chain would not hold."


def read_lines(text: str, where: str) -> Ledger:
    """The ledger of this text; the first line that does not hold is named."""
    if text and not text.endswith("\n"):
        last = text.count("\n") + 1
        raise InputError("The last entry of the ledger is cut off.", where=f"{where}, line {last}", remedy=RESTORE)
    entries: list[Entry] = []
    for number, line in enumerate(text.split("\n")[:-1], start=1):
        try:
            entries.append(read_line(line, entries[-1] if entries else None))
        except ValueError as error:
            raise InputError(
                f"An entry of the ledger does not hold: {error}.", where=f"{where}, line {number}", remedy=RESTORE
            ) from error
    return Ledger(tuple(entries))


def lines(ledger: Ledger) -> str:
    """The ledger as text."""
    return "".join(f"{entry.line()}\n" for entry in ledger.entries)


def read(path: Path) -> Ledger:
    """The ledger in a file; an empty one where there is no file yet."""
    try:
        return read_lines(path.read_bytes().decode(), str(path)) if path.exists() else Ledger()
    except UnicodeDecodeError as error:
        raise InputError("The ledger is not text in UTF-8.", where=str(path), remedy=RESTORE) from error


def append(path: Path, before: Ledger, after: Ledger) -> None:
    """Write what `after` has and `before` has not at the end of the file, in one piece, on the disk before this returns.

    The file must still be what was read as `before`: two programs that add at once would break the chain.
    """
    if after.entries[: len(before.entries)] != before.entries:
        raise InputError("A ledger only grows: an earlier entry would change.", where=str(path))
    added = lines(Ledger(after.entries[len(before.entries) :])).encode()
    if not added:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        if file.tell() != len(lines(before).encode()):
            raise InputError(
                "The ledger changed while this was under way.", where=str(path), remedy="Run the command again."
            )
        file.write(added)
        file.flush()
        os.fsync(file.fileno())
