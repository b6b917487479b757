"""`babyhubs observe import | export`: sessions from other programs, and for them."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import typer

from babyhubs.commands.observe.options import BROKEN, FILE, FORM, JSON, UNTIL, sessions
from babyhubs.commands.terminal import err
from babyhubs.errors import InputError, Refused
from babyhubs.intake.file_bytes import sha256
from babyhubs.observations.agreement.before_export import weak
from babyhubs.observations.ethogram import Ethogram, starter
from babyhubs.observations.ethogram import read as read_book
from babyhubs.observations.formats import any_file, any_out, boris_out, to_log
from babyhubs.observations.log import reader
from babyhubs.observations.log.seal import text
from babyhubs.observations.records import Recording
from babyhubs.observations.translation import names_file
from babyhubs.observations.translation.programs import programs
from babyhubs.observations.translation.sittings import sealed
from babyhubs.observations.translation.sittings import sessions as translate_all


def import_command(
    path: Path = FILE,
    folder: Path = typer.Option(..., "--out", "-o", help="The folder for the logs, one a session."),
    form: str = FORM,
    until: float | None = UNTIL,
    accept_broken: bool = BROKEN,
    names: Path | None = typer.Option(
        None,
        "--names",
        help="A file that says what the names mean: hub, day, who is a family, what a code is. If it is not there, it is written with guesses.",
    ),
    codes: Path | None = typer.Option(None, "--ethogram", help="With --names: an ethogram of your own (TOML)."),
    as_json: bool = JSON,
) -> None:
    """Check a file and write its sessions as logs of ours.

    Reads .boris, BORIS's tables, ELAN, Datavyu, tables of intervals, Public Life tables and XES. Nothing is changed in the file.
    With --names the sessions can be reported with those of the page for observing: subjects become numbers, codes those of the ethogram.

    Example: babyhubs observe import project.boris -o sessions --names names.json
    """
    found = sessions(path, form, until, accept_broken)
    if names is not None:
        _translated(path, form, found, folder, names, read_book(codes) if codes else starter(), as_json)
        return
    logs = {f"{place:03d}-{any_out.safe(one.name)}.obs.jsonl": one for place, one in enumerate(found, start=1)}
    _place(folder)
    for (name, one), operations in zip(logs.items(), to_log.all_logs(found), strict=True):
        (folder / name).write_text(text(operations), encoding="utf-8")
        for warning in one.warnings:
            err.print(f"{one.name}: {warning}", markup=False)
    _tell(folder, list(logs), as_json)


def _translated(
    path: Path, form: str, found: Sequence[Recording], folder: Path, names: Path, book: Ethogram, as_json: bool
) -> None:
    """By what somebody said; guesses first, for somebody to correct."""
    if not names.exists():
        names.write_text(names_file.guesses(found, book), encoding="utf-8")
        err.print(f"{names} has guesses. Correct them, say hub, day and observer, and run this again.", markup=False)
        return
    said, sittings = names_file.read(names, len(found))
    program = programs()[form or any_file.recognise(path)]
    made = translate_all(found, said, sittings, book, program=program.name, sha256=sha256(path))
    _place(folder)
    files = {f"{one.number:03d}-{any_out.safe(one.occasion)}.obs.jsonl": one for one in sittings}
    for name, operations, row in zip(files, sealed(made, ""), made, strict=True):
        (folder / name).write_text(text(operations), encoding="utf-8")
        left = {what: value for what, value in asdict(row.left).items() if value}
        if left:
            err.print(f"{name}: left behind: {left}", markup=False)
    _tell(folder, list(files), as_json)


def export_command(
    path: Path = FILE,
    folder: Path = typer.Option(..., "--out", "-o", help="The folder for the files."),
    to: str = typer.Option("tidy", "--to", help=f"Which form: {', '.join(any_out.FORMS)}."),
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
    if to not in any_out.FORMS:
        raise InputError(f"There is no form {to!r}.", where="option --to", remedy=", ".join(any_out.FORMS))
    found = sessions(path, form, until, accept_broken)
    _refuse_weak(found, set(acknowledge))
    _place(folder)
    whole_logs = to == "own" and (form or any_file.recognise(path)) == "own"
    written = _logs(path, accept_broken) if whole_logs else any_out.written(found, to)
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


def _refuse_weak(found: Sequence[Recording], acknowledged: set[str]) -> None:
    if left := sorted(set(weak(found)) - acknowledged):
        raise Refused(
            "Two observers agree too little on some codes for their figures to go out without a word.",
            where=", ".join(left),
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


def _tell(folder: Path, names: list[str], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps({"folder": str(folder), "files": names}))
    else:
        err.print(f"{len(names)} files in {folder}.", markup=False)
