"""`babyhubs discuss export`: a project out, for other programs or for readers."""

import json
from pathlib import Path

import typer

from babyhubs.commands.discuss import options
from babyhubs.commands.terminal import out
from babyhubs.discussions.load import codes, load
from babyhubs.discussions.project import open_project
from babyhubs.discussions.receipt import Receipt
from babyhubs.discussions.refi.write import codebook_bytes, project_bytes
from babyhubs.errors import InputError

FORMS = ("qdpx", "qdc")


def command(
    project: Path = options.PROJECT,
    form: str = typer.Option(..., "--as", help="qdpx (whole project) or qdc (codebook)."),
    target: Path | None = typer.Option(None, "--out", "-o", help="The file to write. Default: beside the project."),
    unique_names: bool = typer.Option(
        False, "--unique-names", help="Make the names of codes unique, for programs that know a code by its name."
    ),
    as_json: bool = options.JSON,
) -> None:
    """Write the project for other programs, or as a report.

    Example: babyhubs discuss export hub-talks.discussions --as qdpx --out hub-talks.qdpx
    """
    if form not in FORMS:
        raise InputError(
            f"{form!r} is not a form to export.", where="option --as", remedy="Use " + ", ".join(FORMS) + "."
        )
    place = target or project.with_suffix(f".{form}")
    receipt = Receipt(place.name)
    with open_project(project) as opened:
        if form == "qdc":
            content = codebook_bytes(codes(opened), unique_names=unique_names)
        else:
            content = project_bytes(load(opened), receipt, unique_names=unique_names)
    partial = place.with_name(f".{place.name}.partial")
    partial.write_bytes(content)
    partial.replace(place)
    if as_json:
        typer.echo(json.dumps({"file": str(place), **receipt.to_json()}, ensure_ascii=False))
        return
    for line in receipt.lines()[1:]:
        out.print(line, markup=False)
    out.print(f"Written: {place}", markup=False)
