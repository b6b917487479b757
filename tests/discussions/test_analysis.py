"""Counting people and never codings: matrix, groups, saturation, who was not heard, the frame, two coders."""

import pytest

from babyhubs.disclosure.profiles import profile
from babyhubs.discussions import frame
from babyhubs.discussions.agreement import FEW, NEVER, NOTHING, ONE_ONLY, agreement, differences
from babyhubs.discussions.codebook import add_shipped, codebook
from babyhubs.discussions.coding import code_passage, coder
from babyhubs.discussions.consents import USE, add_participant, link_speaker, record
from babyhubs.discussions.groups import groups
from babyhubs.discussions.heard import heard, learn_groups, not_known
from babyhubs.discussions.matrix import NOT_ASKED, NOT_CODED, SAID, SUMMARISED, counts, matrix, write_cell
from babyhubs.discussions.matrix import NOTHING as NOTHING_SAID
from babyhubs.discussions.project import Project
from babyhubs.discussions.saturation import NOT_REACHED, REACHED, TOO_FEW, of_group, saturation
from babyhubs.discussions.shown_counts import overlap, shown
from babyhubs.errors import InputError, Refused
from tests.discussions.conftest import AT, add

BOOK = {one.name: one.guid for one in codebook("levesque").entries}
PEOPLE = (
    ("P1", "Somali", "The bus is dear for us.", "Affordability: barrier"),
    ("P2", "Somali; Arabic", "It is free, that helps.", "Affordability: facilitator"),
    ("P3", "Polish", "The day is wrong for me.", "Availability and accommodation: barrier"),
    ("P4", "declined", "", ""),
)


@pytest.fixture
def coded(project: Project) -> Project:
    """Four people, three of them coded; P4 said nothing that was coded yet."""
    add_shipped(project, "levesque", "Lead", AT)
    lead = coder(project, "Lead", AT)
    for label, language, words, code in PEOPLE:
        source = add(
            project,
            f"Interviewer: How is it?\nMother: {words or 'It was all fine.'}\nInterviewer: Thank you.\n",
            f"Talk {label}",
        )
        person = add_participant(project, label, "Lead", AT, values={"Main language": language})
        link_speaker(project, person, source, "Mother", "Lead", AT)
        if words:
            start = len("Interviewer: How is it?\nMother: ")
            code_passage(project, source, start, start + len(words), [BOOK[code]], lead, AT)
            code_passage(
                project, source, start, start + len(words) - 1, [BOOK[code]], lead, AT
            )  # twice the same: still one person
    return project


def test_each_cell_says_what_it_is_or_why_it_is_empty(coded: Project) -> None:
    table = matrix(coded)
    labels = dict(table.rows)
    at = {(labels[person], column): cell for (person, column), cell in table.cells.items()}
    assert at["P1", BOOK["Affordability"]].status == SAID
    assert at["P1", BOOK["Affordability"]].directions == ("barrier",)
    assert at["P1", BOOK["Acceptability"]].status == NOTHING_SAID
    assert at["P4", BOOK["Acceptability"]].status == NOT_CODED
    first = next(person for person, label in table.rows if label == "P1")
    passages = at["P1", BOOK["Affordability"]].passages
    with pytest.raises(InputError, match="in none of the passages"):
        write_cell(coded, first, BOOK["Affordability"], "She said “the bus is cheap”.", passages, "Lead", AT)
    write_cell(coded, first, BOOK["Affordability"], "Fares: “The bus is dear”.", passages, "Lead", AT)
    write_cell(coded, first, BOOK["Acceptability"], "", (), "Lead", AT, status=NOT_ASKED)
    again = matrix(coded)
    assert again.cells[first, BOOK["Affordability"]].status == SUMMARISED
    assert again.cells[first, BOOK["Acceptability"]].status == NOT_ASKED


def test_people_are_counted_once_and_in_every_group_they_name(coded: Project) -> None:
    rows = {(one.group, one.dimension): one for one in counts(coded, "main language")}
    somali = rows["Somali", BOOK["Affordability"]]
    assert (somali.people, somali.spoke, somali.barrier, somali.facilitator) == (2, 2, 1, 1)
    assert rows["Arabic", BOOK["Affordability"]].spoke == 1
    assert rows["not known", BOOK["Affordability"]].people == 1
    assert rows["not known", BOOK["Affordability"]].status == NOT_CODED
    assert overlap(groups(coded, "Main language"))
    with pytest.raises(InputError, match="no attribute"):
        groups(coded, "Shoe size")


def test_who_withdrew_is_not_counted(coded: Project) -> None:
    person = coded.value("SELECT guid FROM participant WHERE label = 'P3'")
    record(coded, person, USE, False, "Lead", AT)
    assert "Polish" not in groups(coded, "Main language")
    assert all(one.spoke == 0 for one in counts(coded) if one.dimension == BOOK["Availability and accommodation"])


def test_small_counts_are_hidden_and_cannot_be_subtracted(coded: Project) -> None:
    everybody, by_group = counts(coded), counts(coded, "Main language")
    figures = shown(by_group, everybody, profile("hes"), overlapping=True)
    assert set(figures.values()) <= {"*", "0"}
    exact = shown(by_group, everybody, profile("internal"), overlapping=True)
    assert exact[BOOK["Affordability"], "Somali"] == "2"


