"""Files that the evidence commands read: texts that people write, findings and exhibits as JSON, and a ledger or the pack that holds one."""

import json
from pathlib import Path

from babyhubs.errors import InputError
from babyhubs.evidence import ledger_file
from babyhubs.evidence.ledger import Ledger
from babyhubs.evidence.record import Record, read_record

WRITTEN_BY = "Give a findings.json that a command of this program wrote, or a file of exhibits."


def records(path: Path) -> list[Record]:
    """The findings or exhibits of one file."""
    if not path.is_file():
        raise InputError("The file is not there.", where=str(path), remedy="Check the name of the file.")
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise InputError("The file is not JSON.", where=str(path), remedy=WRITTEN_BY) from error
    if not isinstance(content, list) or not content:
        raise InputError("The file holds no list of findings.", where=str(path), remedy=WRITTEN_BY)
    found = []
    for number, one in enumerate(content, start=1):
        try:
            found.append(read_record(one))
        except ValueError as error:
            raise InputError(
                f"A record cannot be used: {error}.", where=f"{path}, record {number}", remedy=WRITTEN_BY
            ) from error
    return found


def text(path: Path) -> str:
    """A text that somebody wrote."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise InputError("The file is not there.", where=str(path), remedy="Check the name of the file.") from error
    except UnicodeDecodeError as error:
        raise InputError("The file is not text in UTF-8.", where=str(path), remedy="Save it as UTF-8.") from error


def ledger(path: Path) -> Ledger:
    """The ledger in this file, or in this pack."""
    file = path / "ledger.jsonl" if path.is_dir() else path
    if not file.is_file():
        raise InputError(
            "There is no ledger here.", where=str(path), remedy="Give the ledger's file, or the folder of a pack."
        )
    return ledger_file.read(file)
