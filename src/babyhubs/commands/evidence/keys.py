"""`babyhubs evidence key`: a pair of keys, made once: one half signs and stays, the other is given to everybody."""

import os
from pathlib import Path

import typer

from babyhubs.commands.terminal import err, out
from babyhubs.errors import InputError
from babyhubs.evidence.signing.key import new_key

SECRET, PUBLIC = "minisign.key", "minisign.pub"


def command(
    folder: Path = typer.Argument(..., help="The folder for the two files."),
    no_password: bool = typer.Option(
        False, "--no-password", help="Hide the secret key by its file's permissions alone."
    ),
) -> None:
    """Make the pair of keys with which packs are signed, in minisign's form. Keep the secret one apart from the packs.

    Example: babyhubs evidence key provider-keys
    """
    files = {name: folder / name for name in (SECRET, PUBLIC)}
    for path in files.values():
        if path.exists():
            raise InputError(
                "There is a key already.",
                where=str(path),
                remedy="Name another folder. A key that is written over can never sign or be checked again.",
            )
    password = (
        "" if no_password else typer.prompt("A password for the secret key", hide_input=True, confirmation_prompt=True)
    )
    key = new_key()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(files[SECRET], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(key.text(password))
    files[PUBLIC].write_text(key.public().text(), encoding="utf-8")
    out.print(key.public().text().splitlines()[1], markup=False)
    err.print(f"{files[SECRET]} signs: keep it secret. {files[PUBLIC]} checks: give it to everybody.", markup=False)
