"""What a file is, found by looking into it and never by its name."""

import re
import zipfile
from pathlib import Path

from babyhubs.errors import InputError

PROJECT, REFI_XML, DATABASE, TABLE = "project", "refi-xml", "database", "table"
WORD, OPEN_DOCUMENT, RICH_TEXT, PDF, CAPTIONS, JSON, HTML, TEXT = (
    "docx", "odt", "rtf", "pdf", "captions", "json", "html", "text",
)  # fmt: skip
_SRT = re.compile(r"\s*\d+\s*\r?\n\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}\s*-->")
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc)", "Open it in Word and save it as .docx."),
    (b"\x89PNG", "a picture", "Type what it says, or save it as text."),
    (b"\xff\xd8\xff", "a picture", "Type what it says, or save it as text."),
    (b"ID3", "a sound recording", "Transcribe it first, and import the transcript."),
    (b"RIFF", "a sound recording or film", "Transcribe it first, and import the transcript."),
    (b"OggS", "a sound recording", "Transcribe it first, and import the transcript."),
    (b"fLaC", "a sound recording", "Transcribe it first, and import the transcript."),
    (b"MZ", "a program", "Choose the transcript instead."),
    (b"\x7fELF", "a program", "Choose the transcript instead."),
    (b"\x1f\x8b", "a packed file", "Unpack it first."),
    (b"7z\xbc\xaf", "a packed file", "Unpack it first."),
    (b"Rar!", "a packed file", "Unpack it first."),
)


def kind(path: Path) -> str:
    """One of the constants of this module, or an error that says what the file is instead."""
    if not path.is_file():
        what = "This is a folder." if path.is_dir() else "The file is not there."
        raise InputError(what, where=str(path), remedy="Name a file.")
    with path.open("rb") as file:
        head = file.read(8192)
    if not head.strip():
        raise InputError("The file is empty.", where=str(path), remedy="Export it again.")
    if head.startswith(b"PK"):
        return _archive(path)
    if head.startswith(b"SQLite format 3\x00"):
        return DATABASE
    if head.lstrip()[:5] == b"%PDF-":
        return PDF
    if head.lstrip().startswith(b"{\\rtf"):
        return RICH_TEXT
    for first, name, remedy in _OTHERS:
        if head.startswith(first):
            raise InputError(f"This is {name}, not a text.", where=str(path), remedy=remedy)
    if head[4:8] == b"ftyp":
        raise InputError(
            "This is a sound recording or film, not a text.",
            where=str(path),
            remedy="Transcribe it first, and import the transcript.",
        )
    return _text(path, head)


def _archive(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as file:
            names = set(file.namelist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise InputError(
            "The file is damaged or cut off.", where=str(path), remedy="Copy or export it again."
        ) from error
    if any(name.lower().endswith(".qde") and "/" not in name for name in names):
        return PROJECT
    if "word/document.xml" in names:
        return WORD
    if "xl/workbook.xml" in names:
        return TABLE
    if "content.xml" in names:
        return OPEN_DOCUMENT
    raise InputError(
        "This is a ZIP archive, and nothing in it is known here.",
        where=str(path),
        remedy="Unpack it, and give the files that are in it.",
    )


def _text(path: Path, head: bytes) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(
            "The file is not text.", where=str(path), remedy="Save it as text in UTF-8, or as a Word document."
        )
    if start.startswith(b"WEBVTT") or _SRT.match(start.decode("utf-8", "replace")):
        return CAPTIONS
    low = start[:4096].lower()
    if start.startswith(b"<") and (b"<project" in low or b"<codebook" in low):
        return REFI_XML
    if low.startswith((b"<!doctype html", b"<html")):
        return HTML
    if start.startswith(b"<?xml"):
        raise InputError(
            "This XML file is not known here.", where=str(path), remedy="Give a transcript, or a project as .qdpx."
        )
    if start.startswith((b"{", b"[")) and path.suffix.lower() == ".json":
        return JSON
    if path.suffix.lower() in {".csv", ".tsv"}:
        return TABLE  # a table is told from text by its name alone: both are lines of words
    return TEXT
