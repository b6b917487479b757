"""`babyhubs discuss passages`: every coded passage, with its code, its place and its exact words."""

import json
from pathlib import Path

import typer

from babyhubs.commands.discuss import options
from babyhubs.commands.terminal import out
from babyhubs.discussions.passages import passages as all_passages
from babyhubs.discussions.project import open_project


def passages(project: Path = options.PROJECT, as_json: bool = options.JSON) -> None:
    """List code, source, start, end, quote and GUID of every coding.

    Example: babyhubs discuss passages hub-talks.discussions --json
    """
    with open_project(project) as opened:
        rows = all_passages(opened)
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        quote = row["quote"] if row["quote"] is not None else f"({row['state']})"
        out.print(f"{row['source']} {row['start']}-{row['end']}  {row['code_path']}\n    {quote}", markup=False)
    out.print(f"{len(rows):,} codings.", markup=False)
