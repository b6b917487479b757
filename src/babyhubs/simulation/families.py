"""Who the families are: ethnic category, language, mother's age, lone parent, first child.

Drawn from the census counts of the family's own small area, so that deprived places have the people that they have.
Census ethnicity is of all residents, not of babies; language and lone parents are fitted to each area's own share.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from babyhubs.reference import codes
from babyhubs.simulation.assumptions import assumptions
from babyhubs.simulation.births import Births
from babyhubs.simulation.geography import Geography
from babyhubs.simulation.randomness import Bools, Floats, Ints, Names, draw, fit_odds, stream


@cache
def categories() -> dict[str, tuple[str, ...]]:
    """NHS 2001 categories and the census 2021 columns that each gathers (Arab in other, Roma in other White)."""
    listed = codes.ethnic_categories().filter(pl.col("census_columns").is_not_null())
    return {code: tuple(columns.split("+")) for code, columns in listed.select("code", "census_columns").iter_rows()}


@dataclass(frozen=True)
class Families:
    """One row a delivery, as in `Births`."""

    category: Names
    detail: Names  # the category with its local second character, or without
    language: Names
    mother_age: Ints
    age_group: Ints
    first_child: Bools
    lone_parent: Bools


def families(seed: int, born: Births, place: Geography) -> Families:
    """The characteristics of every family of `born`."""
    rng = stream(seed, "families")
    mix = _shares(np.column_stack([_counts(place, columns) for columns in categories().values()]))
    category = draw(rng, mix[born.area])
    language = _languages(rng, mix, category, born, place)
    age_group, mother_age, ages = _mothers(rng, born, place)
    invented = assumptions()["mother_age"]
    alone = fit_odds(ages, np.array(invented["lone_parent_prior"]), _lone_parents(place))
    names = np.array(list(categories()))[category]
    return Families(
        category=names,
        detail=_details(rng, names, language, born, place),
        language=language,
        mother_age=mother_age,
        age_group=age_group,
        first_child=rng.random(len(names)) < np.array(invented["first_child"])[age_group],
        lone_parent=rng.random(len(names)) < alone[born.area, age_group],
    )


def not_english(place: Geography) -> Floats:
    """The share of residents of each area whose main language is not English."""
    return place.column("lang_main_not_english") / place.column("lang_total_3plus")


def _lone_parents(place: Geography) -> Floats:
    alone = place.column("hh_lone_parent_dep_children")
    couples = _counts(place, ("hh_couple_married_dep_children", "hh_couple_cohab_dep_children"))
    share: Floats = alone / (alone + couples) * assumptions()["mother_age"]["lone_parent_of_babies"]
    return share


def _counts(place: Geography, columns: tuple[str, ...]) -> Floats:
    total: Floats = np.sum([place.column(name) for name in columns], axis=0)
    return total


def _shares(counts: Floats) -> Floats:
    shares: Floats = counts / counts.sum(axis=1, keepdims=True)
    return shares


def _languages(rng: np.random.Generator, mix: Floats, category: Ints, born: Births, place: Geography) -> Names:
    spoken = assumptions()["languages"]
    prior = np.array([spoken[name]["not_english"] for name in categories()])
    other = rng.random(len(category)) < fit_odds(mix, prior, not_english(place))[born.area, category]
    heard = sorted({code for name in categories() for code in spoken[name]["spoken"]})
    table = np.array([[spoken[name]["spoken"].get(code, 0.0) for code in heard] for name in categories()])
    language: Names = np.where(other, np.array(heard)[draw(rng, table[category])], "en")
    return language


def _mothers(rng: np.random.Generator, born: Births, place: Geography) -> tuple[Ints, Ints, Floats]:
    invented = assumptions()["mother_age"]
    residents = np.column_stack([place.column(band) for band in invented["census_bands"]])
    quintile = place.areas["deprivation_quintile"].to_numpy().astype(np.int64)
    ages = _shares(residents * np.array(invented["rates"]) * np.array(invented["deprived_tilt"])[quintile - 1])
    group = draw(rng, ages[born.area])
    youngest, oldest = np.array(invented["youngest"])[group], np.array(invented["oldest"])[group]
    return group, rng.integers(youngest, oldest + 1), ages


def _details(rng: np.random.Generator, category: Names, language: Names, born: Births, place: Geography) -> Names:
    detail = category.astype("<U2")
    written = rng.random(len(category))
    rules = assumptions()["details"]
    for where, spoken, code, share in rules["by_language"]:
        detail[(category == where) & (language == spoken) & (written < share)] = code
    travellers, roma = place.column("eth_white_gypsy_traveller"), place.column("eth_white_roma")
    share = rules["irish_traveller_and_roma"] / np.maximum(_counts(place, categories()["C"]), 1)
    unmarked, place_in_order = detail == "C", rng.random(len(category))
    bounds = (travellers * share)[born.area], ((travellers + roma) * share)[born.area]
    detail[unmarked & (place_in_order < bounds[0])] = "CL"
    detail[unmarked & (place_in_order >= bounds[0]) & (place_in_order < bounds[1])] = "CN"
    return detail
