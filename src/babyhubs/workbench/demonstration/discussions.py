"""The discussions of the demonstration: whom to ask, and what 24 invented parents said (discussions.toml), taken down in three ways.

Names are taken out and every text but the last is passed, so that it can be coded; the last waits for somebody who tries it.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from babyhubs.discussions import consents
from babyhubs.discussions import frame as framing
from babyhubs.discussions.taking_down import Discussion
from babyhubs.workbench.discussions import about, project
from babyhubs.workbench.discussions import services as discussions
from babyhubs.workbench.discussions.frame import services as frame
from babyhubs.workbench.discussions.naming import next_label
from babyhubs.workbench.discussions.parents import services as parents
from babyhubs.workbench.discussions.review import services as review
from babyhubs.workbench.discussions.room import services as room
from babyhubs.workbench.discussions.texts import services as texts
from babyhubs.workbench.discussions.told import Told, as_asked
from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.programme.sources import findings
from babyhubs.workbench.record.actor import Actor

ANSWERS = ("Mother", "Mum", "Parent", "Dad")  # who speaks in the transcripts
# Of each row, by use of the hub: invited, reached, agreed. Who never came answers least, which is a result too.
INVITED = {"never": (18, 9, 4), "stopped": (14, 9, 5), "once": (10, 7, 4), "regular": (6, 6, 4)}
STAGES = ("invited", "reached", "agreed")


@dataclass(frozen=True, slots=True)
class Talk:
    """One entry of the file."""

    told: Told
    name: str
    how: str
    names: tuple[str, ...]
    waits: bool


def fill(lead: Actor, analyst: Actor, programme: Programme) -> None:
    """The frame, the texts, the review."""
    discussions.begin(lead, programme)
    entries = tomllib.loads(files(__package__).joinpath("discussions.toml").read_text(encoding="utf-8"))["talk"]
    rows = _frame(lead, programme, entries)
    talks = [_talk(one, rows.get((*one["asked"], one["use"]), "")) for one in entries]
    for one in talks:
        _take_down(lead, analyst, programme, one)
    _review(analyst, programme, talks)


def _frame(lead: Actor, programme: Programme, entries: list[dict[str, Any]]) -> Mapping[tuple[str, str, str], str]:
    """Rows for everybody who was talked to, where the audit has a finding, and counts of who answered."""
    found = {
        (one.attribute, one.group): one.identity
        for one in findings(programme, "audit")
        if one.measure == "reach" and one.view == "hub"
    }
    for use in ("never", "stopped", "once", "regular"):
        wanted = {tuple(one["asked"]) for one in entries if one["use"] == use}
        chosen = [identity for group, identity in found.items() if group in wanted]
        if chosen:
            frame.build(lead, programme, chosen=chosen, uses=[use], areas=[], target=3, route="health visitor")
    with project.opened(programme) as one:
        rows = {(row.attribute, row.group, row.use): row.guid for row in framing.rows(one)}
    for place, ((_, _, use), guid) in enumerate(rows.items()):
        people = {stage: number + place % 3 for stage, number in zip(STAGES, INVITED[use], strict=True)}
        frame.count(lead, programme, guid, people=people, day="2026-08-31")
    return rows


def _talk(entry: dict[str, Any], row: str) -> Talk:
    described = Discussion(
        name=entry["name"], kind={"room": "notes", "file": "transcript", "phone": "comment"}[entry["how"]],
        language=entry["language"], day=entry["day"].isoformat(), interpreter=entry.get("interpreter", False),
        description="Invented for the demonstration.",
        safeguarding=entry.get("safeguarding", "no" if entry["how"] == "room" else ""),
    )  # fmt: skip
    agreed = {consents.USE: True, consents.QUOTE: entry["quote"], consents.PARAPHRASE: True}
    told = Told(entry["text"].strip(), described, agreed, about.values(entry["about"]), row=row)
    return Talk(told, entry["name"], entry["how"], tuple(entry.get("names", ())), entry.get("waits", False))


def _take_down(lead: Actor, analyst: Actor, programme: Programme, one: Talk) -> None:
    if one.how == "room":
        room.take_notes(lead, programme, told=one.told)
    elif one.how == "phone":
        parents.tell(parents.A_PARENT, programme, told=one.told)
    else:
        _by_file(analyst, programme, one)


def _by_file(analyst: Actor, programme: Programme, one: Talk) -> None:
    sent = SimpleUploadedFile(f"{one.name}.txt", one.told.text.encode())
    texts.take_file(analyst, programme, sent=sent, about=one.told.about, keep_name=True)
    with project.opened(programme) as opened:
        source = opened.value("SELECT guid FROM source WHERE name = ?", one.name)
        speaker = next(word for word in ANSWERS if f"\n{word}:" in one.told.text)
        label, values = next_label(opened), {**one.told.values, **as_asked(opened, one.told.row)}
    participant = texts.add_participant(analyst, programme, label=label, role="parent", values=values)
    texts.record_consent(analyst, programme, participant, answers=one.told.agreed, day=one.told.about.day)
    texts.link(analyst, programme, participant, source=source, speaker=speaker)
    if one.told.row:
        frame.count(analyst, programme, one.told.row, people={"took part": 1}, day=one.told.about.day)


def _review(analyst: Actor, programme: Programme, talks: list[Talk]) -> None:
    for name in dict.fromkeys(name for one in talks for name in one.names):
        review.take_out(analyst, programme, words=name, kind="person")
    with project.opened(programme) as opened:
        sources = {row["name"]: row["guid"] for row in opened.rows("SELECT name, guid FROM source")}
    for one in talks:
        if not one.waits:
            review.keep_all(analyst, programme, sources[one.name])
            review.pass_text(analyst, programme, sources[one.name])
