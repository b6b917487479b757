"""Reading logs from files: one file, or a folder of them, with the operations of one or many sessions and devices."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babyhubs.errors import InputError
from babyhubs.intake.file_bytes import opened
from babyhubs.observations.log.chain import Head, by_device, head
from babyhubs.observations.log.operation import Operation, operation

FORMAT = "babyhubs-observation/1"
ENDINGS = (".obs.jsonl", ".obs.json", ".jsonl")
_LINE_BYTES = 1024 * 1024  # an opening holds a whole layout; nothing real comes near


@dataclass(frozen=True)
class Log:
    """One device's log of one session, checked."""

    head: Head
    operations: tuple[Operation, ...]


def read(path: Path, *, accept_broken: bool = False) -> tuple[Log, ...]:
    """Every log in a file or folder, by session and device. A log with something missing is refused unless accepted."""
    chains = by_device(one for file in files(path) for one in _operations(file))
    logs = tuple(Log(head(chain), tuple(chain)) for chain in chains.values())
    if not logs:
        raise InputError("There is no operation in it.", where=str(path), remedy="Give a log of the capture page.")
    for log in logs:
        if log.head.broken and not accept_broken:
            raise InputError(
                "The log is not whole.",
                where=f"{path}: session {log.head.session}, device {log.head.device}: {log.head.broken[0]}"
                + (f" (and {len(log.head.broken) - 1} more)" if len(log.head.broken) > 1 else ""),
                remedy="Send it again from the phone. To read what is there, add --accept-broken; the report will say so.",
            )
    return logs


def files(path: Path) -> list[Path]:
    """The log files of a folder, or the file itself."""
    if path.is_dir():
        found = sorted(one for one in path.iterdir() if one.name.endswith(ENDINGS) and one.is_file())
        if not found:
            raise InputError(
                "There is no log in this folder.", where=str(path), remedy=f"Logs end in {' or '.join(ENDINGS[:2])}."
            )
        return found
    if not path.is_file():
        raise InputError("The file is not there.", where=str(path), remedy="Check the name and the folder.")
    return [path]


def _operations(path: Path) -> list[Operation]:
    with opened(path) as stream:
        first = stream.read(1024).lstrip()
    if first.startswith(b"{") and f'"{FORMAT}"'.encode() in first:
        with opened(path) as stream:
            whole = _json(stream.read(), str(path))
        if not isinstance(whole, dict) or not isinstance(whole.get("operations"), list):
            raise InputError("The file has no list of operations.", where=str(path))
        return [operation(one, f"{path}, operation {place}") for place, one in enumerate(whole["operations"], start=1)]
    found = []
    with opened(path) as stream:
        for number, line in enumerate(iter(lambda: stream.readline(_LINE_BYTES), b""), start=1):
            if line.strip():
                found.append(operation(_json(line, f"{path}, line {number}"), f"{path}, line {number}"))
    return found


def _json(given: bytes, where: str) -> Any:
    try:
        found = json.loads(given, object_pairs_hook=_once)
        if b"\\u" in given:
            json.dumps(found, ensure_ascii=False).encode()  # half a character, written as an escape, has no bytes
        return found
    except RecursionError as error:
        raise InputError("This is nested too deeply to be a log.", where=where) from error
    except ValueError as error:
        raise InputError(
            "This line is not JSON, or is cut off.",
            where=where,
            remedy="Send the log again from the phone; nothing was deleted there.",
        ) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A field that stands twice would be read differently by different programs."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a field stands twice")
    return found
