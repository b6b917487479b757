"""Where the files of releases lie: releases/<number>/ in the data folder, whole or not at all.

A file is copied to a staging name, digested, written through to the disk, and renamed. From then on it never moves: it is
approved where it lies, so that a backup always finds it. When it is decided on, a receipt with the digest and the reviewer
is put beside it, for somebody who has the folder and not the database.
"""

import hashlib
import json
import os
import re
import uuid
import zipfile
from pathlib import Path
from typing import Any

from babyhubs.errors import InputError

FOLDER = "releases"
FILE = "file"
RECEIPT = "receipt.json"
LARGEST = 200 * 1024 * 1024  # bytes
PIECE = 1024 * 1024
# What an answer folder holds that its audit has put through disclosure; all else in it, `internal` first, stays.
RELEASED = ("report.html", "report.docx", "tables.xlsx", "findings.json", "quotes.json", "provenance.json", "csv/*.csv")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest day of a ZIP file: same files, same bytes
_NAME = re.compile(r"[^A-Za-z0-9._-]+")


def keep(folder: Path, key: uuid.UUID, source: Path) -> tuple[str, int]:
    """Takes a copy of a file, or of the released files of an answer folder as a ZIP file; gives digest and size."""
    place = folder / FOLDER / str(key)
    place.mkdir(mode=0o700, parents=True)
    staged = place / f"{FILE}.partial"
    try:
        descriptor = os.open(staged, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w+b") as file:
            if source.is_dir():
                _pack(source, file)
            else:
                _copy(source, file)
            file.flush()
            os.fsync(file.fileno())
        digest, size = digest_of(staged), staged.stat().st_size
        if not size:
            raise InputError("The file is empty.", remedy="Choose another file.")
        staged.replace(place / FILE)
    except BaseException:
        staged.unlink(missing_ok=True)
        place.rmdir()
        raise
    return digest, size


def kept(folder: Path, key: uuid.UUID) -> Path:
    """Where the file of a release lies."""
    return folder / FOLDER / str(key) / FILE


def drop(folder: Path, key: uuid.UUID) -> None:
    """Removes a file that came to no request after all."""
    kept(folder, key).unlink(missing_ok=True)
    kept(folder, key).parent.rmdir()


def write_receipt(folder: Path, key: uuid.UUID, said: dict[str, Any]) -> None:
    """Puts the receipt of a decision beside the file."""
    place = folder / FOLDER / str(key)
    fresh = place / f"{RECEIPT}.partial"
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(said, file, ensure_ascii=False, indent=1, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(place / RECEIPT)


def digest_of(path: Path) -> str:
    """SHA-256 of a file; empty where it is not there."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def safe_name(name: str, *, packed: bool = False) -> str:
    """A file name that no system gives another meaning: letters, digits, dot, dash; packed: of a ZIP file."""
    plain = _NAME.sub("-", name).strip("-._") or "release"
    stem, dot, ending = plain.rpartition(".")
    plain = f"{stem[:80]}{dot}{ending[:10]}" if stem else plain[:80]
    return f"{plain}.zip" if packed else plain


def _copy(source: Path, to: Any) -> None:
    with source.open("rb") as file:
        while piece := file.read(PIECE):
            to.write(piece)
            if to.tell() > LARGEST:
                raise InputError("The file is larger than 200 MB.", remedy="Release a smaller table.")


def _pack(folder: Path, to: Any) -> None:
    found = sorted(path for pattern in RELEASED for path in folder.glob(pattern) if path.is_file())
    if not (folder / "provenance.json").is_file():
        raise InputError(
            "This folder is no answer.", where=folder.name, remedy="Name the folder that the audit or the report wrote."
        )
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in found:
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
