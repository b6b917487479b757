"""The codes of one file: every distinct value of every code field with its meaning."""

from collections.abc import Mapping as Answers
from dataclasses import dataclass

from babyhubs.intake import code_values
from babyhubs.intake.contents import Column
from babyhubs.intake.fields import FILES, WORDS, Field
from babyhubs.intake.mapping import UNDECIDED
from babyhubs.intake.question import Explanation, Key, Question
from babyhubs.reference import codes


@dataclass(frozen=True)
class ProposedCodes:
    """entries: field -> value -> word, "?" where it must be asked."""

    entries: dict[str, dict[str, str]]
    questions: tuple[Question, ...]
    explanations: tuple[Explanation, ...]


def propose(file: str, used: dict[str, Column], answers: Answers[Key, str]) -> ProposedCodes:
    """Meanings for the values in the file, and for values decided earlier that it does not hold this time."""
    entries: dict[str, dict[str, str]] = {}
    questions: list[Question] = []
    explanations: list[Explanation] = []
    for field in FILES[file]:
        if field.kind != "code" or field.name not in used:
            continue
        decided = {
            value: word
            for (at, part, name, value), word in answers.items()
            if (at, part, name) == (file, "codes", field.name)
        }
        column = used[field.name]
        found = code_values.recognise(field.name, column.counts["text"].to_list(), column.heading)
        words = dict(decided)
        for value, rows in column.counts.iter_rows():
            if value in decided:
                continue
            guess = found[value]
            key: Key = (file, "codes", field.name, value)
            words[value] = guess.word if guess.certain else UNDECIDED
            if guess.certain:
                explanations.append(Explanation(*key, guess.why, guess.obvious))
            else:
                text = f"What does {value!r} in column {column.heading!r} ({field.label}) mean? {guess.why}"
                questions.append(Question(*key, text, choices(field), guess.word, (value,), rows))
        entries[field.name] = dict(sorted(words.items()))
    return ProposedCodes(entries, tuple(questions), tuple(explanations))


def choices(field: Field) -> tuple[tuple[str, str], ...]:
    """What a value of this field may mean."""
    if field.name == "ethnic_category":
        categories = codes.ethnic_categories().select("code", "label").iter_rows()
        return tuple((code, label) for code, label in (*categories, *codes.ethnic_details().iter_rows()))
    if field.name == "language":
        return (*codes.languages().iter_rows(), ("", "not recorded"))
    said = tuple((word, word.replace("_", " ")) for word in WORDS[field.name])
    return said if "unknown" in WORDS[field.name] else (*said, ("", "not recorded"))
