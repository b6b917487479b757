"""`babyhubs observe import | export`: sessions from other programs, and for them."""

import json
from collections.abc import Sequence
from pathlib import Path

import typer

from babyhubs.commands.observe.options import BROKEN, FILE, FORM, JSON, UNTIL, sessions
from babyhubs.commands.terminal import err
from babyhubs.errors import InputError, Refused
from babyhubs.observations.agreement.summary import agreement, weak_codes
from babyhubs.observations.analysis import one_a_day
from babyhubs.observations.formats import (
    any_file,
    boris_out,
    eaf_out,
    gehl_out,
    geojson,
    sdis,
    sequences,
    tidy,
    to_log,
    xes_out,
)
from babyhubs.observations.layout import read
from babyhubs.observations.log import reader
from babyhubs.observations.log.seal import text
from babyhubs.observations.occupancy import zone_use
from babyhubs.observations.records import Recording

FORMS = ("own", "tidy", "boris", "eaf", "sdis", "gehl", "xes", "geojson", "sequences")


def import_command(
    path: Path = FILE,
    folder: Path = typer.Option(..., "--out", "-o", help="The folder for the logs, one a session."),
    form: str = FORM,
    until: float | None = UNTIL,
    accept_broken: bool = BROKEN,
    as_json: bool = JSON,
) -> None:
    """Check a file and write its sessions as logs of ours.

    Reads .boris, BORIS's tables, ELAN, Datavyu, tables of intervals, Public Life tables and XES. Nothing is changed in the file.

    Example: babyhubs observe import project.boris -o sessions
    """
    found = sessions(path, form, until, accept_broken)
    names = {f"{place:03d}-{_safe(one.name)}.obs.jsonl": one for place, one in enumerate(found, start=1)}
    _place(folder)
    for (name, one), operations in zip(names.items(), to_log.all_logs(found), strict=True):
        (folder / name).write_text(text(operations), encoding="utf-8")
        for warning in one.warnings:
            err.print(f"{one.name}: {warning}", markup=False)
    _tell(folder, list(names), as_json)


def export_command(
    path: Path = FILE,
    folder: Path = typer.Option(..., "--out", "-o", help="The folder for the files."),
    to: str = typer.Option("tidy", "--to", help=f"Which form: {', '.join(FORMS)}."),
    form: str = FORM,
    until: float | None = UNTIL,
    accept_broken: bool = BROKEN,
    acknowledge: list[str] = typer.Option(
        [], "--acknowledge", help="A code on which two observers agree too little, to be exported all the same."
    ),
    as_json: bool = JSON,
) -> None:
    """Write sessions for another program. Exact figures of single families: for inside the service only.

    Where two observers agree too little on a code, it is exported only when acknowledged.

    Example: babyhubs observe export sessions/ --to boris -o for-boris
    """
    if to not in FORMS:
        raise InputError(f"There is no form {to!r}.", where="option --to", remedy=", ".join(FORMS))
    found = sessions(path, form, until, accept_broken)
    _refuse_weak(found, set(acknowledge))
    _place(folder)
    whole_logs = to == "own" and (form or any_file.recognise(path)) == "own"
    written = _logs(path, accept_broken) if whole_logs else _written(found, to)
    for name, content in written.items():
        (folder / name).write_text(content, encoding="utf-8")
    if to == "boris":
        err.print(f"A BORIS project has no place for: {'; '.join(boris_out.LOST)}.", markup=False)
    _tell(folder, list(written), as_json)


def _logs(path: Path, accept_broken: bool) -> dict[str, str]:
    """Logs of ours as they are: every operation, with what was taken back."""
    logs = reader.read(path, accept_broken=accept_broken)
    return {
        f"{place:03d}-{log.head.session}-{log.head.device}.obs.jsonl": text(log.operations)
        for place, log in enumerate(logs, start=1)
    }


def _written(found: Sequence[Recording], to: str) -> dict[str, str]:
    if to == "tidy":
        return tidy.files(found)
    if to in {"boris", "sdis", "gehl", "xes", "sequences"}:
        whole = {
            "boris": ("sessions.boris", boris_out.project),
            "sdis": ("sessions.sds", sdis.document),
            "gehl": ("staying.csv", gehl_out.table),
            "xes": ("sessions.xes", lambda given: xes_out.document(given, None)),
            "sequences": ("sequences.csv", sequences.table),
        }
        name, make = whole[to]
        return {name: make(found)}
    each: dict[str, str] = {}
    for place, one in enumerate(found, start=1):
        name = f"{place:03d}-{_safe(one.name)}"
        if to == "eaf":
            each[f"{name}.eaf"] = eaf_out.document(one)
        elif to == "own":
            each[f"{name}.obs.jsonl"] = text(to_log.all_logs([one])[0])
        elif (layout := read(one.header.get("layout"))) is not None:
            minutes = {row.zone: row.person_minutes for row in zone_use(one, layout)}
            each[f"{name}.geojson"] = geojson.zones(layout, minutes)
    if not each:
        raise Refused(
            "None of these sessions has a floor plan.", remedy="Draw zones before the session, or export another form."
        )
    return each


def _refuse_weak(found: Sequence[Recording], acknowledged: set[str]) -> None:
    _, doubled = one_a_day([one for one in found if one.visits])
    weak = {code for first, second in doubled for code in weak_codes(agreement(first, second))} - acknowledged
    if weak:
        raise Refused(
            "Two observers agree too little on some codes for their figures to go out without a word.",
            where=", ".join(sorted(weak)),
            remedy="Put them together with like codes, train and watch again, or add --acknowledge CODE for each.",
        )


def _place(folder: Path) -> None:
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise InputError(
            "The folder for the files already holds something.",
            where=str(folder),
            remedy="Name an empty or a new folder.",
        )
    folder.mkdir(parents=True, exist_ok=True)


def _safe(name: str) -> str:
    plain = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_") else "-" for sign in name)
    return plain[:60].strip("-") or "session"


def _tell(folder: Path, names: list[str], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps({"folder": str(folder), "files": names}))
    else:
        err.print(f"{len(names)} files in {folder}.", markup=False)
