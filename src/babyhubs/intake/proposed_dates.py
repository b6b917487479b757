"""The day formats of one file's date columns."""

from collections.abc import Mapping as Answers
from dataclasses import dataclass

from babyhubs.intake import dates
from babyhubs.intake.contents import Column
from babyhubs.intake.fields import FILES, Field
from babyhubs.intake.mapping import UNDECIDED
from babyhubs.intake.question import Explanation, Key, Question


@dataclass(frozen=True)
class ProposedDates:
    """entries: field -> format, "?" where the order of day and month must be asked."""

    entries: dict[str, str]
    questions: tuple[Question, ...]
    explanations: tuple[Explanation, ...]


def propose(file: str, used: dict[str, Column], answers: Answers[Key, str]) -> ProposedDates:
    """A format for every date field that has a column; columns without evidence follow the others of the file."""
    fields = [field for field in FILES[file] if field.kind == "date" and field.name in used]
    alone = {field.name: dates.find(used[field.name].series) for field in fields}
    orders = {dates.order(found.format) for found in alone.values() if found.certain} - {""}
    hint = orders.pop() if len(orders) == 1 else ""
    formats = [found.format for found in alone.values() if found.certain and found.format]
    usual = max(sorted(set(formats)), key=formats.count, default="%Y-%m-%d")
    entries: dict[str, str] = {}
    questions: list[Question] = []
    explanations: list[Explanation] = []
    for field in fields:
        key: Key = (file, "dates", field.name, "")
        found = alone[field.name]
        if hint and not found.certain and found.format:
            found = dates.find(used[field.name].series, hint)
        if key in answers:
            entries[field.name] = answers[key]
        elif not found.values:
            entries[field.name] = usual
            why = "The column is empty; this is how the other dates of the file are written."
            explanations.append(Explanation(*key, why))
        elif found.certain:
            entries[field.name] = found.format
            explanations.append(Explanation(*key, found.why + _left_over(found)))
        else:
            entries[field.name] = UNDECIDED
            questions.append(_question(key, field, used[field.name], found))
    return ProposedDates(entries, tuple(questions), tuple(explanations))


def _left_over(found: dates.Found) -> str:
    rest = found.values - found.fitting
    return f" {rest:,} of {found.values:,} values are no day in this format." if rest else ""


def _question(key: Key, field: Field, column: Column, found: dates.Found) -> Question:
    examples = tuple(column.counts["text"].head(3))
    if not found.format:
        text = f"How are the days in column {column.heading!r} ({field.label}) written? {found.why}"
        return Question(*key, text, (), UNDECIDED, examples, column.filled, open_choice=True)
    text = f"Which comes first in column {column.heading!r} ({field.label}), the day or the month? {found.why}"
    choices = tuple((reading, _in_words(reading)) for reading in (found.format, found.other))
    return Question(*key, text, choices, found.format, examples, column.filled, open_choice=True)


def _in_words(reading: str) -> str:
    return "the day first, as in 31/01/2026" if dates.order(reading) == "day" else "the month first, as in 01/31/2026"
