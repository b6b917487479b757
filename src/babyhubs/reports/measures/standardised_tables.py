"""Standardised rates: a row a stratum (an age band, say), a result a group."""

import numpy as np
import polars as pl

from babyhubs.reports.measures.columns import figures, with_columns, with_interval
from babyhubs.reports.measures.table import Table
from babyhubs.statistics import rates, standardised


def direct(
    table: Table, *, by: tuple[str, ...], level: float, two_levels: bool, multiplier: float, limits: rates.Limits
) -> pl.DataFrame:
    """Directly standardised rates. With a column `frequency`, numerator holds the people who had exactly so many events.

    Rows of one stratum that differ in their frequency belong together; a column `stratum` then says which stratum a row is.
    """
    index, keys = table.groups(by)
    count, population, standard = (
        table.numbers(name, least=0) for name in ("numerator", "denominator", "standard_population")
    )
    frequency = np.ones(1)
    if table.has("frequency"):
        times = table.numbers("frequency", least=1)
        table.refuse_rows("frequency", np.isnan(times), "has to be a number of events")
        strata, rows = table.groups((*by, "stratum"))
        frequency, place = np.unique(times, return_inverse=True)
        persons = np.zeros((rows.height, frequency.size))
        np.add.at(persons, (strata, place), count)
        first = np.unique(strata, return_index=True)[1]
        index, population, standard, count = index[first], population[first], standard[first], persons
    measured = [
        standardised.direct(
            index, count, population, standard, frequency=frequency, groups=keys.height, multiplier=multiplier,
            level=one, limits=limits,
        )
        for one in ((0.95, 0.998) if two_levels else (level,))
    ]  # fmt: skip
    return with_interval(keys, measured[0], measured[1] if two_levels else None)


def indirect(
    table: Table, *, by: tuple[str, ...], level: float, two_levels: bool, multiplier: float, limits: rates.Limits
) -> pl.DataFrame:
    """Indirectly standardised ratios, with observed and expected events, and the rate that they amount to (`rate`)."""
    index, keys = table.groups(by)
    names = ("numerator", "denominator", "reference_numerator", "reference_denominator")
    counts = [table.numbers(name, least=0) for name in names]
    found = [
        standardised.indirect(
            index,
            *counts,
            groups=keys.height,
            ratio_multiplier=multiplier,
            rate_multiplier=1.0,
            level=one,
            limits=limits,
        )
        for one in ((0.95, 0.998) if two_levels else (level,))
    ]
    frame = with_columns(keys, {"observed": figures(found[0].observed), "expected": figures(found[0].expected)})
    frame = with_interval(frame, found[0].ratio, found[1].ratio if two_levels else None)
    rate = found[0].rate
    return with_columns(
        frame, {"rate": figures(rate.estimate), "rate_lower": figures(rate.lower), "rate_upper": figures(rate.upper)}
    )
