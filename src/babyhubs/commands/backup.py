"""`babyhubs backup`: everything that the workbench holds, as one encrypted file."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer

from babyhubs.commands import arguments
from babyhubs.commands.terminal import err, out

EXAMPLE = "Example: babyhubs backup --out /media/usb --key-file ~/babyhubs-backup.key"
PASSPHRASE = "BABYHUBS_BACKUP_PASSPHRASE"  # noqa: S105 - the name of a variable

DATA = typer.Option(None, "--data", help="The data folder of the workbench. Default: the one of `babyhubs serve`.")
KEY_FILE = typer.Option(
    None, "--key-file", help=f"The key of the backup. Without it a passphrase is asked for, or taken from {PASSPHRASE}."
)
DATABASE_URL = typer.Option("", envvar="BABYHUBS_DATABASE_URL", help="PostgreSQL, as given to `babyhubs serve`.")
PEOPLE_URL = typer.Option("", envvar="BABYHUBS_PEOPLE_DATABASE_URL", help="PostgreSQL, for contact details.")


def command(
    to: Path = typer.Option(..., "--out", help="A new file, or a folder in which the backup gets its name."),
    data: Path | None = DATA,
    key_file: Path | None = KEY_FILE,
    database_url: str = DATABASE_URL,
    people_database_url: str = PEOPLE_URL,
    as_json: bool = arguments.JSON,
) -> None:
    """Everything that the workbench holds, as one encrypted file, while people go on working.

    The file is read back and checked before it gets its name. It is opened by a passphrase, or by a key file, which is made if
    it is not there. Keep either away from the backup: without it nobody can read the backup, you included.
    """
    from babyhubs.workbench.service import archive_key
    from babyhubs.workbench.service.backup import back_up, check_folder

    options = options_of(data, database_url, people_database_url)
    os.umask(0o077)  # what is written is its owner's alone
    check_folder(options)
    if key_file is not None:
        archive_key.check_apart(key_file, to, options.folder)
        if not key_file.exists():
            archive_key.make_file(key_file)
            err.print(f"Made the key file {key_file}. Keep it where neither the data nor the backup is.", markup=False)
    made = back_up(options, to, secret(key_file, new=True), now=datetime.now(UTC))
    if as_json:
        typer.echo(
            json.dumps(
                {
                    "file": str(made.path),
                    "version": made.about.version,
                    "made_at": made.about.made_at,
                    "head": made.about.head,
                    "people_head": made.about.people_head,
                    "sha256": made.sha256,
                    "files": made.files,
                    "bytes": made.size,
                    "faults": [one.sentence for one in made.faults],
                }
            )
        )
    else:
        out.print(f"Backup:  {made.path} ({made.files} files, {made.size:,} bytes, read back and whole)", markup=False)
        out.print(f"SHA-256: {made.sha256}", markup=False)
        out.print(f"Head of the record: {made.about.head}", markup=False)
        out.print(f"Head of the record of contact details: {made.about.people_head}", markup=False)
        out.print("Keep the heads somewhere else too: with them nobody can cut off the newest entries unseen.")
    tell_faults(made.faults, "The backup was made all the same.")


def options_of(data: Path | None, database_url: str, people_database_url: str) -> Any:
    """The workbench of a data folder."""
    from babyhubs.workbench.options import Options
    from babyhubs.workbench.service.folder import default_folder

    return Options(
        folder=(data or default_folder()).expanduser().absolute(),
        database_url=database_url,
        people_database_url=people_database_url,
    )


def secret(key_file: Path | None, *, new: bool) -> Any:
    """What opens the backup: the key file, the passphrase of the environment (for a scheduler), or the one typed."""
    from babyhubs.workbench.service import archive_key

    if key_file is not None:
        return archive_key.from_file(key_file)
    text = os.environ.get(PASSPHRASE) or typer.prompt(
        "Passphrase of the backup", hide_input=True, confirmation_prompt=new, err=True
    )
    return archive_key.from_passphrase(text, new=new)


def tell_faults(faults: Any, meanwhile: str) -> None:
    """What is wrong with the record, and exit code 1; nothing if it is whole."""
    if not faults:
        return
    err.print(f"The record of who did what is not whole. {meanwhile}", markup=False)
    for fault in faults[:20]:
        err.print(f"  {fault.sentence}", markup=False)
    err.print("What to do: keep this file, and tell whoever answers for the security of the service.", markup=False)
    raise typer.Exit(1)
