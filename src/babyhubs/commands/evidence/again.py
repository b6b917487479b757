"""A strand computed again from the internal data, in a folder that is gone afterwards, and set against the pack."""

import tempfile
from collections.abc import Mapping
from contextlib import redirect_stdout
from dataclasses import replace
from io import StringIO
from pathlib import Path

import typer

from babyhubs.commands.evidence.reading import records
from babyhubs.errors import InputError
from babyhubs.evidence.recomputing import Recomputed, compare
from babyhubs.evidence.verification import Verified

CAN = ("audit", "evaluate", "observe")  # commands that write findings.json into the folder that --out names
OUT = ("--out", "-o")


def computed_again(files: Mapping[str, bytes], found: Verified, words: list[str]) -> Verified:
    """words: the command as it is typed after `babyhubs`, without its folder."""
    if words[0] not in CAN or any(word.split("=")[0] in OUT for word in words):
        raise InputError(
            "This cannot be computed again here.",
            where=" ".join(words),
            remedy=f"Give one of {', '.join(CAN)} as you type it after `babyhubs`, without --out.",
        )
    with tempfile.TemporaryDirectory(prefix="babyhubs-again-") as made:
        place = Path(made) / "answer"
        _run([*words, "--out", str(place)])
        tables = {path.name: path.read_bytes() for path in sorted((place / "csv").glob("*.csv"))}
        compared = compare(files, records(place / "findings.json"), tables)
    return replace(found, problems=found.problems + compared.problems, notes=(*found.notes, *_notes(compared)))


def _run(words: list[str]) -> None:
    from babyhubs.commands.app import app  # noqa: PLC0415 - it imports this module

    try:
        with redirect_stdout(StringIO()):  # its own report is not what was asked for
            typer.main.get_command(app).main(args=words, prog_name="babyhubs", standalone_mode=False)
    except (SystemExit, typer.Exit) as ended:
        if code := getattr(ended, "code", None) or getattr(ended, "exit_code", 0):
            raise InputError(f"The command ended with {code}.", where=" ".join(words)) from ended


def _notes(compared: Recomputed) -> list[str]:
    said = [f"Computed again: {compared.sources} sources and {compared.tables} tables came out the same."]
    if compared.left:
        rest = ", ".join(f"{strand} ({number})" for strand, number in compared.left.items())
        said.append(f"Not computed now: the sources of {rest}.")
    return said
