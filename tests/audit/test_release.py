"""What leaves the audit: nobody can read a count of 1 to 7 off a released table."""

from functools import cache
from itertools import product
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from babyhubs.audit.release import release
from babyhubs.audit.release_family import BABIES, counts_of_babies
from babyhubs.audit.release_measures import released_measures as rows_released
from babyhubs.audit.result import SCHEMAS, AuditResult
from babyhubs.disclosure.attribute_tables import attribute_family
from babyhubs.disclosure.profiles import Profile, profile, profiles
from babyhubs.disclosure.protection import attack_printed
from tests.audit.counted import released_row, result
from tests.audit.small import audit, child, one, records, visit

HES = profile("hes")
PEOPLE = {
    "measures": ("eligible", "families", "events", "others_eligible", "others_families", "others_events"),
    "curves": ("eligible", "at_risk", "events"),
    "wards": ("eligible", "events"),
    "bounds": ("eligible", "events"),
    "hubs": ("attendances", "children", "counted", "recorded_when_counted", "contacts", "unknown_attendance"),
    "attributes": ("children", "known_children"),
}
FIGURES = (
    "estimate", "se", "lower", "upper", "ratio", "ratio_lower", "ratio_upper", "p_value", "q_value",
    "shortfall_families", "shortfall_lower", "shortfall_upper", "shortfall_best",
)  # fmt: skip
SHOWN = (
    "eligible",
    "families",
    "events",
    *FIGURES[:-1],
    "others_eligible",
    "others_events",
    "others_estimate",
    "verdict",
)


def released_measures(exact: Any, used: Profile) -> pl.DataFrame:
    """The measures alone, with nothing hidden on behalf of other tables."""
    return rows_released(exact, frozenset(), used)


@cache
def service(seed: int, babies: int = 90) -> AuditResult:
    """A random service, small enough that many of its counts are small."""
    rng = np.random.default_rng(seed)
    children, contacts = [], []
    for number in range(babies):
        born = str(np.datetime64("2025-08-25") + int(rng.integers(0, 250)))
        one_child = child(
            f"C{number}",
            born,
            area=str(rng.choice(["A1", "A2", "A3", "A5"], p=[0.6, 0.2, 0.15, 0.05])),
            language=str(rng.choice(["en", "so", "pl"], p=[0.8, 0.1, 0.1])),
            lone_parent=bool(rng.random() < 0.15) if rng.random() < 0.9 else None,
        )
        children.append(one_child)
        for age in rng.choice(np.arange(12, 300, 9), size=int(rng.integers(0, 5)), replace=False):
            coded: dict[str, Any] = {} if rng.random() < 0.95 else {"attendance": "unknown", "duration_minutes": 3}
            contacts.append(visit(one_child, int(age), **coded))
    return audit(records(children, contacts))


@pytest.mark.parametrize("name", ["hes", "tre-10", "csds-publication", "legacy"])
@pytest.mark.parametrize("seed", [1, 2])
def test_no_small_count_leaves_and_no_row_is_lost(seed: int, name: str) -> None:
    exact, used = service(seed), profile(name)
    out = release(exact, used)
    low, high = used.suppress
    for table, columns in PEOPLE.items():
        before, after = getattr(exact, table), getattr(out, table)
        assert after.height == before.height
        for column in columns:
            assert after[column].filter(before[column].is_between(max(low, 1), high)).is_null().all(), (table, column)
            assert not after[column].is_between(low, high).any(), (table, column)
    starred = out.measures.filter(pl.col("protection") != "")
    assert starred.height > 0
    assert starred.select(pl.col(FIGURES).is_not_null().any()).row(0) == (False,) * len(FIGURES)


def test_a_curve_starts_where_eight_have_come_and_moves_in_steps_of_five_babies() -> None:
    exact = service(1)
    both = release(exact, HES).curves.with_columns(came=exact.curves["events"], followed=exact.curves["at_risk"])
    few = both.filter(pl.col("came").is_between(1, 7) | pl.col("followed").is_between(1, 7))
    assert few.height > 0
    assert few["estimate"].is_null().all()
    steps = both.filter(pl.col("estimate").is_not_null(), pl.col("eligible") > 0)
    in_fives = (steps["estimate"] * steps["eligible"] / 5).to_numpy()
    assert steps["came"].max() > 8
    assert np.allclose(in_fives, np.round(in_fives), atol=0.01)


