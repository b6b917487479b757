"""`babyhubs observe from-codes`: a session that a phone showed as codes, from pictures of them."""

import json
from pathlib import Path

import typer

from babyhubs.commands.observe.options import JSON
from babyhubs.commands.terminal import err
from babyhubs.errors import InputError
from babyhubs.observations.log.chain import head
from babyhubs.observations.log.seal import text
from babyhubs.observations.qr import picture
from babyhubs.observations.qr.series import series, session


def command(
    pictures: list[Path] = typer.Argument(..., help="Photographs or frames (JPEG, PNG), in any order."),
    out: Path = typer.Option(..., "--out", "-o", help="The log to write. It must not be there yet."),
    as_json: bool = JSON,
) -> None:
    """Read a session from pictures of the codes that the capture page shows, and write its log.

    It is written only if no part is missing and every hash is what it was on the phone. A picture twice does no harm.

    Example: babyhubs observe from-codes photos/*.jpg --out hub01.obs.jsonl
    """
    if out.exists():
        raise InputError("This file is there already.", where=str(out), remedy="Give another name.")
    found = series(one for path in pictures for one in picture.parts(_bytes(path), str(path)))
    operations = session(found)
    known = head(operations)
    out.write_text(text(operations), encoding="utf-8", newline="\n")
    if as_json:
        said = {"file": str(out), "parts": found.of, "operations": known.operations, "sha256": known.digest}
        typer.echo(json.dumps(said))
        return
    err.print(f"{found.of} parts, {known.operations} operations, in {out}. Check: {known.digest[:8]}.", markup=False)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(picture.LIMITS.largest + 1)
    except OSError as error:
        raise InputError("The picture cannot be read.", where=str(path), remedy="Check its name.") from error
