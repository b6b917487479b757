"""Recoverable faults of how a value is written: codes, labels, spellings, dates. Values are text here or become it.

Undone by a mapping in which every way of writing stands with its meaning, and by parsing one date format with or
without a clock time.
"""

import re
from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from babyhubs.simulation.faults.tables import Effect, Tables, count_by, some

Words = Mapping[str, Sequence[str]]  # value -> ways of writing it, the usual one first


def local_word(
    tables: Tables, rng: np.random.Generator, *, file: str, column: str, stands_for: str, word: str, share: float
) -> tuple[Tables, Effect]:
    """A word that only this service uses, which somebody has to be told.

    Recoverable once it is told: it always means the same.
    """
    frame = tables.frame(file)
    picked = pl.Series(some(rng, frame[column] == stands_for, share))
    written = frame.with_columns(pl.when(picked).then(pl.lit(word)).otherwise(column).alias(column))
    return tables.with_frame(file, written), Effect(file, int(picked.sum()), {word: int(picked.sum())})


def put_into_words(
    tables: Tables, rng: np.random.Generator, *, file: str, words: Mapping[str, Words], usual: float = 0.9
) -> tuple[Tables, Effect]:
    """Codes as the system writes them, and now and then in the words of an older version of its lists.

    Recoverable: every way of writing means one code.
    """
    frame, unusual = tables.frame(file), 0
    for column, ways in words.items():
        listed = pl.DataFrame({column: list(ways), "ways": [list(way) for way in ways.values()]})
        joined = frame.select(pl.col(column).cast(pl.String)).join(listed, on=column, how="left", maintain_order="left")
        drawn = np.where(rng.random(frame.height) < usual, 0, rng.integers(0, 1_000, frame.height))
        place = pl.Series("place", drawn) % joined["ways"].list.len()
        chosen = joined.with_columns(place).select(pl.col("ways").list.get(pl.col("place"))).to_series()
        missing = frame.filter(chosen.is_null() & frame[column].is_not_null())
        assert missing.is_empty(), f"no word for {column} {missing[column].unique().to_list()}"
        unusual += int((place > 0).sum())
        frame = frame.with_columns(chosen.alias(column))
    return tables.with_frame(file, frame), Effect(file, unusual)


def venue_spellings(
    tables: Tables, rng: np.random.Generator, *, others: Words, usual: float = 0.55
) -> tuple[Tables, Effect]:
    """A hub's name as everybody types it: short, in capitals, without an apostrophe, with a slip of the finger.

    Recoverable: every spelling can only mean one hub, and most of them stand in the venue table.
    """
    ways = {name: hub_spellings(name, listed) for name, listed in tables.hubs.select("name", "spellings").iter_rows()}
    known = set(ways) | set(others)
    as_it_is = [[venue] for venue in tables.contacts["venue"].drop_nulls().unique().sort() if venue not in known]
    words = {"venue": {**ways, **others, **{venue[0]: venue for venue in as_it_is}}}
    before = tables.contacts["venue"]
    tables, effect = put_into_words(tables, rng, file="contacts", words=words, usual=usual)
    at_hub = before.is_in(tables.hubs["name"].implode()) & (before != tables.contacts["venue"])
    by = count_by(before.filter(at_hub))
    return tables, Effect(effect.file, int(at_hub.sum()), by)


def padding_lost(
    tables: Tables, rng: np.random.Generator, *, file: str, columns: Sequence[str], share: float = 0.3
) -> tuple[Tables, Effect]:
    """A code lost its leading zero on the way through a spreadsheet: 5 for 05.

    Recoverable: no list has two codes that differ in that only.
    """
    frame, touched = tables.frame(file), 0
    for column in columns:
        picked = some(rng, frame[column].str.contains("^0[0-9]$"), share)
        bare = pl.when(pl.Series(picked)).then(pl.col(column).str.strip_chars_start("0"))
        frame = frame.with_columns(bare.otherwise(column).replace({"": "0"}).alias(column))
        touched += int(picked.sum())
    return tables.with_frame(file, frame), Effect(file, touched)


def padding_added(
    tables: Tables, rng: np.random.Generator, *, file: str, columns: Sequence[str], share: float = 0.5
) -> tuple[Tables, Effect]:
    """A number of one digit is written with two: 05 for 5.

    Recoverable: it is the same number or code.
    """
    frame, touched = tables.frame(file), 0
    for column in columns:
        picked = some(rng, frame[column].str.contains("^[0-9]$"), share)
        padded = pl.when(pl.Series(picked)).then(pl.col(column).str.zfill(2)).otherwise(column)
        frame = frame.with_columns(padded.alias(column))
        touched += int(picked.sum())
    return tables.with_frame(file, frame), Effect(file, touched)


