"""`babyhubs panel account`: what the panel did and changed, drafted from its log for the bid and for parents."""

from pathlib import Path

import typer

from babyhubs.commands.arguments import day, today
from babyhubs.disclosure.profiles import DEFAULT, profile
from babyhubs.errors import InputError
from babyhubs.panel.involvement_log import read
from babyhubs.reports.panel.account import text


def command(
    log: Path = typer.Argument(..., help="The log as CSV: line, day, kind, text, group, people, community, pounds."),
    out: Path = typer.Option(..., "--out", "-o", help="The file for the drafts, as Markdown."),
    profile_name: str = typer.Option(DEFAULT, "--profile", help="The disclosure profile of counts of people."),
    as_of: str | None = typer.Option(None, "--as-of", help="The day on which touches are counted. Default: today."),
) -> None:
    """Draft GRIPP2 (short form), the six UK Standards, the recruitment flow and "you said, we did" from the log.

    Example: babyhubs panel account log.csv -o involvement.md
    """
    if out.exists():
        raise InputError("The file is there already.", where=str(out), remedy="Name another file.")
    out.write_text(text(read(log), profile(profile_name), day(as_of, "--as-of") or today()), encoding="utf-8")
