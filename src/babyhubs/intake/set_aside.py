"""Which rows of a file are not data: blank lines, totals, page footers, repeated headings, broken lines. None is dropped unseen."""

import re
from collections.abc import Sequence

import polars as pl

from babyhubs.intake.heading import collapsed
from babyhubs.intake.raw import NOT_DATA_SCHEMA, ROW
from babyhubs.intake.text_rows import Row

BLANK = "blank row"
TITLE = "title"
TOTAL = "total"
FOOTER = "footer"
REPEATED = "repeated heading"
BROKEN = "broken row"
SHOWN = 200  # characters of a row that are kept to show what was set aside

# Understood alike by Python's and Polars' regular expressions. Matched against the first filled cell of a row.
TOTAL_PATTERN = (
    r"(?i)^(?:(?:grand|sub|overall|report|column)[ -]*)?totals?(?: (?:rows?|records?|contacts?|patients?|children|count|number))?\s*[:=]?\s*[\d,. ]*$"
    r"|^(?:total )?(?:number of |no\.? of )?(?:rows?|records?|lines?|contacts?|patients?|children|appointments?|results?)"
    r"(?: count| returned| found| exported| in total)?\s*[:=]\s*[\d,. ]*$"
    r"|^count\s*[:=]\s*[\d,. ]*$"
    r"|^\(?\d[\d,]* (?:rows?|records?)(?: returned| selected| found| exported| affected)?\)?\.?$"
)
FOOTER_PATTERN = (
    r"(?i)^[*=\- ]*(?:end of (?:report|file|list|data|extract)|page \d+(?: of \d+)?)[*=\-. ]*$"
    r"|^(?:report )?(?:printed|generated|produced|extracted|exported|run|created)(?: on| by| at)\b.*$"
    r"|^(?:confidential|official)\b.*$"
)
_TOTAL = re.compile(TOTAL_PATTERN)
_FOOTER = re.compile(FOOTER_PATTERN)


def split(
    frame: pl.DataFrame, odd: Sequence[Row], headings: Sequence[dict[str, str]], titles: Sequence[Row]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows of data, and those that are not, with their reasons.

    frame: rows with the right number of cells, cleaned. odd: rows below the heading with another number. headings: for
    each line of the heading, what it writes over each column. titles: rows above the heading.
    """
    columns = [name for name in frame.columns if name != ROW]
    title_texts = [text for _, cells, _ in titles if (text := _text(cells))]
    reason = _reasons(columns, headings, title_texts)
    marked = frame.with_columns(reason.alias("reason"))
    closing = _closing(marked, columns)
    marked = marked.with_columns(
        reason=pl.when(pl.col("reason").is_null() & pl.col(ROW).is_in(closing))
        .then(pl.lit(FOOTER))
        .otherwise(pl.col("reason"))
    )
    data = marked.filter(pl.col("reason").is_null()).drop("reason")
    last = int(data[ROW][-1]) if data.height else 0
    aside = marked.filter(pl.col("reason").is_not_null()).select(
        ROW, "reason", pl.concat_str(columns, separator=" | ", ignore_nulls=True).str.slice(0, SHOWN).alias("text")
    )
    others = [_title(row) for row in titles] + [_odd(row, headings, title_texts, last) for row in odd]
    more = pl.DataFrame(others, schema=NOT_DATA_SCHEMA, orient="row")
    return data, pl.concat([aside, more]).sort(ROW)


def _reasons(columns: Sequence[str], headings: Sequence[dict[str, str]], title_texts: Sequence[str]) -> pl.Expr:
    cells = [pl.col(name) for name in columns]
    first = pl.coalesce(cells)
    filled = pl.sum_horizontal([cell.is_not_null() for cell in cells])
    repeated = [
        pl.all_horizontal([pl.col(name).eq_missing(pl.lit(line.get(name) or None, pl.String)) for name in columns])
        for line in headings
    ]
    text = pl.concat_str(cells, separator=" | ", ignore_nulls=True)
    return (
        pl.when(filled == 0)
        .then(pl.lit(BLANK))
        .when(pl.any_horizontal(pl.lit(value=False), *repeated))
        .then(pl.lit(REPEATED))
        .when(first.str.contains(TOTAL_PATTERN))
        .then(pl.lit(TOTAL))
        .when((filled <= 2) & first.str.contains(FOOTER_PATTERN))
        .then(pl.lit(FOOTER))
        .when((filled <= 2) & text.is_in(pl.lit(pl.Series(title_texts, dtype=pl.String)).implode()))
        .then(pl.lit(TITLE))
    )


def _closing(marked: pl.DataFrame, columns: Sequence[str]) -> list[int]:
    """Places of the rows at the very end that hold one sentence in the first column and nothing else."""
    places: list[int] = []
    if len(columns) < 3:
        return places
    for row in marked.reverse().iter_rows(named=True):
        if row["reason"] is not None:
            continue
        if any(row[name] is not None for name in columns[1:]) or not _is_sentence(row[columns[0]] or ""):
            break
        places.append(row[ROW])
    return places


def _is_sentence(cell: str) -> bool:
    """Four words or more: longer than the name of a place or a person that could stand alone in a row."""
    return len(cell.split()) >= 4


def _title(row: Row) -> tuple[int, str, str]:
    text = _text(row[1])
    return row[0], TITLE if text else BLANK, text


def _odd(row: Row, headings: Sequence[dict[str, str]], title_texts: Sequence[str], last: int) -> tuple[int, str, str]:
    place, cells, problem = row
    filled = [collapsed(cell) for cell in cells if cell.strip()]
    text = _text(cells)
    if problem:
        return place, BROKEN, problem
    if not filled:
        return place, BLANK, ""
    if filled in [[name for name in line.values() if name] for line in headings]:
        return place, REPEATED, text
    if _TOTAL.match(filled[0]):
        return place, TOTAL, text
    if len(filled) <= 2 and _FOOTER.match(filled[0]):
        return place, FOOTER, text
    if text in title_texts:
        return place, TITLE, text
    if place > last and len(filled) == 1 and _is_sentence(filled[0]):
        return place, FOOTER, text
    lines = max(cell.count("\n") for cell in cells) + 1
    over = f", over {lines} lines" if lines > 1 else ""
    # The cells themselves are not repeated: they may name a person, and what is set aside is written to a file.
    return place, BROKEN, f"cells: {len(cells)}, in the heading: {len(headings[0])}{over}"


def _text(cells: Sequence[str]) -> str:
    return " | ".join(collapsed(cell) for cell in cells if cell.strip())[:SHOWN]
