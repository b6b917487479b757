"""The menu: one line an entry, shown to those who may go there. An app adds its line here."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from babyhubs.workbench.access.permission import Permission


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the menu. of_programme: it leads into the programme that the page belongs to."""

    text: str
    route: str
    permission: Permission | None = None
    of_programme: bool = False


MENU = (
    Entry("Programmes", "home"),
    Entry("This programme", "programme", Permission.PROGRAMME_READ, of_programme=True),
    Entry("Hubs", "hubs", Permission.HUBS_READ, of_programme=True),
    Entry("Audit", "audits", Permission.AUDIT_READ, of_programme=True),
    Entry("Discussions", "discussions", Permission.DISCUSSIONS_READ, of_programme=True),
    Entry("Observations", "observations", Permission.OBSERVATIONS_READ, of_programme=True),
    Entry("Parents", "register", Permission.CONTACTS_READ, of_programme=True),
    Entry("Panel", "panel", Permission.PANEL_READ, of_programme=True),
    Entry("Evidence", "evidence", Permission.EVIDENCE_READ, of_programme=True),
    Entry("Evaluation", "evaluation", Permission.AUDIT_READ, of_programme=True),
    Entry("Releases", "releases", Permission.RELEASED_READ, of_programme=True),
    Entry("People", "members", Permission.MEMBERS_MANAGE, of_programme=True),
    Entry("Record", "programme-record", Permission.RECORD_READ, of_programme=True),
    Entry("Accounts", "accounts", Permission.ACCOUNTS_MANAGE),
    Entry("Whole record", "record", Permission.SITE_RECORD_READ),
)


def menu(request: Any) -> list[dict[str, object]]:
    """The menu for this person on this page, in the form that the header component takes."""
    if not request.user.is_authenticated:
        return []
    shown = []
    for entry in MENU:
        if entry.permission is not None and entry.permission not in request.rights:
            continue
        if entry.of_programme and request.programme is None:
            continue
        address = reverse(entry.route, args=[request.programme.pk] if entry.of_programme else [])
        shown.append({"text": entry.text, "href": address, "current": address == request.path})
    return shown
