"""What an audit found, in a few lines: whom the hubs reach how often, and whom records cannot show."""

from dataclasses import replace

import pytest
from django.utils import timezone

from babyhubs.evidence.finding import Finding
from babyhubs.workbench.programme import sources
from babyhubs.workbench.programme.sources import Source

_BLANK = Finding(
    strand="audit", project_class="clinical audit", view="hub", measure="reach", attribute="", group="", unit="", period="",
    eligible=None, estimate=None, lower=None, upper=None, compared_with="", ratio=None, ratio_lower=None, ratio_upper=None,
    shortfall_families=None, verdict="", reason="", method="", rule="", disclosure_profile="hes", software="", inputs=(),
)  # fmt: skip
ROWS = (
    ("ethnic_group", "White", 1200, 1.2, "adequately served"),
    ("ethnic_group", "Black", 200, 0.5, "under-served"),
    ("ethnic_group", "Asian", 200, 1.0, "adequately served"),
    ("mother_age", "under 20", 100, 0.7, "under-served"),
    ("mother_age", "25-29", 700, 1.0, "adequately served"),
    ("mother_age", "30-34", 800, 1.0, "adequately served"),
    ("deprivation_national", "1", 300, 0.7, "under-served"),
    ("unseen", "fathers", None, None, "unseen"),
    ("unseen", "no_car", None, None, "unseen"),
)


def found() -> tuple[Finding, ...]:
    """The findings."""
    return tuple(
        replace(_BLANK, attribute=attribute, group=group, eligible=eligible, ratio=ratio, verdict=verdict)
        for attribute, group, eligible, ratio, verdict in ROWS
    )


def given(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the audit app had given them."""
    rows = [
        Source(one, f"{one.attribute}: {one.group}", f"/finding-{place}/", timezone.now())
        for place, one in enumerate(found())
    ]
    monkeypatch.setitem(sources._GIVEN_BY, "audit", lambda _: rows)
