"""`babyhubs check`: what is wrong with these files, before anything is computed."""

import json
from pathlib import Path

import polars as pl
import typer
from rich.table import Table

from babyhubs.commands import arguments
from babyhubs.commands.mapping import settled
from babyhubs.commands.terminal import err, out, steps
from babyhubs.intake import mapping_file
from babyhubs.intake.fields import FILES
from babyhubs.intake.load import Intake, Options, load
from babyhubs.intake.mapping import UNDECIDED, FileMapping, Mapping
from babyhubs.intake.raw import RawTable
from babyhubs.reports.folder import check_replaceable, whole_or_not_at_all
from babyhubs.reports.internal import write_checked

MOST_SHOWN = 12  # values of one code list on the terminal; all of them stand in the mapping file and in --json
EXAMPLE = "Example: babyhubs check children.csv contacts.csv --hubs hubs.csv --out checked"


def command(
    children: Path = arguments.CHILDREN,
    contacts: Path = arguments.CONTACTS,
    hubs: Path | None = arguments.HUBS,
    head_counts: Path | None = arguments.HEAD_COUNTS,
    group_sessions: Path | None = arguments.GROUP_SESSIONS,
    mapping: Path | None = arguments.MAPPING,
    as_of: str | None = arguments.AS_OF,
    index: int = arguments.INDEX,
    own_areas: Path | None = arguments.OWN_AREAS,
    key: Path = arguments.KEY,
    rules_off: list[str] = arguments.RULES_OFF,
    folder: Path | None = typer.Option(
        None, "--out", help="A folder for the rows set aside with their reasons, and the quality tables. Internal."
    ),
    as_json: bool = arguments.JSON,
) -> None:
    """What is wrong with these files, before anything is computed.

    Shows how each file is laid out, how many rows are used and why others are not, and how complete the records are. Exact
    figures, for use inside the service only.
    """
    files = arguments.sources(children, contacts, hubs, head_counts, group_sessions)
    if folder is not None:
        check_replaceable(folder)
    options = Options(
        key=arguments.provider_key(key)[0],
        as_of=arguments.day(as_of, "--as-of") or arguments.today(),
        index_vintage=index,
        areas=arguments.area_table(index, own_areas),
        rules=arguments.rules_off(rules_off),
    )
    with steps(2) as step:
        step("Reading the files")
        agreed, tables = settled(files, mapping)
        if not as_json:
            _print_files(tables, agreed)
        mapping_file.require_decided(agreed, mapping)
        step("Checking the records")
        taken = load(tables, agreed, options)
        if folder is not None:
            with whole_or_not_at_all(folder) as place:
                write_checked(taken, place)
    if as_json:
        typer.echo(json.dumps(_as_json(tables, agreed, taken), ensure_ascii=False))
        return
    _print_records(taken)
    if folder is not None:
        err.print(
            f"The rows set aside, with their reasons, are in {folder}. Keep them inside the service.", markup=False
        )


def _as_json(tables: dict[str, RawTable], mapping: Mapping, taken: Intake) -> dict[str, object]:
    return {
        "layout": {name: list(table.notes) for name, table in tables.items()},
        "columns": {name: dict(file.columns) for name, file in mapping.files.items()},
        "codes": {name: codes_in_use(tables[name], file) for name, file in mapping.files.items() if name in tables},
        "rows": taken.flow.to_dicts(),
        "quality": taken.quality.filter(pl.col("by") == "all").to_dicts(),
        "cleaning_rules": taken.rules.to_dicts(),
    }


def codes_in_use(table: RawTable, file: FileMapping) -> dict[str, list[dict[str, object]]]:
    """Field -> each value as written, what the mapping says that it means, and its rows; the most frequent first."""
    found = {}
    for field, meanings in file.codes.items():
        if file.columns.get(field) in table.columns:
            counts = table.frame[file.columns[field]].drop_nulls().value_counts(name="rows")
            ordered = counts.sort(["rows", counts.columns[0]], descending=[True, False])
            found[field] = [
                {"value": value, "meaning": meanings.get(value, UNDECIDED), "rows": rows}
                for value, rows in ordered.iter_rows()
            ]
    return found


def _print_files(tables: dict[str, RawTable], mapping: Mapping) -> None:
    for name, table in tables.items():
        out.print(f"[bold]{name.replace('_', ' ').capitalize()}[/bold]", end="  ")
        out.print(table.path.name, markup=False)
        for note in table.notes:
            out.print(f"  {note}", markup=False)
        file = mapping.files[name]
        labels = {field.name: field.label for field in FILES[name]}
        for field, heading in file.columns.items():
            out.print(f"  {heading}  →  {labels.get(field, field)}", markup=False)
        for field, values in codes_in_use(table, file).items():
            shown = ", ".join(
                f"{one['value']} = {one['meaning'] or 'not recorded'} ({one['rows']:,})" for one in values[:MOST_SHOWN]
            )
            more = f" and {len(values) - MOST_SHOWN} more" if len(values) > MOST_SHOWN else ""
            out.print(f"  {labels.get(field, field)}: {shown}{more}", markup=False)


def _print_records(taken: Intake) -> None:
    for name in taken.flow["file"].unique(maintain_order=True):
        out.print(f"[bold]{name.replace('_', ' ').capitalize()}[/bold]")
        for row in taken.flow.filter(pl.col("file") == name).iter_rows(named=True):
            out.print(f"  {row['step']}{': ' + row['reason'] if row['reason'] else ''}: {row['rows']:,}", markup=False)
    shown = Table(title="Quality of the records used")
    for heading in ("", "Check", "Records", "Failing", "Share"):
        shown.add_column(heading, justify="right" if heading in {"Records", "Failing", "Share"} else "left")
    for row in taken.quality.filter(pl.col("by") == "all").iter_rows(named=True):
        share = "" if row["share"] is None else f"{row['share']:.1%}"
        shown.add_row(row["dimension"], row["label"], f"{row['records']:,}", f"{row['failing']:,}", share)
    out.print(shown)
