"""What stands around each page of the results: the other pages, the choice of group, hub and period, and what it cannot do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from babyhubs.workbench.audits import periods
from babyhubs.workbench.audits.models import Run
from babyhubs.workbench.audits.results.choices import Choice, options

LISTED = 36  # audits that can be changed to: three years, month by month

BOTH = (
    "Groups are not counted hub by hub, because the numbers would be too small to show. "
    "The group and the hub are each shown for themselves."
)
UNKNOWN = "What you chose is not in this audit. Everything is shown."


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the results. whole: why it is never filtered; answers: it has nothing to show where the answer was refused."""

    route: str
    name: str
    whole: str = ""
    answers: bool = False


PAGES = (
    Page("audit-run", "The answer", "The answer is about all groups and hubs together."),
    Page("audit-verdicts", "Group by group", answers=True),
    Page(
        "audit-map",
        "Map",
        "The map counts all babies of a ward. By group or by hub they would be too few to show.",
        answers=True,
    ),
    Page("audit-reach", "Reach by age", answers=True),
    Page("audit-gaps", "Gaps", answers=True),
    Page("audit-visits", "Visits", answers=True),
    Page("audit-records", "Data quality"),
    Page("audit-method", "Method", "The method is the same for all groups and hubs."),
    Page("audit-findings", "Findings"),
    Page("audit-compare", "Compare", answers=True),
)
BY_ROUTE = {page.route: page for page in PAGES}


@dataclass(frozen=True, slots=True)
class Link:
    """To another page, or to this one."""

    text: str
    address: str
    here: bool


@dataclass(frozen=True, slots=True)
class Audit:
    """An audit that one can change to: a period."""

    key: str
    words: str
    here: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """All of it. notes: what the choice does not do on this page, and why."""

    period: str
    name: str
    links: list[Link]
    groups: list[tuple[str, list[tuple[str, str, bool]]]]
    hubs: list[tuple[str, str, bool]]
    audits: list[Audit]
    choice: Choice
    notes: list[str]
    address: str


def done(programme: Any) -> list[Run]:
    """The audits of a programme that have results, newest first."""
    found = Run.objects.filter(programme=programme, state=Run.State.DONE).defer("verdicts", "headline", "refusals")
    return list(found[:LISTED])


def frame(run: Run, others: list[Run], route: str, choices: Mapping[str, Any], choice: Choice) -> Frame:
    """others: what `done` gave."""
    page = BY_ROUTE[route]
    return Frame(
        period=periods.in_words(run.period),
        name=page.name,
        links=[
            Link(one.name, address(run, one.route, choice), one.route == route)
            for one in PAGES
            if not (one.answers and run.refused)
        ],
        groups=options(choices, choice),
        hubs=[(hub, name, hub == choice.hub) for hub, name in choices["hubs"]] if choices["by_hub"] else [],
        audits=[
            Audit(str(one.pk), told(one, short=True), one.pk == run.pk)
            for one in (others if run in others else [run, *others])
        ],
        choice=choice,
        notes=_notes(page, choice),
        address=address(run, route),
    )


def address(run: Run, route: str, choice: Choice | None = None) -> str:
    """Of a page of an audit, with what was chosen."""
    return reverse(route, args=[run.programme_id, run.pk]) + (choice.query if choice else "")


def told(run: Run, *, short: bool = False) -> str:
    """An audit in a list of several. short: for a list that a phone opens."""
    at = timezone.localtime(run.asked_at)
    if short:
        return f"{periods.in_short(run.period)}, audited {at.day} {at:%b}, {at:%H:%M}"
    return f"{periods.in_words(run.period)} (audited {at.day} {at:%B %Y}, {at:%H:%M})"


def _notes(page: Page, choice: Choice) -> list[str]:
    found = [UNKNOWN] if choice.unknown else []
    if not choice.given:
        return found
    if page.whole:
        return [*found, f"{page.whole} It is not filtered."]
    return [*found, BOTH] if choice.both else found
