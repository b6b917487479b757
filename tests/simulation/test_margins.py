"""The people of a simulated service are those of the real census, area by area."""

import numpy as np
import polars as pl
import pytest

from babyhubs.simulation.births import births
from babyhubs.simulation.families import categories, families, not_english
from babyhubs.simulation.geography import geography
from babyhubs.simulation.randomness import fit_odds
from babyhubs.simulation.settings import Settings

SETTINGS = Settings(seed=3, births_per_year=40_000)


def _within(found: np.ndarray, wanted: np.ndarray, size: int) -> bool:  # type: ignore[type-arg]
    """Every share within 4.5 standard errors of a draw of this size."""
    error = np.sqrt(wanted * (1 - wanted) / size)
    return bool((np.abs(found - wanted) <= 4.5 * error + 1e-9).all())


def test_births_fall_on_areas_like_the_real_infants() -> None:
    place = geography()
    area = births(SETTINGS, place).area
    infants = place.column("infants")
    found = np.bincount(area, minlength=len(infants)) / len(area)
    assert _within(found, infants / infants.sum(), len(area))


def test_all_but_three_real_areas_have_births() -> None:
    place = geography()
    assert place.areas.height == 578
    assert set(place.areas["authority"]) == {"E06000023", "E06000024", "E06000025"}
    assert (place.column("infants") > 0).all()
    assert place.column("infants").sum() == pytest.approx(10_371, rel=0.01)  # ONS mid-2020


def test_ethnic_categories_match_the_census_of_the_areas() -> None:
    place = geography()
    born = births(SETTINGS, place)
    people = families(SETTINGS.seed, born, place)
    counts = np.column_stack([sum(place.column(c) for c in columns) for columns in categories().values()])
    shares = (counts / counts.sum(axis=1, keepdims=True))[born.area].mean(axis=0)
    found = np.array([(people.category == code).mean() for code in categories()])
    assert _within(found, shares, len(born.area))


def test_language_matches_the_census_of_the_areas() -> None:
    place = geography()
    born = births(SETTINGS, place)
    people = families(SETTINGS.seed, born, place)
    other = people.language != "en"
    assert _within(np.array([other.mean()]), np.array([not_english(place)[born.area].mean()]), len(other))
    # Area by area: the census share and the drawn one go together.
    drawn = np.bincount(born.area, weights=other) / np.bincount(born.area)
    assert np.corrcoef(drawn, not_english(place))[0, 1] > 0.9


def test_language_depends_on_the_ethnic_category() -> None:
    place = geography()
    people = families(SETTINGS.seed, births(SETTINGS, place), place)
    speaks = pl.DataFrame({"category": people.category, "language": people.language})
    english = dict(speaks.group_by("category").agg((pl.col("language") == "en").mean()).iter_rows())
    assert english["A"] > 0.98
    assert english["N"] < 0.75
    assert set(people.language[(people.category == "K") & (people.language != "en")]) == {"bn"}


def test_mothers_are_younger_and_more_often_alone_where_deprivation_is_high() -> None:
    place = geography()
    born = births(SETTINGS, place)
    people = families(SETTINGS.seed, born, place)
    quintile = place.areas["deprivation_quintile"].to_numpy()[born.area]
    age = [people.mother_age[quintile == q].mean() for q in (1, 3, 5)]
    alone = [people.lone_parent[quintile == q].mean() for q in (1, 3, 5)]
    assert age[0] + 1 < age[1] < age[2]
    assert alone[0] > alone[1] > alone[2]
    assert people.mother_age.min() >= 16
    assert people.mother_age.max() <= 46


def test_local_second_characters_belong_to_their_category() -> None:
    place = geography()
    people = families(SETTINGS.seed, births(SETTINGS, place), place)
    assert (np.char.find(people.detail, people.category) == 0).all()
    assert {"PA", "CP", "CL", "CN", "SC"} <= set(people.detail)


def test_fitted_odds_keep_the_odds_ratio_and_meet_the_share() -> None:
    mix = np.array([[0.5, 0.5], [0.9, 0.1]])
    fitted = fit_odds(mix, np.array([0.1, 0.4]), np.array([0.3, 0.05]))
    np.testing.assert_allclose((mix * fitted).sum(axis=1), [0.3, 0.05], atol=1e-9)
    odds = fitted / (1 - fitted)
    np.testing.assert_allclose(odds[:, 1] / odds[:, 0], (0.4 / 0.6) / (0.1 / 0.9))
