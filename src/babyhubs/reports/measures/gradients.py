"""Quantiles of areas, slope and relative index over them, and the other summary measures of inequality."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from babyhubs.errors import InputError
from babyhubs.reports.measures.columns import figures, with_columns, words
from babyhubs.reports.measures.table import Table
from babyhubs.statistics import quantiles, summary_measures
from babyhubs.statistics.inequality import FEWEST_GROUPS
from babyhubs.statistics.interval import Floats
from babyhubs.statistics.slope import MOST_QUANTILES, Kind, slope
from babyhubs.statistics.subgroups import Subgroups


def quantile(table: Table, *, count: int, by: tuple[str, ...], lowest_first: bool) -> pl.DataFrame:
    """Every row with its quantile: 1 has the highest values unless `lowest_first`."""
    frame = table.without_clash("quantile", "method", "reason")
    index, keys = table.groups(by)
    found, why = quantiles.assign(
        table.numbers("value"), count, index, groups=keys.height, highest_first=not lowest_first
    )
    method = f"{count} quantiles, 1 is the {'lowest' if lowest_first else 'highest'}"
    made = {
        "quantile": figures(found).cast(pl.Int64),
        "method": words(method, frame.height),
        "reason": words(why, frame.height),
    }
    return with_columns(frame, made)


def slope_index(
    table: Table,
    *,
    kind: Kind,
    transform: bool,
    by: tuple[str, ...],
    order: Sequence[str] | None,
    level: float,
    multiplier: float,
    draws: int,
    seed: int,
) -> pl.DataFrame:
    """Two rows a group: `sii` and `rii`, with the test of linearity."""
    index, keys = table.groups(by)
    labels = table.texts("quantile")
    table.refuse_rows("quantile", np.array([label is None for label in labels]), "has to be a quantile")
    ordered = [str(label) for label in quantiles.order_of(labels, order)]
    if not FEWEST_GROUPS <= len(ordered) <= MOST_QUANTILES:
        raise InputError(
            f"There are {len(ordered)} quantiles; a slope needs {FEWEST_GROUPS} to {MOST_QUANTILES}.",
            where=f"{table.where}, column {table.column('quantile')}",
            remedy="With fewer groups use `babyhubs measure ratio`.",
        )
    place = np.array([ordered.index(str(label)) for label in labels])
    _once(table, "quantile", index * len(ordered) + place)
    least = None if kind == "mean" else 0.0
    errors = ("se",) if table.has("se") else ("lower", "upper")
    values = {name: table.numbers(name, least if name != "se" else 0.0) for name in ("value", *errors)}
    if kind == "proportion":
        table.refuse_rows("value", values["value"] > 1, "is not a proportion: proportions lie between 0 and 1")
    grids = {name: _grid(column, index, place, (keys.height, len(ordered))) for name, column in values.items()}
    population = _grid(table.numbers("population", least=0), index, place, (keys.height, len(ordered)))
    found = slope(
        grids.pop("value"), population, **grids, kind=kind, transform=transform, multiplier=multiplier, level=level,
        draws=draws, seed=seed,
    )  # fmt: skip
    rows = []
    for name in ("sii", "rii"):
        triple = (getattr(found, f"{name}{end}") for end in ("", "_lower", "_upper"))
        columns = dict(zip(("estimate", "lower", "upper"), map(figures, triple), strict=True))
        columns |= {
            "linearity_p": figures(found.linearity_p),
            "method": words(found.method, keys.height),
            "reason": words(found.reason, keys.height),
            "warning": words(found.warning, keys.height),
        }
        rows.append(with_columns(keys.with_columns(pl.lit(name).alias("measure")), columns))
    return pl.concat(rows)


def inequality(
    table: Table,
    *,
    by: tuple[str, ...],
    names: tuple[str, ...] | None,
    favourable: bool | None,
    scale: float | None,
    reference: str | None,
    level: float,
    draws: int,
    seed: int,
) -> pl.DataFrame:
    """A row a group and measure. Columns `order`, `favourable`, `scale`, `reference` of the table come before the options."""
    index, keys = table.groups(by)
    unknown = set(names or ()) - set(summary_measures.MEASURES)
    if unknown:
        raise InputError(
            f"There is no measure {sorted(unknown)[0]!r}.",
            where="option --measure",
            remedy=f"Choose from {', '.join(summary_measures.MEASURES)}.",
        )
    wanted = names or tuple(summary_measures.MEASURES)
    rows = []
    for group in range(keys.height):
        own = Table(table.frame.filter(pl.Series(index == group)), table.where, table.names)
        subgroups = _subgroups(own, favourable, scale, reference)
        found = summary_measures.sheet(subgroups, wanted, level=level, draws=draws, seed=seed)
        rows += [
            {
                "measure": name,
                "label": summary_measures.MEASURES[name].label,
                **{part: _number(getattr(one, part)) for part in ("estimate", "se", "lower", "upper")},
                "left_out": int(one.left_out[0]),
                "method": one.method,
                "reason": str(one.reason[0]),
                "warning": str(np.ravel(one.warning)[0]),
            }
            | {"_group": group}
            for name, one in found.items()
        ]
    made = pl.DataFrame(rows, infer_schema_length=None)
    return (
        keys.with_row_index("_group")
        .with_columns(pl.col("_group").cast(pl.Int64))
        .join(made, on="_group")
        .drop("_group")
    )


def _subgroups(table: Table, favourable: bool | None, scale: float | None, reference: str | None) -> Subgroups:
    labels = table.texts("subgroup")
    _once(table, "subgroup", np.unique([str(label) for label in labels], return_inverse=True)[1])
    y, n = table.numbers("estimate", least=0), table.numbers("population", least=0)
    se = table.numbers("se", least=0) if table.has("se") else np.full(y.size, np.nan)
    place = np.arange(y.size)
    ordered = table.has("order") and np.isfinite(table.numbers("order")).all()
    if ordered:
        place = np.argsort(table.numbers("order"), kind="stable")
    if table.has("favourable"):
        favourable = _one_of(
            table, "favourable", {"1": True, "0": False, "yes": True, "no": False, "true": True, "false": False}
        )
    if favourable is None:
        raise InputError(
            "It is not said whether a higher figure is better.",
            where=table.where,
            remedy="Add --favourable or --adverse, or a column `favourable` with 1 or 0.",
        )
    if table.has("scale"):
        scales = set(table.numbers("scale")[np.isfinite(table.numbers("scale"))])
        if len(scales) > 1:
            raise InputError("The column scale does not hold one number only.", where=table.where)
        scale = float(scales.pop()) if scales else None
    if scale is not None:
        table.refuse_rows("estimate", y > scale, f"lies above the scale of {scale:g}")
    column = _reference(table, labels, reference)
    if column is not None:
        column = int(np.flatnonzero(place == column)[0])
    return Subgroups.of(
        y[place], n[place], se[place], ordered=bool(ordered), favourable=favourable, reference=column, scale=scale
    )


def _reference(table: Table, labels: list[str | None], named: str | None) -> int | None:
    if table.has("reference"):
        marked = [place for place, cell in enumerate(table.texts("reference")) if cell in {"1", "yes", "true"}]
        if len(marked) > 1:
            raise InputError("More than one subgroup is marked as the reference.", where=table.where)
        return marked[0] if marked else None
    if named is None:
        return None
    if named not in labels:
        raise InputError(f"There is no subgroup {named!r}.", where=f"option --reference, {table.where}")
    return labels.index(named)


def _one_of(table: Table, ours: str, meaning: dict[str, bool]) -> bool:
    cells = {str(cell).lower() for cell in table.texts(ours) if cell is not None}
    if len(cells) != 1 or not cells <= set(meaning):
        raise InputError(f"The column {ours} does not say yes or no, once for all subgroups.", where=table.where)
    return meaning[cells.pop()]


def _once(table: Table, ours: str, key: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> None:
    twice = np.zeros(key.size, dtype=bool)
    order = np.argsort(key, kind="stable")
    twice[order[1:]] = key[order][1:] == key[order][:-1]
    table.refuse_rows(ours, twice, "stands twice in its group; name the groups with --by")


def _grid(
    values: Floats,
    index: np.ndarray[tuple[int, ...], np.dtype[np.int64]],
    place: np.ndarray[tuple[int, ...], np.dtype[np.int64]],
    shape: tuple[int, int],
) -> Floats:
    grid = np.full(shape, np.nan)
    grid[index, place] = values
    return grid


def _number(values: Floats) -> float | None:
    return float(values[0]) if np.isfinite(values[0]) else None
