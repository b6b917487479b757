"""Figures as they are spelled, labels that do not collide, colours that can be told apart, sentences that are true."""

from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from babyhubs.reports import cells, phrases
from babyhubs.reports.charts import labels, palette
from babyhubs.reports.charts.ward_map import STEP_LABELS, step
from babyhubs.reports.sentences import headline, how_sure
from tests.reports.audits import released, with_table


@pytest.mark.parametrize(
    ("share", "words"),
    [(None, "–"), (0.0, "0"), (0.004, "under 1"), (0.285, "29"), (0.65, "65"), (0.996, "over 99"), (1.0, "100")],
)
def test_shares_are_so_many_in_100_and_never_rounded_onto_none_or_all(share: float | None, words: str) -> None:
    assert cells.hundred(share) == words


@pytest.mark.parametrize(
    ("count", "words"), [(373, "375"), (2, "0"), (10_530, "10,500"), (9_973, "9,950"), (148_312, "150,000")]
)
def test_counts_are_rounded_for_reading_aloud(count: int, words: str) -> None:
    assert cells.about(count) == words


def test_a_number_is_never_minus_nought() -> None:
    assert cells.decimal(-0.0001, 1) == "0.0"
    assert cells.decimal(-1234.56, 1) == "-1,234.6"


@given(st.lists(st.floats(0, 100), min_size=1, max_size=7))
def test_labels_keep_their_order_and_their_distance(wanted: list[float]) -> None:
    placed = labels.spread(wanted, 12.5, 2, 98)
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    for low, high in pairwise(order):
        assert placed[high] - placed[low] >= 12.5 - 1e-9
    assert min(placed) >= 2 - 1e-9


def test_labels_that_do_not_touch_stay_where_they_are() -> None:
    assert labels.spread([20.0, 80.0, 50.0], 12.5, 2, 98) == [20.0, 80.0, 50.0]


def _luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    "colour", [*palette.UNORDERED, *palette.ORDERED, palette.UNKNOWN, palette.FLAGGED, palette.REST]
)
def test_every_line_and_mark_stands_out_from_white(colour: str) -> None:
    assert 1.05 / (_luminance(colour) + 0.05) >= 3


def test_the_map_is_told_apart_in_grey() -> None:
    grey = [_luminance(colour) + 0.05 for colour in palette.MAP]
    assert all(lighter / darker >= 1.4 for darker, lighter in pairwise(grey))


@pytest.mark.parametrize(("share", "label"), [(0.4949, 0), (0.495, 1), (0.594, 1), (0.695, 3), (0.80, 4), (1.0, 4)])
def test_a_ward_has_the_step_of_the_number_that_is_shown(share: float, label: int) -> None:
    assert step(share) == label < len(STEP_LABELS)


@pytest.mark.parametrize(
    ("q", "words"),
    [
        (0.0005, "We are very sure"),
        (0.004, "We are sure"),
        (0.03, "We are fairly sure"),
        (0.2, "The gap could still be chance"),
    ],
)
def test_how_sure_is_said_in_words(q: float, words: str) -> None:
    row = {"q_value": q, "shortfall_lower": -12.0, "shortfall_upper": 431.0}
    assert how_sure(row).startswith(words)
    assert how_sure(row).endswith("between 0 and 430 families a year.")


def test_the_same_families_are_not_told_twice() -> None:
    told = headline(released())
    assert "local fifth" not in told.gap + told.also


def test_a_flagged_group_whose_count_is_hidden_is_named_without_a_figure() -> None:
    flagged = (pl.col("verdict") == "under-served") & (pl.col("attribute") == "lone_parent")
    measures = released().measures.with_columns(
        *(
            pl.when(~flagged).then(name).alias(name)
            for name in ("estimate", "shortfall_families", "shortfall_lower", "shortfall_upper", "q_value")
        ),
        verdict=pl.when(flagged | ~(pl.col("verdict") == "under-served"))
        .then("verdict")
        .otherwise(pl.lit("cannot tell")),
    )
    told = headline(with_table("measures", measures))
    assert told.gap == "We reach babies of lone parents less. So few of them came that no figure may be shown."
    assert told.sure == ""


def test_a_group_has_a_phrase_of_its_own() -> None:
    assert phrases.group("mother_age", "under 20", "Under 20") == "babies of mothers aged under 20"
    assert phrases.group("ethnic_group", "Black", "Black") == "babies whose ethnic group is Black"
    assert phrases.age(182) == "six months"
    assert phrases.age(70) == "10 weeks"
