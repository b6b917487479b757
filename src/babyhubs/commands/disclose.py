"""`babyhubs disclose`: anybody's tables of counts, protected together, attacked, and written only if no attack succeeds."""

import json
from pathlib import Path

import polars as pl
import typer
import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from babyhubs import __version__
from babyhubs.commands.terminal import err, steps
from babyhubs.disclosure.dimension import TOTAL
from babyhubs.disclosure.long_family import long_family, released
from babyhubs.disclosure.long_table import Columns
from babyhubs.disclosure.profiles import DEFAULT, profile
from babyhubs.disclosure.protection import Protected, protect, release_or_refuse
from babyhubs.errors import InputError
from babyhubs.reports.folder import check_replaceable, whole_or_not_at_all

EXAMPLE = "Example: babyhubs disclose visits.csv --count families --by hub --by month --nested hub:authority --margins -o safe"


def command(
    tables: list[Path] = typer.Argument(..., help="Tables of exact counts: CSV, Excel or Parquet, one row a group."),
    count: list[str] = typer.Option(..., "--count", help="A column of counts of people. Can be repeated."),
    by: list[str] = typer.Option(..., "--by", help="A column of groups (hub, month, ethnicity). Can be repeated."),
    folder: Path = typer.Option(..., "--out", "-o", help="The folder for the protected tables."),
    rules: str = typer.Option(
        DEFAULT, "--profile", help="hes, legacy, csds-publication, tre-10, midpoint6 or internal."
    ),
    nested: list[str] = typer.Option([], "--nested", help="hub:authority says that hubs add up to authorities."),
    within: list[str] = typer.Option(
        [], "--within", help="reached:eligible says that the reached are among the eligible."
    ),
    percent: list[str] = typer.Option(
        [],
        "--percent",
        help="share:reached:eligible says that the column share is a percentage; it is worked out again.",
    ),
    groups: Path | None = typer.Option(
        None, "--groups", help="A file of more sums (rolling periods): dimension, whole, part."
    ),
    margins: bool = typer.Option(False, "--margins", help="Add the rows of all totals."),
    earlier: list[Path] = typer.Option([], "--earlier", help="A table that was published before. Can be repeated."),
    earlier_protected: bool = typer.Option(
        False,
        "--earlier-protected",
        help="Earlier tables were made by this command, so a * there may be a large count.",
    ),
    total: str = typer.Option(TOTAL, "--total", help="What a row of a total says in a column of groups."),
    rows_left_out: bool = typer.Option(
        False, "--rows-left-out", help="Groups without a row were left out. Else they have nobody in them."
    ),
    cost: str = typer.Option(
        "counts", "--cost", help="Keep few: people in hidden cells (counts) or hidden cells (cells)."
    ),
    marks_known: bool = typer.Option(
        False, "--marks-known", help="Protect also from a reader who knows which * are small counts."
    ),
    as_json: bool = typer.Option(False, "--json", help="Say the result as JSON on standard output."),
) -> None:
    """Protect tables of counts that are published together, and write them only if nobody can work out what is hidden.

    Small counts become *, and as few others as it takes that no small count follows from totals, other tables, percentages or
    earlier releases. The folder `internal` holds the attack with exact counts; it must not leave the service.

    Example: babyhubs disclose visits.csv --count families --by hub --by month --nested hub:authority --margins -o safe
    """
    columns = Columns(
        counts=tuple(count),
        by=tuple(by),
        nested=_pairs(nested, "--nested"),
        within=_pairs(within, "--within"),
        percents=_percents(percent, count),
        groups=_groups(groups) if groups else {},
        total=total,
    )
    chosen = profile(rules)
    check_replaceable(folder)
    with steps(3) as step:
        step("Reading the tables")
        long = long_family(
            _named(tables),
            columns,
            chosen,
            margins=margins,
            absent_is_zero=not rows_left_out,
            before=_named(earlier),
            before_is_plain=not earlier_protected,
        )
        step("Protecting and attacking")
        protected = release_or_refuse(protect(long.family, chosen, cost=cost, marks_known=marks_known))
        step("Writing")
        with whole_or_not_at_all(folder) as place:
            _write(released(protected, long), tables, place)
            _write_inside(protected, place)
            about = {"command": "disclose", "version": __version__, "profile": f"{chosen.name} v{chosen.version}"}
            (place / "provenance.json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
    notes = [*long.notes, *protected.reader.notes]
    if as_json:
        typer.echo(json.dumps({"loss": protected.loss(), "attack_complete": protected.attack.complete, "notes": notes}))
        return
    for line in (
        *_said(protected),
        *notes,
        f"The tables are in {folder}. The folder {folder / 'internal'} must stay inside.",
    ):
        err.print(line, markup=False)


def _said(protected: Protected) -> list[str]:
    loss = protected.loss()
    lines = [
        f"{loss['cells']:,.0f} figures: {loss['small_cells']:,.0f} hidden because they are small, "
        f"{loss['cells_hidden_to_protect']:,.0f} to protect them ({loss['people_hidden_to_protect']:,.0f} people).",
        f"The attack on {len(protected.attack.places):,} small counts, shown or not, did not succeed.",
    ]
    if protected.choice.proved:
        lines.append("No cheaper choice exists.")
    if not protected.attack.complete:
        lines.append("The tables are too many to join, so the attack used each pair's common totals only.")
    return lines


def _pairs(texts: list[str], option: str) -> dict[str, str]:
    found = {}
    for text in texts:
        first, colon, second = text.partition(":")
        if not (colon and first and second):
            raise InputError(f"{text!r} is not a pair.", where=f"option {option}", remedy="Write it as hub:authority.")
        found[first] = second
    return found


def _percents(texts: list[str], counts: list[str]) -> dict[str, tuple[str, str]]:
    found = {}
    for text in texts:
        column, *of = text.split(":")
        if len(of) != 2 or not set(of) <= set(counts):
            raise InputError(
                f"{text!r} does not name a percentage.",
                where="option --percent",
                remedy="Write it as share:reached:eligible, with two columns that --count names.",
            )
        found[column] = (of[0], of[1])
    return found


def _named(paths: list[Path]) -> dict[str, pl.DataFrame]:
    names = [path.stem for path in paths]
    if len(set(names)) < len(names):
        raise InputError("Two tables have the same name.", where=", ".join(str(path) for path in paths))
    return {path.stem: _read(path) for path in paths}


def _read(path: Path) -> pl.DataFrame:
    """A table of text, every row of it: here a row of a total is data."""
    if not path.is_file():
        raise InputError("The file is not there.", where=str(path), remedy="Check the name of the file.")
    try:
        if path.suffix.lower() == ".parquet":
            frame = pl.read_parquet(path)
        elif path.suffix.lower() in {".xlsx", ".xlsm"}:
            frame = _first_sheet(path)
        else:
            frame = pl.read_csv(path, infer_schema=False)
    except (pl.exceptions.PolarsError, CalamineError, OSError, ValueError) as error:
        raise InputError(
            "The file cannot be read as a table.", where=str(path), remedy="Save it as CSV in UTF-8."
        ) from error
    return frame.with_columns(pl.all().cast(pl.String))


def _first_sheet(path: Path) -> pl.DataFrame:
    """The first sheet, its first row the heading; whole numbers as such, not with ".0"."""
    heading, *rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    text = [[str(int(one)) if isinstance(one, float) and one.is_integer() else str(one) for one in row] for row in rows]
    return pl.DataFrame(text, schema=[str(one) for one in heading], orient="row")


def _groups(path: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    frame = _read(path)
    if not {"dimension", "whole", "part"} <= set(frame.columns):
        raise InputError("A groups file has the columns dimension, whole and part.", where=str(path))
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for dimension, whole, part in frame.select("dimension", "whole", "part").iter_rows():
        members = found.setdefault(dimension, {})
        members[whole] = (*members.get(whole, ()), part)
    return found


def _write(frames: dict[str, pl.DataFrame], sources: list[Path], place: Path) -> None:
    """Each table in the form in which it came."""
    for source, frame in zip(sources, frames.values(), strict=True):
        target = place / source.name
        if source.suffix.lower() == ".parquet":
            frame.write_parquet(target)
        elif source.suffix.lower() in {".xlsx", ".xlsm"}:
            with xlsxwriter.Workbook(target.with_suffix(".xlsx")) as book:
                sheet = book.add_worksheet("Protected")
                for row, cells in enumerate([tuple(frame.columns), *frame.iter_rows()]):
                    for column, text in enumerate(cells):
                        sheet.write_string(row, column, text or "")
        else:
            frame.write_csv(target)


def _write_inside(protected: Protected, place: Path) -> None:
    inside = place / "internal"
    inside.mkdir()
    protected.attack.bounds.write_csv(inside / "attack.csv")
    (inside / "loss.json").write_text(json.dumps(protected.loss(), indent=2) + "\n", encoding="utf-8")
