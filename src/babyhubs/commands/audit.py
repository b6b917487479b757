"""`babyhubs audit`: which families do our hubs miss?"""

import json
from dataclasses import astuple
from enum import StrEnum
from pathlib import Path

import typer

from babyhubs.audit import rule as rules
from babyhubs.audit.window import Window
from babyhubs.commands import arguments
from babyhubs.commands.mapping import settled
from babyhubs.commands.terminal import err, out, steps
from babyhubs.disclosure.profiles import DEFAULT, profile
from babyhubs.errors import InputError
from babyhubs.intake import mapping_file
from babyhubs.intake.load import Options
from babyhubs.reference import codes
from babyhubs.reports.answer import STAGES, Answer, Question, answer, write
from babyhubs.reports.folder import check_replaceable
from babyhubs.reports.sentences import headline

EXAMPLE = (
    "Example: babyhubs audit --children children.csv --contacts contacts.csv --hubs hubs.csv "
    "--mapping map.toml --out answer"
)


class ProjectClass(StrEnum):
    """What kind of work this is; printed with every finding."""

    audit = "clinical audit"
    evaluation = "service evaluation"
    research = "research"


def command(
    children: Path = typer.Option(..., "--children", help="The export of children."),
    contacts: Path = typer.Option(..., "--contacts", help="The export of contacts."),
    hubs: Path = typer.Option(..., "--hubs", help="The table of hubs: hub, name, place, spellings."),
    folder: Path = typer.Option(..., "--out", help="The folder for the answer. It appears whole or not at all."),
    head_counts: Path | None = arguments.HEAD_COUNTS,
    group_sessions: Path | None = arguments.GROUP_SESSIONS,
    mapping: Path | None = arguments.MAPPING,
    rule: Path = typer.Option(rules.DEFAULT, "--rule", help="The rule that sorts groups, as a file with a version."),
    start: str | None = typer.Option(
        None, "--from", help="First day of the window. Default: the latest twelve months."
    ),
    end: str | None = typer.Option(None, "--to", help="Last day of the window."),
    as_of: str | None = arguments.AS_OF,
    index: int = arguments.INDEX,
    own_areas: Path | None = arguments.OWN_AREAS,
    grouping: str = typer.Option("2001", "--grouping", help="Ethnic groups as in the 2001 categories, or: census."),
    profile_name: str = typer.Option(DEFAULT, "--profile", help="Disclosure profile of everything outside `internal`."),
    key: Path = arguments.KEY,
    rules_off: list[str] = arguments.RULES_OFF,
    engine: str = typer.Option("duckdb", "--engine", help="Where the records are counted: duckdb, postgres or spark."),
    engine_address: str = typer.Option(
        "", "--engine-address", help="Address of the PostgreSQL database, or of the Spark master."
    ),
    project_class: ProjectClass = typer.Option(ProjectClass.audit, "--class", help="What kind of work this is."),
    place: str = typer.Option("", "--place", help="The name of the place or service, for the title."),
    as_json: bool = arguments.JSON,
) -> None:
    """Which families do our hubs miss, by how many, and how sure are we?

    Reads two exports and the table of hubs; writes a folder with the report. Ends with code 3 when the data cannot carry
    an answer that was asked for: the report then says why, and what would fix it.
    """
    files = arguments.sources(children, contacts, hubs, head_counts, group_sessions)
    check_replaceable(folder)
    codes.ethnic_group(grouping)
    question = Question(
        options=Options(
            key=_key(key),
            as_of=arguments.day(as_of, "--as-of") or arguments.today(),
            index_vintage=index,
            areas=arguments.area_table(index, own_areas),
            rules=arguments.rules_off(rules_off),
        ),
        rule=rules.read(rule),
        window=_window(start, end),
        grouping=grouping,
        profile=profile(profile_name),
        project_class=project_class.value,
        place=place,
        engine=engine,
        engine_address=engine_address,
    )
    with steps(len(STAGES)) as step:
        step(STAGES[0])
        agreed, tables = settled(files, mapping)
        mapping_file.require_decided(agreed, mapping)
        one = answer(tables, agreed, question, step)
        write(one, question, folder, step)
    report(one, folder, as_json)
    if one.result.refusals.height:
        raise typer.Exit(3)


def report(one: Answer, folder: Path, as_json: bool) -> None:
    """What the terminal is told: the headline, what was refused, where the report is. All of it released."""
    refusals = list(one.released.refusals.iter_rows(named=True))
    if as_json:
        typer.echo(
            json.dumps(
                {
                    "report": str(folder / "report.html"),
                    "headline": _spoken(one),
                    "findings": len(one.findings),
                    "refusals": [{name: row[name] for name in ("scope", "reason", "remedy")} for row in refusals],
                },
                ensure_ascii=False,
            )
        )
        return
    for sentence in _spoken(one):
        out.print(sentence, markup=False)
    for row in refusals:
        err.print("[bold red]Refused:[/bold red]", end=" ")
        err.print(f"{row['reason']}\nWhat would fix it: {row['remedy']}", markup=False)
    out.print(f"The report is {folder / 'report.html'}", markup=False)


def _spoken(one: Answer) -> list[str]:
    """The headline, sentence by sentence; none where the main question was refused."""
    return [] if one.released.refused else [text for text in astuple(headline(one.released)) if text]


def _key(path: Path) -> bytes:
    key, made = arguments.provider_key(path)
    if made:
        err.print(
            f"A new key for pseudonyms was made: {path}. Keep it, and keep it apart from the results: "
            "the same key gives the same pseudonyms next month.",
            markup=False,
        )
    return key


def _window(start: str | None, end: str | None) -> Window | None:
    if start is None and end is None:
        return None
    first, last = arguments.day(start, "--from"), arguments.day(end, "--to")
    if first is None or last is None:
        raise InputError(
            "A window has two ends.",
            where="--from" if last is None else "--to",
            remedy="Give both --from and --to, or neither.",
        )
    return Window(first, last.fromordinal(last.toordinal() + 1))
