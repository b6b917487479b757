"""What an export probably means: a mapping, the reasons for it, and a question for whatever is not certain.

Nothing is decided out of sight. What is not certain stands as "?" in the mapping until somebody answers its question.
"""

from collections.abc import Collection
from collections.abc import Mapping as Answers
from dataclasses import dataclass

from babyhubs.intake import area_vintage, child_link, columns, proposed_codes, proposed_columns, proposed_dates
from babyhubs.intake.contents import Column, column
from babyhubs.intake.fields import FILES
from babyhubs.intake.mapping import UNDECIDED, FileMapping, Mapping
from babyhubs.intake.proposed_venues import hubs_of, propose_venues
from babyhubs.intake.question import Explanation, Key, Question
from babyhubs.intake.raw import RawTable

# Files in the order in which they help each other: hubs are known before venues are matched with them.
ORDER = ("hubs", "children", "contacts", "head_counts", "group_sessions")


@dataclass(frozen=True)
class Proposal:
    """mapping: with "?" where undecided. questions: what to ask, columns first. explanations: why the rest is so."""

    mapping: Mapping
    questions: tuple[Question, ...]
    explanations: tuple[Explanation, ...]
    tables: Answers[str, RawTable]
    answers: Answers[Key, str]

    def guesses(self) -> dict[Key, str]:
        """The proposal's own choice for every question that it has one for."""
        return {question.key: question.guess for question in self.questions if question.guess != UNDECIDED}


def propose(
    tables: Answers[str, RawTable],
    answers: Answers[Key, str] | None = None,
    only: Answers[str, Collection[str]] | None = None,
) -> Proposal:
    """Propose a mapping for the files of an export.

    answers: what is already decided, entry by entry. only: file -> the fields to look for; all where it is None.
    """
    answers = dict(answers or {})
    counted = {file: _columns(tables[file]) for file in ORDER if file in tables}
    link = child_link.find(counted.get("children", []), counted.get("contacts", []))
    files: dict[str, FileMapping] = {}
    questions: list[Question] = []
    explanations: list[Explanation] = []
    found_columns: dict[str, dict[str, Column]] = {}
    context = columns.Context()
    for file, here in counted.items():
        linked = (getattr(link, file), link.share) if link and file in {"children", "contacts"} else None
        context = columns.Context(context.hubs, linked)
        wanted = set(only[file]) if only is not None and file in only else {field.name for field in FILES[file]}
        part = proposed_columns.propose(file, here, context, answers, wanted)
        used = {
            name: by_name for name, heading in part.guesses.items() for by_name in here if by_name.heading == heading
        }
        found_columns[file] = used
        days = proposed_dates.propose(file, used, answers)
        words = proposed_codes.propose(file, used, answers)
        files[file] = FileMapping(
            layout=tables[file].layout, columns=part.entries, dates=days.entries, codes=words.entries
        )
        questions += [*part.questions, *days.questions, *words.questions]
        explanations += [*part.explanations, *days.explanations, *words.explanations]
        if file == "hubs":
            context = columns.Context(hubs_of(used), None)
    places = propose_venues(found_columns, context.hubs, answers, hubs_given="hubs" in tables)
    vintage, about_areas, why = _area_vintage(found_columns.get("children", {}), answers)
    mapping = Mapping(
        files={file: files[file] for file in FILES if file in files}, venues=places.entries, area_vintage=vintage
    )
    order = {part: place for place, part in enumerate(("columns", "dates", "area_vintage", "codes", "venues"))}
    asked = sorted([*questions, *about_areas, *places.questions], key=lambda question: order[question.part])
    return Proposal(mapping, tuple(asked), (*explanations, *why, *places.explanations), tables, answers)


def answer(proposal: Proposal, choices: Answers[Key, str]) -> Proposal:
    """The proposal with these questions answered. A column chosen may bring questions of its own: its days and codes."""
    return propose(proposal.tables, {**proposal.answers, **choices})


def _columns(table: RawTable) -> list[Column]:
    return [column(heading, table.frame[heading]) for heading in table.columns]


def _area_vintage(
    children: dict[str, Column], answers: Answers[Key, str]
) -> tuple[int | None, list[Question], list[Explanation]]:
    if "area" not in children:
        return None, [], []
    key: Key = ("children", "area_vintage", "", "")
    if key in answers:
        return int(answers[key]), [], []
    found = area_vintage.find(children["area"])
    if found.certain:
        return int(found.word), [], [Explanation(*key, found.why)]
    text = f"Of which census are the small areas in column {children['area'].heading!r}? {found.why}"
    choices = (("2011", "LSOAs of 2011"), ("2021", "LSOAs of 2021"))
    examples = tuple(children["area"].counts["text"].head(3))
    return None, [Question(*key, text, choices, found.word, examples, children["area"].filled)], []
