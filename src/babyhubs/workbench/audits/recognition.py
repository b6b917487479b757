"""The files of an upload, read, and what their columns and codes probably mean, as a page can show it."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from babyhubs.errors import BabyhubsError
from babyhubs.intake.fields import FILES, HUBS, Field
from babyhubs.intake.mapping import FileMapping, Mapping
from babyhubs.intake.proposal import Proposal, propose
from babyhubs.intake.question import Key, Question
from babyhubs.intake.raw import RawTable
from babyhubs.intake.reading import read
from babyhubs.intake.reuse import extend
from babyhubs.intake.shown import shown
from babyhubs.workbench.audits import places
from babyhubs.workbench.audits.mapping import days, taken

EXAMPLES = 3
# Values that name or place one person: their column is recognised by its heading, and no example is shown.
NOT_SHOWN = {"identifier", "postcode"}


def read_files(upload: Any, known: Mapping | None) -> dict[str, RawTable]:
    """Every file as a raw table, under the name that its sender gave it."""
    tables: dict[str, RawTable] = {}
    found = {file.kind: file for file in upload.files.all()}
    for kind in (kind for kind in FILES if kind in found):
        layout = known.files[kind].layout if known and kind in known.files else None
        with _named(places.of_file(found[kind]), found[kind].name) as path:
            tables[kind] = replace(read(path, layout), path=Path(found[kind].name))
    return tables


@contextmanager
def _named(path: Path, name: str) -> Iterator[Path]:
    """What is wrong with a file is told under the name that its sender knows."""
    try:
        yield path
    except BabyhubsError as error:
        error.what, error.where, error.remedy = (
            text.replace(str(path), name).replace(path.name, name) for text in (error.what, error.where, error.remedy)
        )
        raise


def recognise(tables: dict[str, RawTable], known: Mapping | None, answers: Sequence[Sequence[str]]) -> Proposal:
    """What the files mean: what was learnt from earlier ones, then what people answered, then what can be told."""
    first = extend(known, tables) if known else propose(tables)
    given: dict[Key, str] = {(file, part, field, value): choice for file, part, field, value, choice in answers}
    if not given:
        return first
    moved = {(file, field) for file, part, field, _ in given if part == "columns"}
    kept = {key: choice for key, choice in first.answers.items() if (key[0], key[2]) not in moved}
    return propose(tables, kept | given)


def said_by_directory(upload: Any, tables: dict[str, RawTable]) -> list[list[str]]:
    """The columns of hubs that the workbench wrote itself: their headings are the very names of the fields."""
    if not any(file.from_directory for file in upload.files.all()):
        return []
    return [["hubs", "columns", field.name, "", field.name] for field in HUBS if field.name in tables["hubs"].columns]


def as_json(proposal: Proposal) -> dict[str, Any]:
    """Everything that the page shows."""
    return {
        "files": [_file(kind, proposal) for kind in FILES if kind in proposal.tables],
        "questions": [_question(one) for one in proposal.questions],
        "lists": taken.lists(proposal),
    }


def write(proposal: Proposal, path: Path) -> None:
    """Kept beside the files: it holds values from them."""
    fresh = path.with_suffix(".part")
    fresh.write_text(json.dumps(as_json(proposal), ensure_ascii=False), encoding="utf-8")
    fresh.replace(path)


def _file(kind: str, proposal: Proposal) -> dict[str, Any]:
    table, mapping = proposal.tables[kind], proposal.mapping.files[kind]
    why = {one.field: one.text for one in proposal.explanations if (one.file, one.part) == (kind, "columns")}
    asked = {one.field for one in proposal.questions if (one.file, one.part) == (kind, "columns")}
    return {
        "kind": kind,
        "name": table.path.name,
        "rows": table.frame.height,
        "notes": list(table.notes),
        "headings": list(table.columns),
        "columns": [
            {
                "field": field.name,
                "label": field.label,
                "required": field.required,
                "heading": mapping.columns.get(field.name, ""),
                "days": _days(table, mapping, field),
                "why": why.get(field.name, ""),
                "examples": _examples(table, mapping.columns.get(field.name, ""), field),
                "empty": _empty(table, mapping.columns.get(field.name, "")),
            }
            for field in FILES[kind]
            if field.name not in asked
        ],
    }


def _examples(table: RawTable, heading: str, field: Field) -> list[str]:
    if heading not in table.columns or field.kind in NOT_SHOWN:
        return []
    values = table.frame[heading].drop_nulls().unique(maintain_order=True).head(EXAMPLES)
    if field.kind == "number":
        return [_number(value) for value in values]
    return (values if field.kind == "date" else shown(values)).to_list()


def _days(table: RawTable, mapping: FileMapping, field: Field) -> list[list[str]]:
    if _empty(table, mapping.columns.get(field.name, "")):
        return []
    return days.readings(mapping.dates.get(field.name, ""))


def _empty(table: RawTable, heading: str) -> bool:
    return heading in table.columns and table.frame[heading].null_count() == table.frame.height


def _number(text: str) -> str:
    """Six digits are enough to recognise a column by, and too few to name anybody."""
    try:
        return f"{float(text):.6g}"
    except ValueError:
        return _blotted(text)


def _question(one: Question) -> dict[str, Any]:
    return {
        "key": list(one.key),
        "text": _told(one),
        "choices": [[word, _blotted(meaning)] for word, meaning in one.choices],
        "guess": one.guess,
        "examples": list(one.examples) if one.part == "dates" else [_blotted(value) for value in one.examples],
        "rows": one.rows,
        "open_choice": one.open_choice,
    }


def _told(one: Question) -> str:
    """The question; a value in it may be anything where the column is another than it should be."""
    return one.text.replace(repr(one.value), repr(_blotted(one.value))) if one.value else one.text


def _blotted(text: str) -> str:
    return str(shown(pl.Series([text], dtype=pl.String))[0])
