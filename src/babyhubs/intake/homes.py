"""Where a family lives, as a small area: from its postcode, or from an area code of either census. Then the postcode goes.

A code that stands in both censuses' lists is an unchanged area, so each code says by itself of which census it is; what the
mapping states is checked against that. A ZZ99 pseudo-postcode is no place. ZZ99 3VZ says no fixed abode; others say that
nobody knows or that the family came from abroad. These families are kept: they are the ones that are missed most easily.
"""

from dataclasses import dataclass

import polars as pl

from babyhubs.errors import InputError
from babyhubs.intake.cells import Cells
from babyhubs.intake.options import Options
from babyhubs.reference import areas, postcodes, registry

NO_FIXED_ADDRESS = "*no fixed address"  # stands in the place of an area code until the rows of a child are joined
FOUND, PSEUDO, OUTSIDE, MALFORMED, NONE = "found", "pseudo", "outside", "malformed", "none"
CENSUSES = (2011, 2021)
# The shape of a postcode without its space (BS 7666): area and district, then a digit and two letters.
_SHAPE = r"^(?:[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}|GIR0AA)$"


@dataclass(frozen=True)
class Homes:
    """One row a row of the file.

    home: area code, `NO_FIXED_ADDRESS` or null. postcode: what became of the postcode (the words above). area: given codes that
    were found ("found"), not in any list ("outside") or absent. converted, best_fit: an area code of the other census; not exact.
    overruled: the rule postcode_before_area decided.
    """

    frame: pl.DataFrame


def homes(children: Cells, area_vintage: int | None, options: Options) -> Homes:
    """The homes of the children file."""
    by_postcode = _by_postcode(children.text("postcode"), options)
    by_area = _by_area(children, area_vintage, options)
    first, second = (
        ("postcode_home", "area_home") if "postcode_before_area" in options.on else ("area_home", "postcode_home")
    )
    both = pl.concat([by_postcode, by_area], how="horizontal")
    used_area = pl.col("area_home").is_not_null() & (
        pl.lit(value=first == "area_home") | pl.col("postcode_home").is_null()
    )
    differ = pl.col("postcode_home").is_not_null() & pl.col("area_home").is_not_null()
    return Homes(
        both.select(
            home=pl.coalesce(first, second),
            postcode="postcode",
            area="area",
            converted=pl.col("converted"),
            best_fit=pl.col("best_fit"),
            best_fit_used=pl.col("best_fit") & used_area,
            overruled=differ & (pl.col("postcode_home") != pl.col("area_home")),
        )
    )


def _by_postcode(written: pl.Series, options: Options) -> pl.DataFrame:
    column = "area_2011" if options.index_vintage == 2019 else "area_2021"
    found = postcodes.lookup().select("postcode", place=column)
    if options.own_areas:
        found = found.join(options.areas.select(place="area"), on="place", how="semi")
    plain = written.to_frame("written").select(postcode=postcodes.normalised(pl.col("written")).replace("", None))
    joined = plain.join(found, on="postcode", how="left", maintain_order="left")
    code = pl.col("postcode")
    return joined.select(
        postcode_home=pl.when(code == postcodes.NO_FIXED_ABODE)
        .then(pl.lit(NO_FIXED_ADDRESS))
        .otherwise(pl.col("place")),
        postcode=pl.when(code.is_null())
        .then(pl.lit(NONE))
        .when(postcodes.is_pseudo(code))
        .then(pl.lit(PSEUDO))
        .when(pl.col("place").is_not_null())
        .then(pl.lit(FOUND))
        .when(code.str.contains(_SHAPE))
        .then(pl.lit(OUTSIDE))
        .otherwise(pl.lit(MALFORMED)),
    )


def _by_area(children: Cells, area_vintage: int | None, options: Options) -> pl.DataFrame:
    written = children.text("area").str.strip_chars()
    if options.own_areas:
        known = written.is_in(options.areas["area"].implode())
        home, converted, best_fit = written.set(~known.fill_null(value=False), None), known & False, known & False
    else:
        wanted = options.area_vintage
        other = next(vintage for vintage in CENSUSES if vintage != wanted)
        code = written.str.to_uppercase()
        in_wanted = code.is_in(registry.read("area_lookup")[f"area_{wanted}"].unique().implode())
        in_other = code.is_in(registry.read("area_lookup")[f"area_{other}"].unique().implode())
        _require_stated_vintage(children, area_vintage, {wanted: in_wanted & ~in_other, other: in_other & ~in_wanted})
        fitted = areas.convert(code, other, wanted)
        converted = (in_other & ~in_wanted).fill_null(value=False)
        best_fit = converted & ~fitted["exact"].fill_null(value=False)
        usable = converted if "best_fit_areas" in options.on else converted & ~best_fit
        home = (
            pl.DataFrame({"code": code, "to": fitted["area_to"], "same": in_wanted, "fits": usable})
            .select(pl.when("same").then("code").when("fits").then("to"))
            .to_series()
        )
    return pl.DataFrame(
        {
            "area_home": home,
            "area": pl.select(
                pl.when(written.is_null())
                .then(pl.lit(NONE))
                .when(home.is_null() & ~best_fit)
                .then(pl.lit(OUTSIDE))
                .otherwise(pl.lit(FOUND))
            ).to_series(),
            "converted": converted.fill_null(value=False),
            "best_fit": best_fit.fill_null(value=False),
        }
    )


def _require_stated_vintage(children: Cells, stated: int | None, only_in: dict[int, pl.Series]) -> None:
    """Codes that only the other census has say that the mapping's census is wrong."""
    counts = {vintage: int(series.fill_null(value=False).sum()) for vintage, series in only_in.items()}
    if stated not in counts:
        return
    other = next(vintage for vintage in CENSUSES if vintage != stated)
    if counts[other] > counts[stated]:
        raise InputError(
            f"The mapping says that the area codes are of {stated}, but they are of {other}.",
            where=f"{children.raw.path}: column {children.heading('area')!r}, {counts[other]} codes that only {other} has, "
            f"{counts[stated]} that only {stated} has",
            remedy=f"Write area_vintage = {other} in the mapping file.",
        )
