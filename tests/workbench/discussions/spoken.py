"""Discussions that nobody had, in the project of a test's programme: passed, linked to participants who agreed."""

from typing import Any

from babyhubs.discussions.codebook import codebook
from babyhubs.discussions.consents import PURPOSES, add_participant, link_speaker, record
from babyhubs.discussions.project import Project
from babyhubs.discussions.receipt import Receipt
from babyhubs.discussions.review import keep_all, pass_text
from babyhubs.discussions.taking_down import Discussion, add_text
from babyhubs.workbench.discussions import project, services
from tests.workbench.service import TEST, Service

AT = "2026-05-04T10:00:00Z"
BOOK = {one.name: one.guid for one in codebook("levesque").entries}
FARE, MOVED, HEARD = (
    "The bus is four pounds each way, so I walk with the pram 👶 when it does not rain.",
    "They moved it to another day and nobody told us.",
    "She listened to me, that is why I went back.",
)
ARABIC = "توقفت عن الذهاب لأن الحافلة غالية. لا أحد يتكلم لغتي."
SOMALI = "Waan joojiyay maxaa yeelay basku waa qaali. Cidna afkayga kuma hadlo."


def begun(service: Service) -> Any:
    """The programme of the test's people, its discussions begun."""
    services.begin(TEST, service.own)
    return service.own


def talk(programme: Any, *lines: str, name: str = "", group: str = "", **about: Any) -> str:
    """A discussion with one mother, whose words are these lines; gives its GUID."""
    with project.opened(programme) as one:
        one.connection.execute("PRAGMA synchronous = OFF")
        number = one.count("source") + 1
        text = "Interviewer: How is it?\n" + "".join(f"Mother: {line}\nInterviewer: And?\n" for line in lines)
        return add(one, text, name or f"Talk {number}", f"P{number}", group, **about)


def add(one: Project, text: str, name: str, label: str, group: str = "", **about: Any) -> str:
    """A passed text, and the participant who speaks in it."""
    with one.act("import", "lead", AT, name):
        source = add_text(one, text, Discussion(name, **about), "lead", AT, Receipt(name), None)
    keep_all(one, source, "lead", AT)
    pass_text(one, source, "lead", AT)
    person = add_participant(one, label, "lead", AT, values={"Main language": group} if group else {})
    link_speaker(one, person, source, "Mother", "lead", AT)
    for purpose in PURPOSES:
        record(one, person, purpose, True, "lead", AT)
    return source


def at(programme: Any, source: str, words: str) -> tuple[int, int]:
    """Where words stand in a text, in code points."""
    from babyhubs.discussions.versions import text_of

    with project.opened(programme) as one:
        start = text_of(one, source).index(words)
    return start, start + len(words)
