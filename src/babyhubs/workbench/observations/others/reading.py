"""Reading a file of another program within the limits of a page, and what is wrong with it in words without our own paths."""

import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from babyhubs.errors import InputError
from babyhubs.intake.file_bytes import GZIP, opened, sha256
from babyhubs.observations.records import Recording

MIB = 1024 * 1024
LARGEST = 10 * MIB  # bytes of the file: a year of one coder's work is smaller
UNPACKED = 20 * MIB  # what a page may open: ten times a long session
ENDINGS = (".boris.gz", ".boris", ".eaf", ".opf", ".xes.gz", ".xes", ".csv", ".tsv", ".txt")
OF_OURS = (".obs.jsonl", ".jsonl", ".obs.json")


def ending(name: str) -> str:
    """The ending by which a reader knows the file; the rest of a name that a browser sends is never part of a path."""
    low = name.lower()
    if low.endswith(OF_OURS):
        raise InputError("This is a log of our own page.", remedy="Take it in as a file that was handed over.")
    found = next((one for one in ENDINGS if low.endswith(one)), "")
    if not found:
        raise InputError(
            "Files of this kind are not read.", remedy=f"What is read ends in one of: {', '.join(sorted(ENDINGS))}."
        )
    return found


def held(path: Path, until_s: int | None = None) -> tuple[str, str, tuple[Recording, ...]]:
    """The form of the file, its digest, and its observations. until_s: when watching ended, where the file does not say."""
    from babyhubs.observations.formats import any_file  # noqa: PLC0415 - all readers, for this page only

    try:
        _not_too_large(path)
        form = any_file.recognise(path)
        if form == "own":
            raise InputError("This is no file of a program that we know.", remedy="See the list in the help.")
        found = any_file.read(path, form=form, until_ms=None if until_s is None else until_s * 1000)
    except InputError as error:
        where = error.where.replace(str(path), "").lstrip(":, ")
        raise InputError(
            f"{error.what.rstrip('.')}{f' ({where[:200]})' if where else ''}.", remedy=error.remedy
        ) from error
    if not found:
        raise InputError("There is no observation in this file.")
    return form, sha256(path), found


def moment(one: Recording) -> datetime | None:
    """When an observation began, if its file says so."""
    try:
        return datetime.fromisoformat(one.opened)
    except ValueError:
        return None


def contents(found: Sequence[Recording]) -> Any:
    """What somebody has to say something about."""
    from babyhubs.observations.translation.contents import contents as of  # noqa: PLC0415 - for this page only

    return of(found)


def _not_too_large(path: Path) -> None:
    """Before anything is parsed: what it unpacks to, by counting, or by what the archive says of itself."""
    too_large = InputError(
        f"The file holds more than {UNPACKED // MIB} MB.", remedy="Use `babyhubs observe import`, or divide the file."
    )
    if zipfile.is_zipfile(path):
        try:
            with zipfile.ZipFile(path) as archive:
                if sum(one.file_size for one in archive.infolist()) > UNPACKED:
                    raise too_large
        except zipfile.BadZipFile as error:
            raise InputError("The file is damaged.", remedy="Export it again.") from error
    elif path.read_bytes()[:2] == GZIP:
        count = 0
        with opened(path) as stream:
            while block := stream.read(MIB):
                count += len(block)
                if count > UNPACKED:
                    raise too_large