def test_saturation_needs_six_people_and_looks_at_many_orders() -> None:
    few = {f"P{number}": {"a", "b"} for number in range(5)}
    assert of_group("five", few).verdict == TOO_FEW
    same = {f"P{number}": {"a", "b", "c"} for number in range(8)}
    found = of_group("alike", same)
    assert (found.verdict, found.last, found.at) == (REACHED, 0.0, (4.0, 4, 4))
    other = {f"P{number}": {f"code {number}"} for number in range(8)}
    found = of_group("all different", other)
    assert (found.verdict, found.reached, found.codes) == (NOT_REACHED, 0.0, 8)
    assert found.curve[0] == (1.0, 1.0, 1.0)
    assert found.last == pytest.approx(2 / 6)
    assert of_group("again", other, seed=3) == of_group("again", other, seed=3)


def test_a_group_of_two_is_never_saturated(coded: Project) -> None:
    assert {one.verdict for one in saturation(coded, "Main language")} == {TOO_FEW}


FINDINGS = [
    {"strand": "audit", "view": "hub", "measure": "reach", "attribute": "language", "group": group, "eligible": eligible,
     "estimate": 0.4, "verdict": verdict, "identity": f"sha256:{group}"}
    for group, eligible, verdict in (("so", 120, "under-served"), ("ti", None, "cannot tell"), ("pl", 300, "adequately served"), ("unknown", 40, ""))
]  # fmt: skip


def test_who_was_not_heard_stands_beside_the_audit(coded: Project) -> None:
    assert learn_groups(coded, FINDINGS, "Lead", AT) == 3
    rows = {one.group: one for one in heard(coded)}
    assert (rows["Somali"].eligible, rows["Somali"].attending, rows["Somali"].people, rows["Somali"].status) == (
        120,
        48,
        2,
        "thin",
    )
    assert (rows["Tigrinya"].eligible, rows["Tigrinya"].people, rows["Tigrinya"].status) == (None, 0, "not heard")
    assert rows["Arabic"].finding == ""
    assert not_known(coded) == {"Main language": 1}


def test_the_frame_asks_the_care_team_and_never_holds_a_list(project: Project) -> None:
    rows = frame.build(project, FINDINGS, "Lead", AT, areas=("Hartcliffe", "Easton"), uses=("never", "stopped"))
    assert {(one.group, one.area, one.use) for one in rows} == {
        (group, area, use) for group in ("so", "ti") for area in ("Hartcliffe", "Easton") for use in ("never", "stopped")
    }  # fmt: skip
    told = frame.request(rows[0])
    assert "Please invite families in Hartcliffe who have never come to a baby hub (Main language: Somali)." in told
    assert "how many you invited" in told
    assert "not who they are" in told
    frame.count(project, rows[0].guid, "invited", 10, "", "Lead", AT)
    frame.count(project, rows[0].guid, "reached", 6, "", "Lead", AT)
    with pytest.raises(InputError, match="later step"):
        frame.count(project, rows[0].guid, "agreed", 7, "", "Lead", AT)
    assert frame.rows(project)[0].counts == {"invited": 10, "reached": 6, "agreed": 0, "took part": 0}
    assert len(frame.build(project, FINDINGS, "Lead", AT, areas=("Hartcliffe",))) == len(rows)


def test_two_coders_agree_by_turn_and_differ_by_passage(coded: Project) -> None:
    with pytest.raises(Refused, match="One person alone"):
        agreement(coded)
    second = coder(coded, "Second", AT)
    lead = coder(coded, "Lead", AT)
    start = len("Interviewer: How is it?\nMother: ")
    for label, code in (("P1", "Affordability: barrier"), ("P2", "Appropriateness: facilitator")):
        source = coded.value("SELECT guid FROM source WHERE name = ?", f"Talk {label}")
        code_passage(coded, source, start, start + 10, [BOOK[code]], second, AT)
    found = agreement(coded, (lead, second))
    assert (found.texts, found.turns) == (2, 2)
    by_name = {one.name: one for one in found.codes}
    assert by_name["Affordability: barrier"].kappa.value == 1.0
    assert by_name["Affordability: barrier"].kappa.reason == FEW
    assert by_name["Appropriateness: facilitator"].kappa.value is None
    assert by_name["Appropriateness: facilitator"].kappa.words == NEVER
    assert by_name["Affordability: barrier"].where.value is not None
    assert {one.code for one in differences(coded, (lead, second))} == {
        "Affordability: facilitator",
        "Appropriateness: facilitator",
    }


def test_what_cannot_be_computed_says_so(project: Project) -> None:
    add_shipped(project, "levesque", "Lead", AT)
    pair = coder(project, "Lead", AT), coder(project, "Second", AT)
    for number in range(2):
        source = add(project, "Mother: It is dear.\n", f"Talk {number}")
        for one in pair:
            code_passage(project, source, 8, 19, [BOOK["Affordability: barrier"]], one, AT)
    found = agreement(project, pair)
    code = found.codes[0]
    assert (code.kappa.value, code.kappa.reason) == (None, ONE_ONLY)
    assert (code.alpha.value, code.alpha.reason) == (None, ONE_ONLY)
    assert code.ac1.value == 1.0
    assert code.percent.value == 1.0
    assert NOTHING.startswith("not computable")
