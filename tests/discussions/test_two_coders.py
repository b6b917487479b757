"""Two people code the same texts without seeing each other's work, say that they have finished, compare, and settle."""

import pytest

from babyhubs.discussions import settling
from babyhubs.discussions.agreement import agreement
from babyhubs.discussions.codebook import add_code
from babyhubs.discussions.coding import code_passage, coder, undo
from babyhubs.discussions.finished import State, finish, go_on, independent, look, states
from babyhubs.discussions.project import Project
from babyhubs.errors import InputError, Refused
from tests.discussions.conftest import AT, add

LINES = ("The bus is four pounds each way.", "Nobody told us that it moved.", "She listened to me.")
TEXT = "".join(f"Mother: {line}\n" for line in LINES)
FIRST, SECOND = "11111111-0000-4000-8000-000000000001", "11111111-0000-4000-8000-000000000002"


@pytest.fixture
def told(project: Project) -> tuple[Project, str, dict[str, str]]:
    """A text, three codes, two coders of the same name."""
    codes = {name: add_code(project, name, "lead", AT) for name in ("Fare", "Told", "Warmth")}
    for guid in (FIRST, SECOND):
        assert coder(project, "Jo Bloggs", AT, guid) == guid
    return project, add(project, TEXT), codes


def put(project: Project, source: str, line: int, code: str, who: str) -> str:
    start = TEXT.index(LINES[line])
    return code_passage(project, source, start, start + len(LINES[line]), [code], who, AT).codings[0]


def test_neither_sees_the_other_until_both_have_finished(told: tuple[Project, str, dict[str, str]]) -> None:
    project, source, codes = told
    assert states(project).get(source, State()).sees(SECOND)
    put(project, source, 0, codes["Fare"], FIRST)
    assert not states(project)[source].sees(SECOND)
    with pytest.raises(Refused, match="coded nothing"):
        finish(project, source, SECOND, AT)
    put(project, source, 1, codes["Told"], SECOND)
    finish(project, source, FIRST, AT)
    assert not states(project)[source].sees(FIRST)
    go_on(project, source, FIRST, AT)
    finish(project, source, SECOND, AT)
    assert not states(project)[source].compared
    finish(project, source, FIRST, AT)
    assert states(project)[source].compared
    assert states(project)[source].sees(FIRST)
    go_on(project, source, FIRST, AT)  # what was compared stays compared
    assert states(project)[source].compared


def test_who_looks_first_is_no_second_coder(told: tuple[Project, str, dict[str, str]]) -> None:
    project, source, codes = told
    put(project, source, 0, codes["Fare"], FIRST)
    look(project, source, SECOND, AT)
    assert states(project)[source].sees(SECOND)
    put(project, source, 0, codes["Fare"], SECOND)
    for who in (FIRST, SECOND):
        finish(project, source, who, AT)
    assert independent(project, (FIRST, SECOND)) == {}
    with pytest.raises(Refused, match="finished by both"):
        agreement(project, (FIRST, SECOND))


def test_settling_changes_the_codes_and_not_the_agreement(told: tuple[Project, str, dict[str, str]]) -> None:
    project, source, codes = told
    put(project, source, 0, codes["Fare"], FIRST)
    put(project, source, 0, codes["Fare"], SECOND)
    put(project, source, 1, codes["Told"], FIRST)
    theirs = put(project, source, 1, codes["Warmth"], SECOND)
    alone = put(project, source, 2, codes["Warmth"], SECOND)
    assert settling.places(project, (FIRST, SECOND)) == []  # not finished yet
    for who in (FIRST, SECOND):
        finish(project, source, who, AT)
    before = agreement(project, (FIRST, SECOND))
    assert [one.name for one in before.codes] == ["Fare", "Told", "Warmth"]

    one, two = settling.places(project, (FIRST, SECOND))
    assert (one.quote, len(one.sides), two.quote, len(two.sides)) == (LINES[1], 2, LINES[2], 1)
    assert settling.settle(project, [side.coding for side in one.sides], [theirs], "Jo", AT) == 1
    assert settling.settle(project, [alone], [alone], "Jo", AT) == 0
    assert settling.places(project, (FIRST, SECOND)) == []
    assert settling.settled_places(project) == 2
    left = {row[0] for row in project.rows("SELECT code FROM coding WHERE withdrawn_by IS NULL AND coder = ?", FIRST)}
    assert left == {codes["Fare"]}

    put(project, source, 2, codes["Told"], FIRST)  # later, knowing the other's codes
    assert agreement(project, (FIRST, SECOND)) == before
    with pytest.raises(InputError, match="changed since"):
        settling.settle(project, [side.coding for side in one.sides], [], "Jo", AT)
    with pytest.raises(InputError, match="one of the codes"):
        settling.settle(project, [alone], [theirs], "Jo", AT)


def test_undo_is_of_who_asks_though_two_have_one_name(told: tuple[Project, str, dict[str, str]]) -> None:
    project, source, codes = told
    mine = put(project, source, 0, codes["Fare"], FIRST)
    put(project, source, 1, codes["Told"], SECOND)
    assert undo(project, FIRST, AT) == "passage coded"
    assert project.value("SELECT count(*) FROM coding WHERE withdrawn_by IS NULL") == 1
    assert project.value("SELECT withdrawn_by FROM coding WHERE guid = ?", mine)
