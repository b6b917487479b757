"""Everything that brings texts and participants in. The record is told kinds, counts and outcomes: no name of a file, no word of a text."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings

from babyhubs.discussions import consents, sheets
from babyhubs.discussions import project as library
from babyhubs.discussions.importing import import_file
from babyhubs.discussions.pseudonyms.screening import spans
from babyhubs.discussions.pseudonyms.sealing import Names
from babyhubs.discussions.readers import kind as kinds
from babyhubs.discussions.receipt import Receipt
from babyhubs.discussions.review import screen_again
from babyhubs.discussions.taking_down import Discussion
from babyhubs.discussions.versions import text_of
from babyhubs.errors import InputError
from babyhubs.workbench.discussions import project
from babyhubs.workbench.discussions.naming import next_name
from babyhubs.workbench.discussions.voices.taking_back import forget
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited
from babyhubs.workbench.web.uploads import INCOMING


@audited("discussions.file-read", "read a file of discussions")
def take_file(
    actor: Actor, programme: Any, *, sent: Any, about: Discussion, keep_name: bool = False
) -> Changed[Receipt]:
    """One file: a transcript, notes, or a coded project of another program. Its name may name somebody, so it goes unless kept."""
    with project.acting(actor, programme) as act:
        stem = Path(sent.name).stem[:80] if keep_name else next_name(act.project)
        library.back_up(act.project)
        with _named(sent, stem) as path:
            _require_text(path)
            receipt = import_file(act.project, path, act.who, act.at, replace(about, name=stem), act.key())
    return act.changed(receipt, size=sent.size, came=dict(receipt.came), not_read=len(receipt.lost))


@audited("discussions.sheet-read", "read a consent sheet")
def take_sheet(actor: Actor, programme: Any, *, sent: Any) -> Changed[Receipt]:
    """Participants, consents and links to texts; names go under the key. Texts that are there are screened again for them."""
    with project.acting(actor, programme) as act:
        library.back_up(act.project)
        with _named(sent, "consent-sheet") as path:
            receipt = sheets.participants(act.project, path, act.who, act.at, act.key())
        _screen_again(act)
        library.forget_copy(act.project)
    return act.changed(receipt, came=dict(receipt.came), not_read=len(receipt.lost))


@audited("discussions.participant-added", "added a participant")
def add_participant(actor: Actor, programme: Any, *, label: str, role: str, values: Mapping[str, str]) -> Changed[str]:
    """Somebody under a label without meaning."""
    if not consents.label_is_safe(label):
        raise InputError("A label must say nothing about anybody.", remedy="Give a letter and a number, such as P7.")
    with project.acting(actor, programme) as act:
        guid = consents.add_participant(act.project, label, act.who, act.at, role, values)
    return act.changed(guid, participant=guid)


@audited("discussions.consent-recorded", "wrote down what a participant agreed to")
def record_consent(
    actor: Actor, programme: Any, participant: str, *, answers: Mapping[str, bool], day: str
) -> Changed[None]:
    """purpose -> yes or no; the latest word counts."""
    with project.acting(actor, programme) as act:
        for purpose, given in answers.items():
            consents.record(act.project, participant, purpose, given, act.who, act.at, day)
    return act.changed(None, participant=participant, **answers)


@audited("discussions.speaker-named", "said who speaks in a text")
def link(actor: Actor, programme: Any, participant: str, *, source: str, speaker: str) -> Changed[None]:
    """speaker: the label in the text, or nothing where one person alone said it all."""
    with project.acting(actor, programme) as act:
        consents.link_speaker(act.project, participant, source, speaker, act.who, act.at)
    return act.changed(None, participant=participant, text=source)


@audited("discussions.withdrawn", "took out what a participant had said, as they asked")
def withdraw(actor: Actor, programme: Any, participant: str) -> Changed[None]:
    """For good: their words leave every text."""
    with project.acting(actor, programme) as act:
        consents.withdraw_everything(act.project, participant, act.who, act.at)
        library.forget_copy(act.project)
    forget(programme, participant)
    return act.changed(None, participant=participant)


def _require_text(path: Path) -> None:
    """A table is told from a text here, because the library's own remedy is one of the command line."""
    if kinds.kind(path) == kinds.TABLE:
        raise InputError(
            "This is a table, not a text.",
            remedy="If it is the consent sheet, read it on the page for consent sheets. Otherwise save each text as a file of its own.",
        )


def _screen_again(act: project.Acting) -> None:
    """Names of the sheet leave the texts that were there before it; such a text waits for a person again."""
    names = Names(act.project, act.key())
    for source in [row[0] for row in act.project.rows("SELECT guid FROM source ORDER BY number")]:
        if spans(text_of(act.project, source), names):
            screen_again(act.project, source, act.who, act.at, act.key())


@contextmanager
def _named(sent: Any, stem: str) -> Iterator[Path]:
    """What was sent, under a name that the library may write down; in the private folder, and gone afterwards."""
    place = Path(tempfile.mkdtemp(dir=settings.BABYHUBS.folder / INCOMING))
    try:
        ending = Path(sent.name).suffix.lower()
        safe = re.sub(r"[^\w .()\-]", "_", stem).strip(" .") or "text"
        path = place / f"{safe}{ending if re.fullmatch(r'[.][a-z0-9]{1,8}', ending) else ''}"
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for piece in sent.chunks():
                file.write(piece)
        yield path
    finally:
        shutil.rmtree(place, ignore_errors=True)
