"""`babyhubs evaluate protocol`: check a protocol and print the digest to hand out before the data are opened."""

from pathlib import Path

import typer

from babyhubs.errors import InputError
from babyhubs.evaluation import protocol
from babyhubs.evaluation.outcomes import outcomes


def command(source: Path = typer.Argument(..., help="The protocol: a TOML file.")) -> None:
    """Check a protocol and print its digest. Send the digest to somebody before the data are opened.

    Example: babyhubs evaluate protocol protocol.toml
    """
    typer.echo(load(source).digest)


def load(source: Path) -> protocol.Protocol:
    """The protocol of a file."""
    try:
        text = source.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "The protocol cannot be read.", where=str(source), remedy="Check the name of the file."
        ) from error
    return protocol.read(text, str(source), tuple(outcomes()))
