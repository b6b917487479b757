"""`babyhubs discuss export`: a project out, for other programs or for readers."""

import json
from pathlib import Path

import typer

from babyhubs.commands.discuss import options
from babyhubs.commands.terminal import out
from babyhubs.disclosure.profiles import DEFAULT, profile
from babyhubs.discussions.findings import findings
from babyhubs.discussions.load import codes, load
from babyhubs.discussions.project import Project, open_project
from babyhubs.discussions.receipt import Receipt
from babyhubs.discussions.refi.write import codebook_bytes, project_bytes
from babyhubs.discussions.telling import tell
from babyhubs.errors import InputError

FORMS = ("qdpx", "qdc", "docx", "xlsx", "html", "findings")
SUFFIX = {"findings": "findings.json"}


def command(
    project: Path = options.PROJECT,
    form: str = typer.Option(
        ..., "--as", help="For other programs: qdpx (project), qdc (codebook). For readers: docx, xlsx, html, findings."
    ),
    target: Path | None = typer.Option(None, "--out", "-o", help="The file to write. Default: beside the project."),
    by: str = typer.Option("", "--by", help="Attribute by which a report compares groups."),
    rules: str = typer.Option(
        DEFAULT, "--profile", help="Disclosure profile of a report; internal shows every person's row."
    ),
    answers: Path | None = typer.Option(None, "--answers", help="JSON file with answers to COREQ items, by number."),
    unique_names: bool = typer.Option(
        False, "--unique-names", help="Make the names of codes unique, for programs that know a code by its name."
    ),
    key: Path | None = options.KEY,
    as_json: bool = options.JSON,
) -> None:
    """Write the project for other programs, or as a report. A report with a name, a withdrawn consent or an altered quote is refused.

    Example: babyhubs discuss export hub-talks.discussions --as docx --by "Main language" --key safe/names.key
    """
    if form not in FORMS:
        raise InputError(
            f"{form!r} is not a form to export.", where="option --as", remedy="Use " + ", ".join(FORMS) + "."
        )
    place = target or project.with_suffix(f".{SUFFIX.get(form, form)}")
    if place.exists() and place.samefile(project):
        raise InputError("That is the project itself.", where=str(place), remedy="Name another file with --out.")
    receipt = Receipt(place.name)
    with open_project(project) as opened:
        if form == "qdc":
            content = codebook_bytes(codes(opened), unique_names=unique_names)
        elif form == "qdpx":
            content = project_bytes(load(opened, receipt), receipt, unique_names=unique_names)
        else:
            content = _report(opened, form, rules, by, answers, options.read_key(key, project))
    partial = place.with_name(f".{place.name}.partial")
    partial.write_bytes(content)
    partial.replace(place)
    if as_json:
        typer.echo(json.dumps({"file": str(place), **receipt.to_json()}, ensure_ascii=False))
        return
    for line in receipt.lines()[1:]:
        out.print(line.replace("Not read:", "Left out:"), markup=False)
    out.print(f"Written: {place}", markup=False)


def _report(opened: Project, form: str, rules: str, by: str, answers: Path | None, key: bytes | None) -> bytes:
    chosen = profile(rules)
    told = tell(opened, chosen, key, by, answers=_answers(answers))
    if form == "findings":
        found = [one.to_json() for one in findings(opened, told, chosen)]
        return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()
    if form == "html":
        from babyhubs.reports.discussions.page import page  # noqa: PLC0415 - charts are slow to import

        return page(told).encode()
    if form == "docx":
        from babyhubs.reports.discussions.document import document  # noqa: PLC0415 - so is Word

        return document(told)
    from babyhubs.reports.discussions.workbook import workbook  # noqa: PLC0415

    return workbook(told)


def _answers(path: Path | None) -> dict[int, str]:
    if path is None:
        return {}
    try:
        return {int(number): str(text) for number, text in json.loads(path.read_text(encoding="utf-8")).items()}
    except (ValueError, AttributeError, OSError) as error:
        raise InputError(
            "The answers cannot be read.",
            where=str(path),
            remedy='Write JSON such as {"1": "The health visitor lead."}.',
        ) from error
