"""`babyhubs map`: learn the columns, codes, days and venues of an export once."""

import json
from pathlib import Path

import typer
from rich.prompt import Prompt

from babyhubs.commands import arguments
from babyhubs.commands.terminal import err, out, steps
from babyhubs.errors import InputError
from babyhubs.intake import mapping as mappings
from babyhubs.intake import mapping_file
from babyhubs.intake.fields import FILES
from babyhubs.intake.mapping import UNDECIDED, Mapping
from babyhubs.intake.proposal import Proposal, answer, propose
from babyhubs.intake.question import Key, Question
from babyhubs.intake.raw import RawTable
from babyhubs.intake.reuse import extend
from babyhubs.intake.sources import Sources, read_all

EXAMPLE = "Example: babyhubs map children.csv contacts.csv --hubs hubs.csv -o map.toml"
MOST_SHOWN = 10


def command(
    children: Path = arguments.CHILDREN,
    contacts: Path = arguments.CONTACTS,
    target: Path = typer.Option(..., "-o", "--out", help="The mapping file to write. It is reused next month."),
    hubs: Path | None = arguments.HUBS,
    head_counts: Path | None = arguments.HEAD_COUNTS,
    group_sessions: Path | None = arguments.GROUP_SESSIONS,
    former: Path | None = typer.Option(
        None, "--mapping", help="Last month's mapping file: what it decided stays, only what is new is asked."
    ),
    sheets: list[str] = typer.Option(
        [], "--sheet", help='The sheet of a workbook that holds several tables, as children="Sheet name".'
    ),
    ask: bool | None = typer.Option(
        None,
        "--ask/--no-ask",
        help="Ask on the terminal, or write what is not certain as ?. Default: ask on a terminal.",
    ),
    as_json: bool = arguments.JSON,
) -> None:
    """Learn what the columns, codes, dates and venue names of an export mean, and save it.

    What is certain is shown with its reason. What is not certain is asked; without a terminal it is written as "?" for you to
    correct in the file.
    """
    files = arguments.sources(children, contacts, hubs, head_counts, group_sessions)
    with steps(2) as step:
        step("Reading the files")
        known = mappings.read(former) if former is not None else None
        tables = read_all(files, known, _sheets(sheets))
        step("Recognising columns, codes and venues")
        proposal = propose(tables) if known is None else extend(known, tables)
    if not as_json:
        _show(tables, proposal)
    if err.is_terminal if ask is None else ask:
        proposal = _interview(proposal)
    mapping_file.write(proposal.mapping, target, proposal)
    if as_json:
        typer.echo(
            json.dumps(
                {
                    "mapping": str(target),
                    "questions": [
                        {
                            "file": one.file, "part": one.part, "field": one.field, "value": one.value,
                            "question": one.text, "choices": [word for word, _ in one.choices], "guess": one.guess,
                        }
                        for one in proposal.questions
                    ],
                },
                ensure_ascii=False,
            )
        )  # fmt: skip
        return
    if proposal.questions:
        out.print(
            f'The mapping is in {target}. {_entries(len(proposal.questions))} not certain: look for "?" in it, '
            "correct it, and go on with `babyhubs check`.",
            markup=False,
        )
    else:
        out.print(f"The mapping is in {target}. Everything in it is decided.", markup=False)


def _sheets(given: list[str]) -> dict[str, str]:
    found = {}
    for one in given:
        file, sign, sheet = one.partition("=")
        if not sign or file not in FILES:
            raise InputError(
                f"{one!r} does not name a sheet.",
                where="option --sheet",
                remedy=f'Write it as children="Sheet name". The files are {", ".join(FILES)}.',
            )
        found[file] = sheet
    return found


def settled(files: Sources, path: Path | None) -> tuple[Mapping, dict[str, RawTable]]:
    """The mapping to work with, and the files read by it: the one given, or a proposal that leaves nothing open."""
    if path is not None:
        mapping = mappings.read(path)
        return mapping, read_all(files, mapping)
    tables = read_all(files)
    proposal = propose(tables)
    if proposal.questions:
        first = proposal.questions[0]
        raise InputError(
            f"{_entries(len(proposal.questions))} not certain in these files. The first: {first.text}",
            where=_place(first),
            remedy="Run `babyhubs map` on them once, answer its questions, and give the file with --mapping.",
        )
    return proposal.mapping, tables


def _show(tables: dict[str, RawTable], proposal: Proposal) -> None:
    for file, table in tables.items():
        out.print(f"[bold]{file.replace('_', ' ').capitalize()}[/bold]", end="  ")
        out.print(table.path.name, markup=False)
        for note in table.notes:
            out.print(f"  {note}", markup=False)
        labels = {field.name: field.label for field in FILES[file]}
        for name, heading in proposal.mapping.files[file].columns.items():
            days = proposal.mapping.files[file].dates.get(name, "")
            out.print(f"  {heading}  →  {labels[name]}{f' (written {days})' if days else ''}", markup=False)
    for one in proposal.questions[:MOST_SHOWN]:
        out.print(f"? {one.text}", markup=False)
    if len(proposal.questions) > MOST_SHOWN:
        out.print(f"? and {len(proposal.questions) - MOST_SHOWN} more", markup=False)


def _interview(proposal: Proposal) -> Proposal:
    """Ask one question at a time; an answer may bring further questions. Enter keeps what stands in brackets."""
    asked: set[Key] = set()
    while open_ones := [one for one in proposal.questions if one.key not in asked]:
        question = open_ones[0]
        asked.add(question.key)
        choice = _ask(question)
        if choice != UNDECIDED:
            proposal = answer(proposal, {question.key: choice})
    return proposal


def _ask(question: Question) -> str:
    err.print(f"\n{question.text}", markup=False)
    if question.examples:
        err.print(f"  In the file: {'; '.join(question.examples)} ({question.rows:,} rows)", markup=False)
    for word, meaning in question.choices:
        err.print(f"  {word or '(nothing)'}  {meaning}", markup=False)
    err.print(f"  {UNDECIDED}  leave it open", markup=False)
    allowed = {word for word, _ in question.choices} | {UNDECIDED}
    while True:
        given = Prompt.ask("Your answer", console=err, default=question.guess)
        given = "" if given == "(nothing)" else given.strip()
        if given in allowed or question.open_choice:
            return given
        err.print("That is not one of the answers above.", markup=False)


def _place(question: Question) -> str:
    parts = [question.file.replace("_", " ") + " file", question.field, question.value]
    return ", ".join(part for part in parts if part)


def _entries(number: int) -> str:
    return "1 entry is" if number == 1 else f"{number} entries are"
