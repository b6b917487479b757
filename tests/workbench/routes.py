"""Every route of the workbench with its methods, and addresses of one's own and of another's things to fill it with.

Whoever adds a route adds its row to access.csv, and, if its address names a new kind of thing, a line to `_things`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from babyhubs.workbench.access.declared import Access, declared
from tests.workbench.audits.rows import a_rule_version, a_run, an_upload
from tests.workbench.discussions.rows import a_participant, a_row, a_text, a_voice, an_invitation
from tests.workbench.evaluation import studies
from tests.workbench.evidence.rows import a_claim, a_document
from tests.workbench.observations.prepared import a_code_book, a_picture
from tests.workbench.observations.rows import a_room, a_session, an_analysis, an_other_file
from tests.workbench.panel.rows import a_draw, a_line, a_meeting, a_member, a_panel
from tests.workbench.people.persons import a_person, a_promise
from tests.workbench.public.sites import a_site
from tests.workbench.service import Service, passkey

OWN, ANOTHERS = "own", "another's"


@dataclass(frozen=True)
class Route:
    """One address pattern. names: what stands in its angle brackets."""

    name: str
    pattern: str
    names: tuple[str, ...]
    access: Access | None

    @property
    def has_owner(self) -> bool:
        """Whether the address names something that belongs to a programme or a person."""
        return bool(set(self.names) & {"programme_id", "pk"})


def routes() -> list[Route]:
    """All of them, found by walking."""
    return sorted(_walk(get_resolver().url_patterns, "", ()), key=lambda route: route.pattern)


def _walk(patterns: list[URLPattern | URLResolver], prefix: str, names: tuple[str, ...]) -> Iterator[Route]:
    for one in patterns:
        text, named = f"{prefix}{one.pattern}", (*names, *one.pattern.converters)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, text, named)
        else:
            yield Route(one.name or "", text, named, declared(one.callback))


def address(route: Route, service: Service, role: str, whose: str) -> str:
    """The address of a route, filled with things of one's own programme or of another's."""
    things = _things(service, role, whose)
    return reverse(route.name, kwargs={name: things[name]() for name in route.names})


def _things(service: Service, role: str, whose: str) -> dict[str, Callable[[], Any]]:
    programme = service.own if whose == OWN else service.others
    user = service.people[role if role in service.people else "nobody"]
    return {
        "programme_id": lambda: programme.pk,
        "membership_id": lambda: programme.memberships.first().pk,
        "strand": lambda: "audit",
        "upload_id": lambda: an_upload(programme).pk,
        "file": lambda: "children",
        "field": lambda: "language",
        "version_id": lambda: a_rule_version(programme).pk,
        "run_id": lambda: a_run(programme).pk,
        "finding": lambda: "0" * 64,
        "event_id": lambda: studies.an_event(programme).pk,
        "protocol_id": lambda: studies.a_version(programme).pk,
        "table_id": lambda: studies.a_table(programme).pk,
        "table_kind": lambda: "cells",
        "evaluation_id": lambda: studies.a_waiting_run(programme).pk,
        "hub_id": lambda: service.hub(programme).pk,
        "kind": lambda: "layout",
        "release_id": lambda: service.release(programme).pk,
        "change_id": lambda: service.hub(programme).changes.first().pk,
        "decision_id": lambda: service.use_decision(programme).pk,
        "room_id": lambda: a_room(programme).pk,
        "picture_id": lambda: a_picture(programme).pk,
        "book": lambda: str(a_code_book(programme).pk),
        "session_id": lambda: a_session(programme).pk,
        "other_file_id": lambda: an_other_file(programme).pk,
        "analysis_id": lambda: an_analysis(programme).pk,
        "page": lambda: "hub-1",
        "capture_file": lambda: "setup.json",
        "help_key": lambda: "how-to/run-the-workbench",
        "help_picture": lambda: "docs/tutorial/images/programme.png",
        "claim": lambda: a_claim(programme).name,
        "document_id": lambda: a_document(programme).pk,
        "section": lambda: "need",
        "person_id": lambda: a_person(programme.pk).pk,
        "purpose": lambda: "co-design",
        "promise_id": lambda: a_promise().pk,
        "row_id": lambda: a_row(programme),
        "source_id": lambda: a_text(programme),
        "participant_id": lambda: a_participant(programme),
        "invitation_id": lambda: an_invitation(programme).pk,
        "voice_id": lambda: a_voice(programme).pk,
        "token": lambda: "no-such-link",  # an_invitation() has one
        "question": lambda: a_panel(programme) and "language",
        "answer": lambda: "somali",
        "place": lambda: 0 if a_panel(programme) else None,
        "draw_id": lambda: a_draw(programme).pk,
        "file_name": lambda: "tickets.csv",
        "member_id": lambda: a_member(programme).pk,
        "message": lambda: "invitation",
        "meeting_id": lambda: a_meeting(programme).pk,
        "line_kind": lambda: "aim",
        "number": lambda: a_line(programme).number,
        "user_id": lambda: service.people["nobody"].pk,
        "text": lambda: "of-no-discussion",
        "passage": lambda: "of-no-discussion",
        "code": lambda: "of-no-discussion",
        "person": lambda: "of-no-discussion",
        "theme": lambda: "of-no-discussion",
        "report_id": lambda: programme.pk,
        "secret": lambda: "a-secret-that-nobody-made",
        "site": lambda: a_site(programme).slug,
        "language": lambda: "en",
        "hub": lambda: str(service.hub(programme).code).lower(),
        "step": lambda: "called",
        "pk": lambda: passkey(user if whose == OWN else service.others.owner).pk,
    }
