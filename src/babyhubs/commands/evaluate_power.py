"""`babyhubs evaluate power`: what could a roll-out of the remaining hubs detect?"""

import json
from dataclasses import asdict
from pathlib import Path

import typer

from babyhubs.commands.terminal import out
from babyhubs.errors import InputError
from babyhubs.evaluation import power, power_findings, study
from babyhubs.evaluation.outcomes import outcomes
from babyhubs.evaluation.scope import FEWEST_HUBS, FEWEST_MONTHS_BEFORE
from babyhubs.reports.evaluation import power_folder
from babyhubs.reports.evaluation.cells_file import file_digest, read


def command(
    source: Path = typer.Argument(..., help="The cells, as for `gap`: only months before any change are used."),
    starts: str = typer.Option(
        "12,16,20", "--starts", help="Months of the new study in which a wave changes, with commas between."
    ),
    hubs: str = typer.Option(
        "", "--hubs", help="Hubs in each wave, with commas between. Default: all hubs shared out."
    ),
    never: int = typer.Option(3, "--never", min=0, help="Hubs that stay unchanged."),
    months: int = typer.Option(30, "--months", min=12, max=120, help="Length of the new study."),
    level: list[float] = typer.Option([1.1, 1.2], "--level", help="Rate ratios to look for. Can be repeated."),
    gap: list[float] = typer.Option(
        [1.2, 1.5], "--gap", help="Ratios of relative indices to look for. Can be repeated."
    ),
    tries: int = typer.Option(200, "--tries", min=20, max=5000, help="Simulated roll-outs for each size."),
    seed: int = typer.Option(1, help="Another seed is another set of roll-outs."),
    folder: Path | None = typer.Option(
        None,
        "--out",
        "-o",
        help="A folder for power.csv, and for findings.json that a bid can cite. No counts are in it.",
    ),
    json_wanted: bool = typer.Option(False, "--json", help="Say the result as JSON on standard output."),
) -> None:
    """Say how often a change of a given size would be shown, with this service's own hubs, months and babies. For the bid.

    Example: babyhubs evaluate power cells.csv --starts 12,16,20 --never 3 --months 30 --level 1.1 --gap 1.3
    """
    found = study.study(read(source), str(source))
    records = found.by_fifth(outcomes()["attendance"])
    waves = _numbers(starts, "--starts")
    sizes = _numbers(hubs, "--hubs") if hubs else _shared_out(len(records.hubs) - never, len(waves))
    plan = power.Plan(waves, sizes, never, months)
    _check(plan)
    effects = ((1.0, 1.0), *((one, 1.0) for one in level), *((1.0, one) for one in gap))
    results = power.simulate_power(records, plan, effects, tries, seed)
    events, exposure = (records.before * one.sum(axis=0) for one in (records.events, records.exposure))
    share, between, within = power.intra_hub_correlation(events, exposure)
    rate = float(events.sum() / exposure.sum())
    wedge = {str(one): power.stepped_wedge_power(plan, rate * (one - 1), between, within) for one in level}
    if folder:
        handed_on = power_findings.findings(results, plan, "service evaluation", (file_digest(source),))
        power_folder.write(folder, results, [one for _, one in handed_on], asdict(plan))
    if json_wanted:
        said = {
            "schema": "babyhubs-power/1", "plan": asdict(plan), "intra_hub_correlation": share, "rate": rate,
            "results": [asdict(one) for one in results], "stepped_wedge_power_by_level": wedge,
        }  # fmt: skip
        typer.echo(json.dumps(said, ensure_ascii=False))
        return
    out.print(
        f"{sum(sizes)} hubs change in {len(waves)} waves, {never} do not, {months} months, {tries} simulated roll-outs a row.",
        markup=False,
    )
    for one in results:
        if one.false_alarm:
            out.print(
                f"  no change at all: shown by mistake, level {one.power_level:.0%}, gap {one.power_gap:.0%}",
                markup=False,
            )
        elif one.gap == 1.0:
            out.print(f"  attendance x {one.level:g}: shown in {one.power_level:.0%} of roll-outs", markup=False)
        else:
            out.print(f"  relative gap x {one.gap:g}: shown in {one.power_gap:.0%} of roll-outs", markup=False)
    out.print(f"  The hubs' rates are alike within a hub: correlation {share:.2f}.", markup=False)
    for size, value in wedge.items():
        out.print(f"  Closed form of a stepped wedge for attendance x {size}: {value:.0%}", markup=False)


def _check(plan: power.Plan) -> None:
    if len(plan.hubs) != len(plan.starts):
        raise InputError(
            "Waves and hubs do not match.",
            where="options --starts and --hubs",
            remedy="Give one number of hubs for each wave.",
        )
    if min(plan.starts) < FEWEST_MONTHS_BEFORE or max(plan.starts) >= plan.months:
        raise InputError(
            f"A wave must start from month {FEWEST_MONTHS_BEFORE} on and before the end.", where="option --starts",
            remedy="Leave every hub some months of its own to compare with.",
        )  # fmt: skip
    if sum(plan.hubs) + plan.never < FEWEST_HUBS:
        raise InputError(
            f"At least {FEWEST_HUBS} hubs are needed.",
            where="options --hubs and --never",
            remedy="Plan with more hubs.",
        )


def _numbers(text: str, option: str) -> tuple[int, ...]:
    try:
        found = tuple(int(part) for part in text.split(","))
    except ValueError as error:
        raise InputError(
            f"{text!r} is not a list of numbers.", where=f"option {option}", remedy="Write 12,16,20."
        ) from error
    if not found or min(found) < 1:
        raise InputError(f"{text!r} holds a number below 1.", where=f"option {option}", remedy="Write 12,16,20.")
    return found


def _shared_out(hubs: int, waves: int) -> tuple[int, ...]:
    if hubs < waves:
        raise InputError(
            "There are fewer hubs than waves.", where="options --never and --starts", remedy="Plan fewer waves."
        )
    return tuple(hubs // waves + (number < hubs % waves) for number in range(waves))
