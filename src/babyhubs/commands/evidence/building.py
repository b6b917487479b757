"""`babyhubs evidence build`: the claims are checked against what the strands hold now, and the pack is written."""

import json
from datetime import date
from pathlib import Path

import typer

from babyhubs import __version__
from babyhubs.commands.evidence.reading import text
from babyhubs.commands.terminal import err
from babyhubs.errors import InputError, Refused
from babyhubs.evidence import ledger_file, pack_folder
from babyhubs.evidence.about import About
from babyhubs.evidence.ledger import Ledger
from babyhubs.evidence.pack import contents, pack, seal, table_name
from babyhubs.evidence.register import Register, kept, read_register
from babyhubs.evidence.staleness import ambers
from babyhubs.reports.folder import check_replaceable, whole_or_not_at_all

SOFTWARE = f"babyhubs {__version__}"
TABLE_KINDS = (".csv", ".xlsx")


def command(
    ledger: Path = typer.Argument(..., help="The ledger that `evidence record` keeps."),
    claims: Path = typer.Argument(..., help="The claims: sentences with their sources (TOML)."),
    day: str = typer.Option(..., "--date", help="The day that the pack bears, as 2026-11-24."),
    folder: Path = typer.Option(..., "--out", "-o", help="The folder for the pack."),
    tables: list[Path] = typer.Option(
        [], "--table", help="A released table, or a folder of them (the `csv` of an answer). Can be repeated."
    ),
    as_json: bool = typer.Option(False, "--json", help="Say the result as JSON on standard output."),
) -> None:
    """Check every claim against its sources and write the pack: claims, sources, tables, and one page to read them in.

    A typed figure that is not its source's stops the build.

    Example: babyhubs evidence build reach.ledger claims.toml --table answer/csv --date 2026-11-24 -o pack
    """
    check_replaceable(folder)
    before = _ledger(ledger)
    register = read_register(text(claims), before, str(claims))
    after = before.with_claims(kept(register.claims, before))
    made = pack(_about(register, day), after, _tables(tables))
    files = contents(made)
    with whole_or_not_at_all(folder) as place:
        pack_folder.write(place, files)
        ledger_file.append(ledger, before, after)
    amber = ambers(made.ledger)
    unsupported = [claim.sentence for claim in register.unsupported]
    if as_json:
        said = {"seal": seal(files), "claims": len(register.claims), "unsupported": unsupported}
        typer.echo(json.dumps(said | {"amber": [vars(one) for one in amber]}, indent=2, ensure_ascii=False))
        return
    supported = len(register.claims) - len(unsupported)
    err.print(f"{supported} claims agree with their sources. The pack is in {folder}.", markup=False)
    for sentence in unsupported:
        err.print(f"No source: {sentence}", markup=False)
    for one in amber:
        err.print(f"Amber: {one.name}. {one.reason} To do: {one.step}.", markup=False)
    err.print(f"Keep its seal apart from it: {seal(files)}", markup=False)


def _ledger(path: Path) -> Ledger:
    if not path.is_file():
        raise InputError(
            "There is no ledger here.", where=str(path), remedy="Make one with `babyhubs evidence record`."
        )
    return ledger_file.read(path)


def _about(register: Register, day: str) -> About:
    try:
        bears = date.fromisoformat(day).isoformat()
    except ValueError as error:
        raise InputError(f"{day!r} is not a day.", where="option --date", remedy="Write it as 2026-11-24.") from error
    given = (register.title, register.about, register.publisher, register.licence, register.simulated)
    return About(*given, bears, SOFTWARE)


def _tables(paths: list[Path]) -> dict[str, bytes]:
    files = [one for path in paths for one in (_within(path) if path.is_dir() else [path])]
    found: dict[str, bytes] = {}
    for file in files:
        if not file.is_file() or file.suffix not in TABLE_KINDS:
            raise InputError(
                "This is not a released table.", where=str(file), remedy=f"Give files in {' or '.join(TABLE_KINDS)}."
            )
        name = table_name(file.resolve())
        if found.setdefault(name, file.read_bytes()) != file.read_bytes():
            raise Refused("Two different tables have the same name.", where=name, remedy="Rename one of them.")
    return found


def _within(folder: Path) -> list[Path]:
    """The tables of a folder; the note about them that lies beside them is no table."""
    return [one for one in sorted(folder.iterdir()) if one.suffix in TABLE_KINDS]