pairs = st.integers(0, 400).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


@settings(max_examples=15, deadline=None)
@given(st.lists(pairs, min_size=2, max_size=4), st.integers(1, 6))
def test_no_row_of_the_measures_gives_a_small_count_away(groups: list[tuple[int, int]], each: int) -> None:
    """Counts, those who did not come, and the counts of all others; visits by a few babies count as few."""
    exact = result({f"g{i}": pair for i, pair in enumerate(groups)}, each)
    rows = zip(exact.measures.iter_rows(named=True), released_measures(exact, HES).iter_rows(named=True), strict=True)
    for before, after in rows:
        if before["measure"] not in {"reach", "intensity"}:
            continue
        n, x = before["families"], before["events"]
        who_came = x if before["measure"] == "reach" else None
        few = 1 <= n <= 7 or 1 <= x <= 7 or (who_came and 1 <= n - who_came <= 7)
        if few:
            assert after["protection"] == "small count"
            assert [after[name] for name in (*FIGURES, "events", "person_months")] == [None] * (len(FIGURES) + 2)
        other_n, other_x = before["others_families"], before["others_events"]
        if other_n is not None and (1 <= other_n <= 7 or 1 <= other_x <= 7):
            assert [after[name] for name in ("others_estimate", "ratio", "p_value", "shortfall_families")] == [None] * 4


@pytest.mark.parametrize(("n", "x"), [(17, 8), (18, 9), (23, 13), (40, 12), (103, 95)])
def test_the_attack_every_shown_row_fits_several_exact_ones(n: int, x: int) -> None:
    """Every exact pair near the shown one is tried; the row must be that of several, ratio and limits included."""

    def row(pair: tuple[int, int]) -> tuple[Any, ...]:
        found = released_row(released_measures(result({"a": pair, "b": (100, 60)}), HES), "a")
        return tuple(found[name] for name in SHOWN if name != "verdict")

    shown = row((n, x))
    others = ((n + dn, x + dx) for dn, dx in product((-1, 1, 0, -2, 2), (0, -1, 1, -2, 2)) if (dn, dx) != (0, 0))
    assert any(row(pair) == shown for pair in others if pair[1] <= pair[0])


def test_the_others_are_hidden_when_they_are_few() -> None:
    row = released_row(released_measures(result({"few": (5, 5), "many": (100, 60)}), HES), "many")
    assert (row["eligible"], row["estimate"]) == (100, 0.6)
    assert [row[name] for name in ("others_estimate", "ratio", "p_value", "shortfall_families")] == [None] * 4


def test_a_group_of_which_almost_nobody_came_keeps_its_verdict_and_not_its_count() -> None:
    """Of 120 babies, between one and seven came. All of these counts mean under-served: the verdict tells no more."""
    row = released_row(released_measures(result({"missed": (120, 4), "rest": (300, 200)}), HES), "missed")
    assert (row["events"], row["ratio"]) == (None, None)
    assert row["verdict"] == "under-served"


def test_a_verdict_that_would_narrow_a_hidden_count_goes_with_it() -> None:
    """Of 40 babies, three came: a shortfall of 23 families. With seven it would be 19, too few for the rule."""
    exact = result({"missed": (40, 3), "rest": (300, 200)})
    assert released_row(exact.measures, "missed")["verdict"] == "under-served"
    row = released_row(released_measures(exact, HES), "missed")
    assert (row["verdict"], row["verdict_reason"]) == ("", "too few to show")


def test_the_age_by_which_half_had_come_is_in_weeks_and_hidden_where_half_is_few() -> None:
    out = released_measures(result({"few": (14, 14), "many": (100, 60)}), HES)
    assert released_row(out, "few", "age_at_half")["estimate"] is None
    assert released_row(out, "many", "age_at_half")["estimate"] == 42  # day 40 lies in the sixth week


def test_visits_by_few_babies_are_hidden_though_the_visits_are_many() -> None:
    out = released_measures(result({"few": (5, 5), "many": (100, 60)}, visits_each=14), HES)
    row = released_row(out, "few", "intensity")
    assert [row[name] for name in ("families", "events", "person_months", "estimate")] == [None] * 4