def starred_ethnic_category(tables: Tables, rng: np.random.Generator, *, share: float = 0.3) -> tuple[Tables, Effect]:
    """A star as second character of the other-background categories, as real files have it: C* for C.

    Recoverable: the national code is the first character, and a star names no local category.
    """
    children = tables.children
    picked = pl.Series(some(rng, children["ethnic_category"].is_in(["C", "G", "L", "P", "S"]), share))
    starred = pl.when(picked).then(pl.col("ethnic_category") + "*").otherwise("ethnic_category")
    return tables.with_frame("children", children.with_columns(starred.alias("ethnic_category"))), Effect(
        "children", int(picked.sum())
    )


def postcode_typed(tables: Tables, rng: np.random.Generator, *, share: float = 0.15) -> tuple[Tables, Effect]:
    """Postcodes and pseudo-postcodes without the space, in small letters, or with two spaces.

    Recoverable: a postcode is its letters and digits. Where homes are areas there is nothing to mistype.
    """
    children, code = tables.children, pl.col("postcode")
    picked = pl.Series(some(rng, children["postcode"].str.contains(" "), share))
    way = pl.Series("way", rng.integers(0, 3, children.height))
    typed = (
        children.with_columns(way)
        .select(
            pl.when(pl.col("way") == 0)
            .then(code.str.replace_all(" ", ""))
            .when(pl.col("way") == 1)
            .then(code.str.to_lowercase())
            .otherwise(code.str.replace(" ", "  "))
        )
        .to_series()
    )
    after = children.with_columns(pl.when(picked).then(typed).otherwise(code).alias("postcode"))
    return tables.with_frame("children", after), Effect("children", int(picked.sum()))


def clock_on_a_date(
    tables: Tables, rng: np.random.Generator, *, file: str, columns: Mapping[str, float], clock: str
) -> tuple[Tables, Effect]:
    """A date carries a clock time of midnight, because the warehouse stored it as a moment.

    Recoverable: the day is the day.
    """
    frame, touched = tables.frame(file), 0
    for column, share in columns.items():
        picked = some(rng, frame[column].is_not_null(), share)
        with_clock = pl.when(pl.Series(picked)).then(pl.col(column) + clock).otherwise(column)
        frame = frame.with_columns(with_clock.alias(column))
        touched += int(picked.sum())
    return tables.with_frame(file, frame), Effect(file, touched)


def date_typed_over(
    tables: Tables, rng: np.random.Generator, *, column: str, share: float = 0.02
) -> tuple[Tables, Effect]:
    """A date of the spreadsheet was typed over and is text: 31/01/2026 between real dates.

    Recoverable: a real date has no order of day and month to mistake, and the typed ones have the British order.
    """
    children = tables.children
    picked = pl.Series(some(rng, children[column].is_not_null(), share))
    typed = pl.col(column).str.replace(r"^(\d{4})-(\d{2})-(\d{2})$", "$3/$2/$1")
    after = children.with_columns(pl.when(picked).then(typed).otherwise(column).alias(column))
    return tables.with_frame("children", after), Effect("children", int(picked.sum()))


def month_in_capitals(
    tables: Tables, rng: np.random.Generator, *, file: str, column: str, share: float = 0.2
) -> tuple[Tables, Effect]:
    """The month of some dates is in capitals: 01-SEP-2025 for 01-Sep-2025.

    Recoverable: it is the same month.
    """
    frame = tables.frame(file)
    picked = pl.Series(some(rng, frame[column].is_not_null(), share))
    after = frame.with_columns(pl.when(picked).then(pl.col(column).str.to_uppercase()).otherwise(column).alias(column))
    return tables.with_frame(file, after), Effect(file, int(picked.sum()))


def exact_duplicates(
    tables: Tables, rng: np.random.Generator, *, file: str, share: float = 0.006
) -> tuple[Tables, Effect]:
    """A row stands twice, letter for letter, because two downloads overlapped.

    Recoverable: one of them is enough.
    """
    frame = tables.frame(file)
    twice = some(rng, pl.repeat(True, frame.height, eager=True), share)
    rows = np.repeat(np.arange(frame.height), np.where(twice, 2, 1))
    return tables.with_frame(file, frame[rows]), Effect(file, int(twice.sum()))


def as_text(frame: pl.DataFrame, dates: Mapping[str, str], default: str) -> pl.DataFrame:
    """Every column as text: dates in the format of their column, `true` and `false`, whole numbers."""
    return frame.with_columns(
        pl.col(name).dt.strftime(dates.get(name, default)) if kind == pl.Date else pl.col(name).cast(pl.String)
        for name, kind in frame.schema.items()
    )


def hub_spellings(name: str, listed: str) -> list[str]:
    """The name itself, the spellings of the venue table, and more that a person knows for the same."""
    curly = name.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
    shorter = re.sub(r"Children'?s? Centre", "Childrens Ctr", name)
    first = name.split(" ", maxsplit=1)[0]
    slip = name.replace(first, f"{first[:-3]}{first[-2]}{first[-3]}{first[-1]}", 1) if len(first) > 6 else name
    more = [curly, shorter, slip, name.upper(), name.replace(" ", "  ", 1), f"{name} (drop-in)"]
    return list(dict.fromkeys([name, *listed.split("|"), *more]))
