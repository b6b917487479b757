"""The draw on small pools that can be thought through."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from babyhubs.errors import InputError, Refused
from babyhubs.panel.people import Person
from babyhubs.panel.quotas import Quota
from babyhubs.panel.seating import UNITS
from babyhubs.panel.selection import select
from babyhubs.panel.tickets import drawn
from tests.panel.instances import case, pool


def _chances(selection: object) -> dict[str, float]:
    return {name: units / UNITS for name, units in selection.units.items()}  # type: ignore[attr-defined]


def test_without_quotas_that_bind_everybody_has_the_same_chance() -> None:
    people = pool(*(f"p{n} x" for n in range(7)), features=("g",))
    chances = _chances(select(people, (Quota("g", "x", 0, 3),), 3))
    assert max(chances.values()) - min(chances.values()) <= 2 / UNITS
    assert sum(chances.values()) == pytest.approx(3)


def test_few_volunteers_of_a_missed_group_have_higher_chances() -> None:
    people = pool("a s", "b s", *(f"p{n} o" for n in range(8)), features=("g",))
    chances = _chances(select(people, (Quota("g", "s", 1, 1), Quota("g", "o", 0, 3)), 4))
    assert chances["a"] == chances["b"] == pytest.approx(1 / 2)
    assert chances["p0"] == pytest.approx(3 / 8)


def test_one_person_from_an_address() -> None:
    people = pool("a x home", "b x home", "c x away", features=("g",), homes=True)
    selection = select(people, (Quota("g", "x", 0, 2),), 2)
    assert _chances(selection) == pytest.approx({"a": 0.5, "b": 0.5, "c": 1.0})
    assert all(not {"a", "b"} <= set(panel) for panel in selection.tickets.people)


def test_somebody_who_did_not_answer_counts_for_no_value() -> None:
    people = pool("a f", "b m", "c -", features=("g",))
    selection = select(people, (Quota("g", "f", 1, 1), Quota("g", "m", 0, 1)), 2)
    assert _chances(selection) == pytest.approx({"a": 1.0, "b": 0.5, "c": 0.5})


def test_one_person_may_count_for_several_values() -> None:
    people = pool("a so+pl", "b so", "c en", features=("l",))
    quotas = (Quota("l", "so", 1, 2), Quota("l", "pl", 1, 1), Quota("l", "en", 0, 1))
    assert _chances(select(people, quotas, 2)) == pytest.approx({"a": 1.0, "b": 0.5, "c": 0.5})


def test_everybody_who_can_never_be_drawn_is_named_with_rule_and_remedy() -> None:
    people = pool("a x", "b x", "c y", features=("g",))
    selection = select(people, (Quota("g", "x", 1, 2), Quota("g", "y", 0, 0)), 2)
    (barred,) = selection.barred
    assert barred.people == ("c",)
    assert barred.rules == ("g: y (0 to 0)",)
    assert barred.remedy == "g: y: maximum 0 becomes 1."


def test_quotas_that_contradict_one_another_are_explained_with_three_ways_out() -> None:
    people = pool(*(f"p{n} {'nsew'[n % 4]} {'fm'[n % 2]}" for n in range(24)), features=("region", "g"))
    quotas = (*(Quota("region", r, 2, 3) for r in "nsew"), Quota("g", "f", 0, 4), Quota("g", "m", 0, 4))
    with pytest.raises(Refused) as refused:
        select(people, quotas, 6)
    assert "The minima of region add up to 8, for 6 seats." in refused.value.what
    first, second, third = refused.value.remedy.strip().split("\n")
    # no group loses both of its seats
    assert first.count("minimum 2 becomes 1") == 2
    assert "With 8 seats instead of 6 all quotas can be met." in second
    assert third.startswith("3. ")


def test_a_pool_without_a_wanted_group_asks_for_outreach() -> None:
    people = pool(*(f"p{n} m" for n in range(5)), "f f", features=("g",))
    with pytest.raises(Refused) as refused:
        select(people, (Quota("g", "f", 2, 3), Quota("g", "m", 1, 2)), 4)
    assert "g: f needs at least 2 people, and the pool has 1 who could sit." in refused.value.what
    assert "1 more would be enough: 1 with g: f." in refused.value.remedy


def test_another_method_than_those_there_are_is_refused() -> None:
    with pytest.raises(InputError):
        select(pool("a x", features=("g",)), (Quota("g", "x", 0, 1),), 1, "luck")


def test_the_same_inputs_give_the_same_bytes_and_another_seed_the_same_fairness() -> None:
    inputs = case("gss14_160_16")
    first, again, other = select(*inputs), select(*inputs), select(*inputs, seed=2)
    assert first.files() == again.files()
    assert other.files()["lottery.csv"] != first.files()["lottery.csv"]
    assert sorted(_chances(other).values()) == pytest.approx(sorted(_chances(first).values()), abs=1e-5)


def test_a_ticket_that_is_not_there_is_refused() -> None:
    selection = select(pool("a x", "b x", features=("g",)), (Quota("g", "x", 0, 1),), 1)
    assert drawn(selection.tickets, 999) in [("a",), ("b",)]
    with pytest.raises(InputError):
        drawn(selection.tickets, 1000)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from("fm"), st.sampled_from("xyz")), min_size=4, max_size=8), st.integers(1, 3))
def test_small_pools_by_looking_at_every_panel(answers: list[tuple[str, str]], seats: int) -> None:
    """The lowest chance is the best over all panels there are, and whoever sits in none is said to."""
    people = tuple(Person(f"p{n}", {"g": (g,), "l": (v,)}) for n, (g, v) in enumerate(answers))
    quotas = (Quota("g", "f", 1, seats), Quota("g", "m", 0, 2), *(Quota("l", v, 0, 1) for v in "xyz"))
    valid = [
        panel
        for panel in itertools.combinations(range(len(people)), seats)
        if all(q.low <= sum(q.value in people[one].answers[q.feature] for one in panel) <= q.high for q in quotas)
    ]
    if not valid:
        with pytest.raises(Refused):
            select(people, quotas, seats)
        return
    selection = select(people, quotas, seats)
    reachable = {people[one].identifier for panel in valid for one in panel}
    assert set(selection.units) == reachable
    assert {name for one in selection.barred for name in one.people} == {p.identifier for p in people} - reachable
    assert selection.lowest == pytest.approx(_best_lowest(valid, people, reachable), abs=1e-6)


def _best_lowest(valid: list[tuple[int, ...]], people: tuple[Person, ...], reachable: set[str]) -> float:
    """Maximin over all panels, by SciPy's own linear programme."""
    import numpy as np
    from scipy.optimize import linprog

    who = [n for n, one in enumerate(people) if one.identifier in reachable]
    rows = np.array([[-float(n in panel) for panel in valid] + [1.0] for n in who])
    cost = np.zeros(len(valid) + 1)
    cost[-1] = -1.0
    found = linprog(
        cost, A_ub=rows, b_ub=np.zeros(len(who)), A_eq=[[1.0] * len(valid) + [0.0]], b_eq=[1.0], bounds=(0, None)
    )
    return float(-found.fun)