def test_released_figures_follow_from_the_releasedcounts_of_babies() -> None:
    out = released_measures(result({"a": (203, 102), "b": (402, 303)}), HES)
    row = released_row(out, "a")
    assert (row["eligible"], row["events"], row["estimate"]) == (205, 100, round(100 / 205, 4))
    assert row["ratio"] == round((100 / 205) / (305 / 400), 2)
    assert row["shortfall_families"] == pytest.approx(205 * (305 / 400 - 100 / 205), abs=2.5)
    rate = released_row(out, "a", "intensity")
    assert rate["estimate"] == pytest.approx(100 * rate["events"] / rate["person_months"], abs=0.005)


def test_a_hidden_p_value_counts_as_one_among_the_tests() -> None:
    exact = result({"a": (30, 5), "b": (300, 200), "c": (300, 240)})
    out = released_measures(exact, HES)
    assert released_row(exact.measures, "a")["q_value"] < 0.001
    assert released_row(out, "a")["q_value"] is None
    row = released_row(out, "c")
    assert row["q_value"] >= row["p_value"]


def test_internal_changes_nothing_and_every_profile_keeps_the_tables() -> None:
    exact = service(1)
    for name in profiles():
        out = release(exact, profile(name))
        assert all("protection" in getattr(out, table).columns for table in SCHEMAS)
        assert out.inputs == exact.inputs
        assert out.summary["disclosure_profile"].startswith(name)
    assert release(exact, profile("internal")).measures.drop("protection").equals(exact.measures)


def test_a_slope_is_gone_where_a_fifth_is_hidden() -> None:
    out = release(service(1), HES)
    row = out.gradients.filter(pl.col("view") == "hub", pl.col("measure") == "reach").row(0, named=True)
    assert row["sii"] is None


def test_a_hub_seen_by_few_children_shows_neither_them_nor_their_visits() -> None:
    few = [child(f"C{i}", "2025-10-01") for i in range(4)]
    contacts = [visit(who, age, hub="H2") for who in few for age in (20, 30, 40, 50)]
    many = [child(f"D{i}", "2025-10-01") for i in range(20)]
    contacts += [visit(who, 20) for who in many]
    hubs = [{"hub": "H1", "name": "North"}, {"hub": "H2", "name": "South"}]
    out = release(audit(records([*few, *many], contacts, hubs)), HES)
    south = out.hubs.row(1, named=True)
    assert [south[name] for name in ("children", "attendances", "contacts")] == [None] * 3
    assert south["protection"] == "small count"
    assert out.hubs.row(0, named=True)["attendances"] == 20
    assert one(out, "all", "all")["eligible"] == 25


@pytest.mark.parametrize("name", ["hes", "tre-10", "legacy"])
def test_all_tables_of_babies_together_withstand_the_attack(name: str) -> None:
    """What the measures and the wards print is attacked as one family: no small count may be narrowed."""
    used = profile(name)
    printed = release(service(2), used)
    family = attribute_family(counts_of_babies(service(2)), BABIES)
    shown = {(row["attribute"], row["group"]): row for row in counts_of_babies(printed).iter_rows(named=True)}
    cells = {
        family.cell(
            **({} if attribute == "all" else {attribute: group}), **({} if code == "eligible" else {"babies": code})
        ): row[code]
        for (attribute, group), row in shown.items()
        for code in ("eligible", "hub", "all_contact")
    }
    assert None in cells.values()
    assert attack_printed(family, used, cells).unsafe == ()


def test_a_star_is_not_narrowed_by_the_total_and_its_sister_groups() -> None:
    """1,000 babies, groups of 958 and 38, and a star: row by row rounding would show that the star is at most 6."""
    sizes = {"en": 958, "pl": 38, "so": 4}
    children = [child(f"{name}{i}", "2025-10-01", language=name) for name, n in sizes.items() for i in range(n)]
    contacts = [visit(who, 40) for i, who in enumerate(children) if i % 2]
    out = release(audit(records(children, contacts)), HES)
    shown = {group: one(out, "language", group)["eligible"] for group in sizes}
    assert shown == {"en": 960, "pl": None, "so": None}
    assert out.curves.filter(attribute="language", group="pl")["eligible"].is_null().all()
