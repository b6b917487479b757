"""The three messy exports of one service give the same findings as its clean files, by content address.

The proposal is made without hints; what a person then corrects stands in CORRECTIONS, at most three entries an export.
"""

from datetime import date
from functools import cache

import pytest

from babyhubs.audit import rule
from babyhubs.disclosure.profiles import profile
from babyhubs.evidence.finding import Finding
from babyhubs.intake.load import Options
from babyhubs.intake.proposal import Proposal, answer, propose
from babyhubs.intake.question import Key
from babyhubs.intake.sources import read_all
from babyhubs.reference import areas
from babyhubs.reports.answer import Answer, Question
from babyhubs.reports.answer import answer as audited
from tests.integration.services import BIRTHS, DIALECTS, sources, written

# file, part, field, value -> what it means. Each is a word that only the provider can know.
CORRECTIONS: dict[str, dict[Key, str]] = {
    "csds": {
        ("", "venues", "", "SIM99"): "CC010",  # the Hengrove hub's site code of earlier years
    },
    "systmone": {
        (
            "contacts",
            "codes",
            "activity",
            "UPP",
        ): "other",  # a level of support, Universal Partnership Plus, chosen as the type
        ("", "venues", "", "Rainbow Room"): "CC007",  # the room of the Hartcliffe hub, by the name on its door
    },
    "rio": {
        ("contacts", "codes", "attendance", "5N"): "attended",  # a local outcome: seen by a nursery nurse
        ("", "venues", "", "Tuesday Tots"): "CC017",  # the hub at Staple Hill, by the name that families use
    },
}

QUESTION = Question(
    options=Options(key=b"k" * 32, as_of=date(2026, 9, 14), index_vintage=2025, areas=areas.england(2025)),
    rule=rule.read(),
    window=None,
    grouping="2001",
    profile=profile("hes"),
    project_class="service evaluation",
)


@cache
def proposal(faults: str, export: str, births: int = BIRTHS) -> Proposal:
    """What the program proposes for an export, without hints."""
    return propose(read_all(sources(written(faults, births) / export)))


@cache
def answered(faults: str, export: str, births: int = BIRTHS) -> Answer:
    """The audit of an export by the corrected proposal."""
    agreed = answer(proposal(faults, export, births), CORRECTIONS.get(export, {}))
    return audited(dict(agreed.tables), agreed.mapping, QUESTION, lambda _: None)


def identities(one: Answer) -> list[str]:
    return [finding.identity for finding in one.findings]


def test_the_clean_files_leave_no_question() -> None:
    assert proposal("recoverable", "clean").questions == ()


@pytest.mark.parametrize("export", DIALECTS)
def test_at_most_three_entries_are_corrected_and_then_nothing_is_open(export: str) -> None:
    assert len(CORRECTIONS[export]) <= 3
    asked = {question.key for question in proposal("recoverable", export).questions}
    assert set(CORRECTIONS[export]) == asked


# three audits of each: one export with every change, the others each night
@pytest.mark.parametrize("export", ["csds", *(pytest.param(one, marks=pytest.mark.nightly) for one in DIALECTS[1:])])
def test_the_findings_of_a_messy_export_are_those_of_the_clean_files(export: str) -> None:
    clean, messy = answered("recoverable", "clean"), answered("recoverable", export)
    for name, table in clean.result.tables.items():
        assert messy.result.tables[name].equals(table), name
    assert identities(messy) == identities(clean)
    assert len(identities(clean)) > 100


def test_findings_are_many_and_each_is_its_own(  # a digest that everything shares would make the test above empty
) -> None:
    found: tuple[Finding, ...] = answered("recoverable", "clean").findings
    assert len({one.identity for one in found}) == len(found)
