"""The columns of one file: proposed, decided by an answer, or asked about."""

from collections.abc import Mapping as Answers
from dataclasses import dataclass

from babyhubs.intake.columns import Choice, Context, choose
from babyhubs.intake.contents import Column
from babyhubs.intake.fields import FILES, Field
from babyhubs.intake.mapping import UNDECIDED
from babyhubs.intake.question import Explanation, Key, Question

NOT_THERE = ""
MOST_HEADINGS = 40  # named in a question


@dataclass(frozen=True)
class ProposedColumns:
    """entries: field -> heading, or "?" where it must be asked. guesses: field -> heading with the best guess for these."""

    entries: dict[str, str]
    guesses: dict[str, str]
    questions: tuple[Question, ...]
    explanations: tuple[Explanation, ...]


def propose(
    file: str, columns: list[Column], context: Context, answers: Answers[Key, str], wanted: set[str]
) -> ProposedColumns:
    """A heading for every wanted field that has one."""
    decided = {field: heading for (at, part, field, _), heading in answers.items() if (at, part) == (file, "columns")}
    # a column that somebody has given to a field competes for no other
    free = [column for column in columns if column.heading not in set(decided.values())]
    choices = choose(file, free, context)
    entries, guesses = {}, {}
    questions, explanations = [], []
    for field in FILES[file]:
        if field.name not in wanted:
            continue
        if field.name in decided:
            if decided[field.name] != NOT_THERE:
                entries[field.name] = guesses[field.name] = decided[field.name]
            continue
        choice = choices.get(field.name)
        if choice is None:
            continue
        guesses[field.name] = choice.best.heading
        entries[field.name] = choice.best.heading if choice.certain else UNDECIDED
        if choice.certain:
            explanations.append(Explanation(file, "columns", field.name, "", choice.best.why))
        else:
            questions.append(_which(file, field, choice, columns))
    for field in _missing(file, entries, decided, wanted):
        entries[field.name] = UNDECIDED
        questions.append(_none(file, field, columns))
    entries = {field.name: entries[field.name] for field in FILES[file] if field.name in entries}
    return ProposedColumns(entries, guesses, tuple(questions), tuple(explanations))


def _which(file: str, field: Field, choice: Choice, columns: list[Column]) -> Question:
    by_heading = {column.heading: column for column in columns}
    best = by_heading[choice.best.heading]
    if choice.rivals:
        others = ", ".join(repr(rival.heading) for rival in choice.rivals)
        text = f"Which column is: {field.label}? {best.heading!r} fits best, and {others} fits nearly as well."
    else:
        text = f"Is column {best.heading!r} this: {field.label}? {choice.best.why}"
    return _question(file, field, text, columns, best.heading, best)


def _none(file: str, field: Field, columns: list[Column]) -> Question:
    there = ", ".join(column.heading for column in columns[:MOST_HEADINGS])
    there += f" and {len(columns) - MOST_HEADINGS} more" if len(columns) > MOST_HEADINGS else ""
    text = f"Which column is: {field.label}? It is needed, and none was found. The headings are: {there}."
    if field.one_of:
        text = "Which column says where the family lives (a postcode or a small area code)? None was found. "
        text += f"The headings are: {there}."
    return _question(file, field, text, columns, UNDECIDED, None)


def _question(file: str, field: Field, text: str, columns: list[Column], guess: str, best: Column | None) -> Question:
    choices = tuple((column.heading, _glance(column)) for column in columns)
    if not field.required:
        choices = (*choices, (NOT_THERE, "not in this file"))
    examples = tuple(best.counts["text"].head(3)) if best else ()
    return Question(file, "columns", field.name, "", text, choices, guess, examples, best.filled if best else 0)


def _glance(column: Column) -> str:
    values = column.counts["text"].head(3).to_list()
    return "such as " + ", ".join(values) if values else "empty"


def _missing(file: str, entries: dict[str, str], decided: dict[str, str], wanted: set[str]) -> list[Field]:
    """Required fields without a column, and the first of those that may stand for each other."""
    missing = []
    groups = {field.one_of for field in FILES[file] if field.one_of}
    filled = {field.one_of for field in FILES[file] if field.one_of and field.name in entries}
    for field in FILES[file]:
        if field.name not in wanted or field.name in entries:
            continue
        if field.required:
            missing.append(field)
        elif field.one_of in groups - filled and field.name not in decided:
            filled.add(field.one_of)
            missing.append(field)
    return missing
