"""The table of moves and the rules: what may happen to a release, case by case."""

import inspect
from types import SimpleNamespace
from typing import Any

import pytest

from babyhubs.errors import Refused
from babyhubs.workbench.record.actor import Actor, program
from babyhubs.workbench.releases import rules
from babyhubs.workbench.releases.states import MOVES, State, Verdict

ASKER, CHECKER = Actor("a", "Asker"), Actor("b", "Checker")
ALLOWED = {
    (State.ASKED, State.APPROVED),
    (State.ASKED, State.REFUSED),
    (State.ASKED, State.WITHDRAWN),
    (State.APPROVED, State.SUPERSEDED),
}


def a_release(**fields: Any) -> Any:
    """A release as the rules see it."""
    start = {"state": State.ASKED.value, "asked_by": ASKER.key, "verdict": Verdict.LOOK.value, "digest": "d"}
    return SimpleNamespace(**{**start, **fields})


@pytest.mark.parametrize("to", State)
@pytest.mark.parametrize("now", State)
def test_only_the_moves_of_the_table_are_made(now: State, to: State) -> None:
    assert rules.move(a_release(state=now.value), to) == ((now, to) in ALLOWED)


def test_every_state_has_its_line_in_the_table() -> None:
    assert set(MOVES) == set(State)


@pytest.mark.parametrize(("actor", "may"), [(ASKER, False), (CHECKER, True), (program("serve"), False)])
def test_somebody_else_than_who_asked_decides_and_never_the_program(actor: Actor, may: bool) -> None:
    assert rules.second_person(a_release(), actor) is may


@pytest.mark.parametrize(("verdict", "may"), [(Verdict.SAFE, True), (Verdict.LOOK, True), (Verdict.GIVEN_AWAY, False)])
def test_what_gives_small_counts_away_is_never_approved(verdict: Verdict, may: bool) -> None:
    assert rules.not_given_away(a_release(verdict=verdict.value)) is may


@pytest.mark.parametrize("state", State)
def test_only_an_approved_file_is_downloaded(state: State) -> None:
    assert rules.released(a_release(state=state.value)) is (state is State.APPROVED)


def test_a_changed_file_is_another_file() -> None:
    assert rules.whole(a_release(), "d")
    assert not rules.whole(a_release(), "e")
    assert not rules.whole(a_release(), "")


def test_only_who_asked_takes_a_request_back() -> None:
    assert rules.own_request(a_release(), ASKER)
    assert not rules.own_request(a_release(), CHECKER)


def test_every_rule_is_a_pair_and_every_error_says_what_to_do() -> None:
    names = {name for name, one in inspect.getmembers(rules, inspect.isfunction) if one.__module__ == rules.__name__}
    checks = {name.removeprefix("check_") for name in names if name.startswith("check_")}
    assert checks
    assert checks == {name for name in names if not name.startswith(("check_", "_"))}
    with pytest.raises(Refused) as told:
        rules.check_second_person(a_release(), ASKER)
    assert isinstance(told.value, rules.SamePerson)
    assert told.value.remedy
