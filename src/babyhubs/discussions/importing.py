"""Any file into a project: coded projects of other programs, codebooks, transcripts, notes. The receipt says what came."""

import hashlib
from pathlib import Path

from babyhubs.discussions.databases import read_database
from babyhubs.discussions.project import Project
from babyhubs.discussions.readers import kind as kinds
from babyhubs.discussions.readers.text import read_text
from babyhubs.discussions.receipt import Receipt
from babyhubs.discussions.refi.read import read_project, read_xml
from babyhubs.discussions.store import keep, store
from babyhubs.discussions.taking_down import Discussion, add_text
from babyhubs.errors import InputError

_BLOCK = 1024 * 1024


def import_file(
    project: Project, path: Path, who: str, at: str, about: Discussion | None = None, key: bytes | None = None
) -> Receipt:
    """Read one file into the project, all of it in one act, and give the receipt.

    about: what is known of the discussion, for a transcript or notes. key: the key of pseudonyms, so that names on the consent
    sheet are replaced before the text is stored.
    """
    which = kinds.kind(path)
    receipt = Receipt(path.name, sha256_of(path))
    if which == kinds.PROJECT:
        store(project, read_project(path, receipt), receipt, who, at)
    elif which == kinds.REFI_XML:
        store(project, read_xml(path, receipt), receipt, who, at)
    elif which == kinds.DATABASE:
        store(project, read_database(path, receipt), receipt, who, at)
    elif which == kinds.TABLE:
        raise InputError(
            "A table can be read as participants, consents, comments or codings.",
            where=str(path),
            remedy="Say which: --as participants, --as comments or --as codings.",
        )
    else:
        text = read_text(path, receipt)
        with project.act("import", who, at, path.name):
            add_text(project, text, about or Discussion(name=path.stem), who, at, receipt, key)
            keep(project, receipt, at)
    return receipt


def sha256_of(path: Path) -> str:
    """The digest by which a file is known again."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
