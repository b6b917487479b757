"""`babyhubs discuss agreement | matrix | saturation | heard | frame`: what the coded texts say."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer

from babyhubs.commands.discuss import options
from babyhubs.commands.terminal import out
from babyhubs.discussions import agreement as agreeing
from babyhubs.discussions import frame as framing
from babyhubs.discussions import heard as hearing
from babyhubs.discussions.matrix import counts as count_people
from babyhubs.discussions.matrix import matrix as whole_matrix
from babyhubs.discussions.project import open_project
from babyhubs.discussions.saturation import saturation as saturate
from babyhubs.errors import InputError
from babyhubs.reports.discussions.tables import figure

BY = typer.Option("", "--by", help="Attribute by which groups are compared.")
FINDINGS = typer.Option(None, "--findings", help="The findings.json of an audit.")
INSIDE = "Exact counts: for use inside the service. What leaves is written by `babyhubs discuss export`."


def agreement(
    project: Path = options.PROJECT,
    coder: list[str] = typer.Option([], "--coder", help="Two coders by name. Default: the two who coded most."),
    seed: int = typer.Option(0, "--seed", help="For the limits, which come from resampling discussions."),
    as_json: bool = options.JSON,
) -> None:
    """How far two people agree who coded the same texts: kappa, alpha, AC1, begin and end, with limits.

    Example: babyhubs discuss agreement hub-talks.discussions --json
    """
    with open_project(project) as opened:
        found = agreeing.agreement(opened, _pair(agreeing.coders(opened), coder), seed=seed)
    if as_json:
        _json(asdict(found))
        return
    out.print(f"{found.coders[0]} and {found.coders[1]}: {found.texts:,} texts, {found.turns:,} turns.", markup=False)
    for one in found.codes:
        out.print(
            f"{one.name}: same {figure(one.percent)}; kappa {figure(one.kappa)}; alpha {figure(one.alpha)}; AC1 {figure(one.ac1)}; "
            f"begin and end {figure(one.where)}",
            markup=False,
        )
    out.print(
        f"Sets of codes (alpha, MASI): {figure(found.sets)}. Begin and end, all codes: {figure(found.where)}.",
        markup=False,
    )


def _pair(known: list[tuple[str, str]], named: list[str]) -> tuple[str, str] | None:
    if not named:
        return None
    found = [guid for name in named for guid, label in known if name in {guid, label}]
    if len(named) != 2 or len(found) != 2:
        told = ", ".join(label for _, label in known)
        raise InputError("Name two coders.", where="option --coder", remedy=f"These coded: {told}.")
    return found[0], found[1]


def matrix(project: Path = options.PROJECT, by: str = BY, as_json: bool = options.JSON) -> None:
    """Who spoke of what: person by dimension, and people of each group by dimension, empty cells explained.

    Example: babyhubs discuss matrix hub-talks.discussions --by "Main language" --json
    """
    with open_project(project) as opened:
        table = whole_matrix(opened)
        rows = count_people(opened, by or None, table)
    if as_json:
        cells = [
            {"person": label, "dimension": name, **asdict(table.cells[key, column])}
            for key, label in table.rows
            for column, name in table.columns
        ]
        _json({"counts": [asdict(one) for one in rows], "cells": cells})
        return
    for one in rows:
        words = f"{one.spoke} of {one.people}" if one.spoke else one.status
        out.print(
            f"{one.dimension_name} | {one.group}: {words} (barrier {one.barrier}, facilitator {one.facilitator})",
            markup=False,
        )
    out.print(INSIDE, markup=False)


def saturation(
    project: Path = options.PROJECT, by: str = BY, seed: int = typer.Option(0, "--seed", help="For the orders of people."),
    as_json: bool = options.JSON,
) -> None:  # fmt: skip
    """Have we heard enough: new codes as people are added, for everybody and in each group.

    Example: babyhubs discuss saturation hub-talks.discussions --by "Main language"
    """
    with open_project(project) as opened:
        found = saturate(opened, by or None, seed=seed)
    if as_json:
        _json([asdict(one) for one in found])
        return
    for one in found:
        new = "" if one.last is None else f"; new in the last two people: {100 * one.last:.0f}%"
        out.print(f"{one.group}: {one.people} people, {one.codes} codes: {one.verdict}{new}", markup=False)


def heard(
    project: Path = options.PROJECT,
    findings: Path | None = FINDINGS,
    who: str = options.WHO,
    as_json: bool = options.JSON,
) -> None:
    """Who have we not heard from: families whom the audit knows, beside the people who took part.

    Example: babyhubs discuss heard hub-talks.discussions --findings answer/findings.json
    """
    with open_project(project) as opened:
        if findings is not None:
            hearing.learn_groups(opened, _findings(findings), options.person(who), options.now())
        found = hearing.heard(opened)
        unknown = hearing.not_known(opened)
    if as_json:
        _json({"groups": [asdict(one) for one in found], "not_known": unknown})
        return
    for one in found:
        eligible = "*" if one.eligible is None else f"{one.eligible:,}"
        out.print(
            f"{one.attribute} | {one.group}: {one.people} people of {eligible} families: {one.status}", markup=False
        )
    for name, number in unknown.items():
        if number:
            out.print(f"{name}: not known of {number} people.", markup=False)


def frame(
    project: Path = options.PROJECT,
    findings: Path | None = FINDINGS,
    area: list[str] = typer.Option([], "--area", help="An area. Can be repeated."),
    use: list[str] = typer.Option(
        ["never", "stopped"], "--use", help="never, once, stopped or regular. Can be repeated."
    ),
    target: int = typer.Option(3, "--target", help="How many people to hear in each row."),
    route: str = typer.Option("health visitor", "--route", help="The way in."),
    who: str = options.WHO,
    as_json: bool = options.JSON,
) -> None:
    """Whom to ask, because of what the audit found: rows of group, area and use, each with a request to the care team.

    Example: babyhubs discuss frame hub-talks.discussions --findings answer/findings.json --area Hartcliffe
    """
    with open_project(project) as opened:
        if findings is not None:
            framing.build(
                opened,
                _findings(findings),
                options.person(who),
                options.now(),
                tuple(area) or ("",),
                tuple(use),
                target,
                route,
            )
        rows = framing.rows(opened)
    if as_json:
        _json([{**asdict(row), "request": framing.request(row)} for row in rows])
        return
    for row in rows:
        out.print(framing.request(row), markup=False)
    out.print(f"{len(rows):,} rows.", markup=False)


def _findings(path: Path) -> list[dict[str, Any]]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        rows = found["findings"] if isinstance(found, dict) else found
        return [dict(one) for one in rows]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            "The findings cannot be read.",
            where=str(path),
            remedy="Give the findings.json that `babyhubs audit` wrote.",
        ) from error


def _json(content: Any) -> None:
    typer.echo(json.dumps(content, ensure_ascii=False, indent=1))
