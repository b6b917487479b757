"""`babyhubs evaluate gap`: did changing the hubs narrow the gap?"""

import json
from datetime import date
from pathlib import Path

import typer

from babyhubs.commands import evaluate_changes, evaluate_fidelity
from babyhubs.commands.arguments import day
from babyhubs.commands.evaluate_protocol import load
from babyhubs.commands.terminal import err, out
from babyhubs.errors import InputError, Refused
from babyhubs.evaluation import change_log, protocol, study
from babyhubs.evaluation.as_json import as_json, refused
from babyhubs.evaluation.beside import Beside, happened
from babyhubs.evaluation.dip import Picked
from babyhubs.evaluation.full_dose import dose_of_log, per_full_dose
from babyhubs.evaluation.gap import Answer, judge, with_placebo_outcomes
from babyhubs.evaluation.outcomes import outcomes
from babyhubs.evaluation.sentences import conclusion
from babyhubs.evaluation.within import months_of
from babyhubs.reports.evaluation import cells_file, gap_folder
from babyhubs.reports.evaluation.cells_file import file_digest


def command(
    source: Path = typer.Argument(..., help="The cells: one row a hub, month, deprivation fifth and ethnic group."),
    outcome: list[str] = typer.Option(
        [], "--outcome", help="attendance, breastfeeding ... Can be repeated. Default: all that are there."
    ),
    changes: Path | None = typer.Option(
        None, "--changes", help="The change log (hub, date, what, until) instead of a column `start`."
    ),
    first_month: str | None = typer.Option(
        None, "--first-month", help="With --changes: the day on which month 0 begins, as 2023-04-01."
    ),
    fidelity: Path | None = typer.Option(
        None, "--fidelity", help="With --changes: how much of the model was seen at a hub (hub, fidelity from 0 to 1)."
    ),
    plan: Path | None = typer.Option(
        None, "--protocol", help="The protocol that was written before the data were opened."
    ),
    digest: str = typer.Option("", "--digest", help="The digest of the protocol as it was handed out beforehand."),
    rank: str = typer.Option(
        "national", "--rank", help="national (equal fifths of England) or local (your own infants)."
    ),
    draws: int = typer.Option(
        199, "--draws", min=19, max=9999, help="How often the dates of change are dealt by chance."
    ),
    seed: int = typer.Option(1, help="The seed of these deals: the same seed, the same figures."),
    folder: Path | None = typer.Option(
        None, "--out", "-o", help="A folder for report and findings. It stays inside the service."
    ),
    json_wanted: bool = typer.Option(False, "--json", help="Say the result as JSON on standard output."),
) -> None:
    """Judge a staggered change of hubs: level, relative and absolute gap, by fifth and by ethnic group, with checks and refusals.

    Example: babyhubs evaluate gap cells.csv --outcome attendance --json
    """
    if rank not in {"national", "local"}:
        raise InputError(f"{rank!r} is not one of the choices.", where="option --rank", remedy="national, local")
    written = load(plan) if plan else None
    stamped = protocol.stamp(written, digest)
    frame = cells_file.read(source)
    asked = outcome or ([written.primary_outcome, *written.secondary_outcomes] if written else [])
    door = study.refused_at_the_door(frame)
    if door:
        if json_wanted:
            typer.echo(json.dumps(refused(door, asked or ["attendance"], stamped), ensure_ascii=False))
        raise Refused(door[0].sentence, where=str(source), remedy=door[0].remedy)
    entries = evaluate_changes.read(changes) if changes else []
    first = _first(entries, first_month)
    if fidelity and not entries:
        raise InputError("Fidelity needs the log of changes.", where="option --fidelity", remedy="Add --changes.")
    if written and first is None:
        err.print(
            "All months of the table are used: --first-month would say which are those of the protocol.", markup=False
        )
    seen = evaluate_fidelity.read(fidelity) if fidelity else None
    frame, _ = months_of(frame, written, first, str(source))
    read = study.study(frame, str(source), entries, first)
    picked: Picked = written.hubs_picked if written else ""
    ranked = written.rank if written else rank
    answers = [
        judge(read, outcomes()[name], draws, seed, ranked, picked=picked) for name in _chosen(read, asked, str(source))
    ]
    tried: tuple[Answer, ...] = ()
    if written and written.placebo_outcomes:
        there = {one.name for one in read.available}
        tried = tuple(
            judge(read, outcomes()[name], 0, seed, written.rank, checks=False, picked=picked)
            for name in written.placebo_outcomes
            if name in there
        )
        answers = [with_placebo_outcomes(answer, tried) for answer in answers]
    beside = Beside(unmoved=tried)
    if entries and first:
        evaluate_fidelity.check(seen, read.hubs, str(fidelity))
        dose = dose_of_log(read, entries, first, seen, "as well kept to as 1 in the table of fidelity")
        doses = {one.outcome.name: per_full_dose(read, one, dose, ranked) for one in answers}
        beside = Beside({name: one for name, one in doses.items() if one}, tried, happened(entries, read, first))
    said = as_json(read, answers, stamped, beside)
    if folder:
        gap_folder.write(folder, answers, said, _period(first), file_digest(source), beside)
    if json_wanted:
        typer.echo(json.dumps(said, ensure_ascii=False, allow_nan=False))
    else:
        _say(answers, stamped["status"])
    _end(answers, str(source))


def _first(entries: list[change_log.Entry], text: str | None) -> date | None:
    first = day(text, "--first-month")
    if entries and first is None:
        raise InputError(
            "With a change log the program must know when month 0 began.", where="option --first-month",
            remedy="Say for instance --first-month 2023-04-01.",
        )  # fmt: skip
    return first


def _period(first: date | None) -> str:
    return "months as numbered in the table" if first is None else f"from {first.isoformat()}"


def _chosen(read: study.Study, asked: list[str], where: str) -> list[str]:
    there = [one.name for one in read.available]
    if not there:
        raise InputError(
            "The table has no outcome.",
            where=where,
            remedy="For attendance, name the columns `contacts` and `infants`.",
        )
    for name in asked:
        if name not in outcomes():
            raise InputError(f"{name!r} is not an outcome.", where="option --outcome", remedy=", ".join(outcomes()))
        if name not in there:
            one = outcomes()[name]
            raise InputError(
                f"The table does not carry {one.label}.",
                where=where,
                remedy=f"Add the columns {one.events} and {one.exposure}.",
            )
    return asked or there


def _say(answers: list[Answer], status: str) -> None:
    for answer in answers:
        out.print(f"{answer.outcome.label.capitalize()} ({answer.outcome.rate})", markup=False)
        for one in answer.estimates:
            figure = "no figure" if one.estimate is None else f"{one.estimate:.3f}"
            limits = "" if one.lower is None or one.upper is None else f" ({one.lower:.3f} to {one.upper:.3f})"
            name = f"{one.estimand} {one.group}".strip()
            out.print(f"  {name:<34} {figure}{limits}  {one.status}", markup=False)
        out.print(f"  {conclusion(answer)}", markup=False)
    if status == "exploratory":
        err.print("Exploratory: no protocol was fixed before the data were opened.", markup=False)


def _end(answers: list[Answer], where: str) -> None:
    """A part refused is still exit code 3: a scheduler sees nothing else."""
    for answer in answers:
        without = [one for one in answer.estimates if one.status == "refused" and not one.group]
        if without:
            why = [one for one in answer.problems if one.sentence in without[0].why]
            raise Refused(
                without[0].why[0], where=f"{where}: {answer.outcome.label}", remedy=why[0].remedy if why else ""
            )
