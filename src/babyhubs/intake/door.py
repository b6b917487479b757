"""The door: a row of text goes in, a row without names, numbers or postcodes comes out.

Identifiers become pseudonyms, postcodes become areas, NHS numbers become a word about their validity, and what they were is
not handed on. Everything that groups, joins or leaves out rows happens behind the door, in the engine.
For each field `known_*` says whether the cell is usable and `bad_*` whether something unusable stands in it.
"""

import polars as pl

from babyhubs.intake import nhs_number, rules
from babyhubs.intake.cells import Cells, Read
from babyhubs.intake.homes import homes
from babyhubs.intake.options import Options
from babyhubs.intake.pseudonyms import CHILD, CONTACT, FAMILY, normalised, pseudonyms
from babyhubs.intake.shown import shown
from babyhubs.intake.venue_meaning import Venues

CHILD_DAYS = (
    "date_of_birth", "caseload_start", "caseload_end", "date_of_death", "mother_date_of_birth", "submitted",
)  # fmt: skip
CHILD_WORDS = ("ethnic_category", "language", "first_child", "lone_parent")
CONTACT_WORDS = ("location_type", "medium", "attendance", "activity")


def children(cells: Cells, area_vintage: int | None, options: Options) -> tuple[pl.DataFrame, dict[str, int]]:
    """The children file behind the door, one row a row of the file, and how many rows each rule changed."""
    read = {name: cells.day(name) for name in CHILD_DAYS} | {name: cells.word(name) for name in CHILD_WORDS}
    low, high = rules.limits()["mother_age_years"]
    age = cells.number("mother_age")
    read["mother_age"] = _within(age, low, high, strict="implausible_mother_age" in options.on)
    ids = {
        "child": pseudonyms(cells.text("child"), options.key, CHILD),
        "family": pseudonyms(cells.text("family"), options.key, FAMILY),
    }
    home = homes(cells, area_vintage, options).frame
    nhs = nhs_number.status(cells.text("nhs_number"))
    category = pl.col("ethnic")
    frame = pl.DataFrame(
        [
            cells.rows,
            *(series.alias(name) for name, series in ids.items()),
            *(series.is_not_null().alias(f"known_{name}") for name, series in ids.items()),
            *_columns(read, rename={"ethnic_category": "ethnic"}),
            cells.text("team"),
            nhs.alias("nhs_number"),
            home["home"],
            *(home[name].alias(f"home_{name}") for name in home.columns if name != "home"),
        ]
    ).with_columns(
        # 0: a category that says something; 1: asked and declined (Z); 2: not known (99)
        ethnic_rank=pl.when(category == "99").then(2).when(category == "Z").then(1).otherwise(0).cast(pl.Int8),
        known_ethnic=category.is_not_null() & ~category.is_in(["Z", "99"]),
        ethnic_stated=category.is_not_null(),
        first_child=_yes(pl.col("first_child")),
        lone_parent=_yes(pl.col("lone_parent")),
        mother_age=pl.col("mother_age").cast(pl.Int16),
        known_team=pl.col("team").is_not_null(),
        known_home=pl.col("home").is_not_null(),
        known_nhs_number=pl.col("nhs_number") != nhs_number.ABSENT,
    )
    changed = {
        "implausible_mother_age": int((read["mother_age"].bad & ~age.bad).sum()),
        "postcode_before_area": int(home["overruled"].sum()),
        "best_fit_areas": int(home["best_fit_used"].sum()),
    }
    return frame, changed


def contacts(cells: Cells, venues: Venues, options: Options) -> tuple[pl.DataFrame, dict[str, int]]:
    """The contacts file behind the door, one row a row of the file, and how many rows each rule changed."""
    read = {name: cells.day(name) for name in ("date", "submitted")} | {
        name: cells.word(name) for name in CONTACT_WORDS
    }
    low, high = rules.limits()["duration_minutes"]
    minutes = cells.number("duration_minutes")
    read["duration"] = _within(minutes, low, high, strict="implausible_duration" in options.on)
    read["participants"] = cells.number("participants")
    child, referral, contact, venue = (cells.text(name) for name in ("child", "referral", "contact", "venue"))
    row = cells.rows
    where = venues.read(venue)
    frame = pl.DataFrame(
        [
            row,
            pseudonyms(child, options.key, CHILD).alias("child"),
            _contact_key(row, child, referral, contact, read["date"].value, options).alias("contact"),
            _number_of(normalised(referral)).alias("referral_no"),
            _number_of(normalised(contact)).alias("contact_no"),
            _number_of(venue).alias("venue_no"),
            *_columns(read),
            where,
        ]
    )
    names = ("child", "referral", "contact", "venue")
    recorded = zip(names, (child, referral, contact, venue), strict=True)
    frame = frame.unnest(where.name).with_columns(
        [series.is_not_null().alias(f"known_{name}") for name, series in recorded]
        + [pl.col(name).fill_null("unknown") for name in CONTACT_WORDS]
        + [pl.col("participants").cast(pl.Int64), pl.col("duration").cast(pl.Int64)]
    )
    return frame, {"implausible_duration": int((read["duration"].bad & ~minutes.bad).sum())}


def unplaced(cells: Cells, behind: pl.DataFrame) -> dict[str, pl.Series]:
    """For each field with a meaning in the mapping, the values that have none, one for each of their rows."""
    return {
        field: shown(cells.text(field).filter(behind[f"bad_{'ethnic' if field == 'ethnic_category' else field}"]))
        for field in (CHILD_WORDS if cells.file == "children" else ("venue", *CONTACT_WORDS))
    }


def _columns(read: dict[str, Read], rename: dict[str, str] | None = None) -> list[pl.Series]:
    names = {name: (rename or {}).get(name, name) for name in read}
    return [
        series
        for name, own in read.items()
        for series in (
            own.value.alias(names[name]),
            own.known.alias(f"known_{names[name]}"),
            own.bad.alias(f"bad_{names[name]}"),
        )
    ]


def _contact_key(
    row: pl.Series, child: pl.Series, referral: pl.Series, contact: pl.Series, day: pl.Series, options: Options
) -> pl.Series:
    """Child, referral, contact identifier and day; a contact without identifier is known by its row."""
    parts = [normalised(series).fill_null("") for series in (child, referral)]
    own = normalised(contact)
    whole = pl.select(
        pl.concat_str(
            *parts,
            pl.when(own.is_null()).then(pl.format("row {}", row)).otherwise(own),
            day.cast(pl.String).fill_null(""),
            separator="|",
        )
    ).to_series()
    return pseudonyms(whole, options.key, CONTACT)


def _number_of(values: pl.Series) -> pl.Series:
    """A number for each distinct value, so that equal ones can be found without the value."""
    return values.rank("dense").cast(pl.Int64)


def _within(read: Read, low: int, high: int, *, strict: bool) -> Read:
    """Whole numbers; one outside the limits is bad, and goes where the rule is on (`strict`)."""
    whole = read.value.floor()
    outside = (~whole.is_between(low, high)).fill_null(value=False)
    if not strict:
        return Read(whole.clip(-32_768, 32_767), read.known, read.bad | outside)
    return Read(whole.set(outside, None), read.known & ~outside, read.bad | outside)


def _yes(word: pl.Expr) -> pl.Expr:
    return pl.when(word == "yes").then(statement=True).when(word == "no").then(statement=False)
