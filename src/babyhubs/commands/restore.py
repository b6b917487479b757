"""`babyhubs restore`: a backup becomes a data folder again, on an empty machine."""

import json
import os
from pathlib import Path

import typer

from babyhubs.commands import arguments
from babyhubs.commands.backup import KEY_FILE, secret, tell_faults
from babyhubs.commands.terminal import out

EXAMPLE = "Example: babyhubs restore babyhubs.babyhubs-backup --data restored --key-file ~/babyhubs-backup.key"


def command(
    backup: Path = typer.Argument(..., help="The backup."),
    data: Path = typer.Option(..., "--data", help="An empty or a new folder. Nothing is ever replaced."),
    key_file: Path | None = KEY_FILE,
    head: str = typer.Option("", "--head", help="A head of the record that you kept, to check the record against too."),
    erased: list[Path] = typer.Option(
        [],
        "--erased",
        help="A list of people erased since then: erased-people.txt of the old data folder. More than one may be given.",
    ),
    as_json: bool = arguments.JSON,
) -> None:
    """A backup becomes a data folder again, on an empty machine.

    Refuses a wrong key, a damaged file and a backup of a newer version, and checks the record against the head in the backup.
    Everybody has to sign in again. Parents who were erased from the register since the backup are erased again: by the list in the
    backup, by the one that lies beside it (babyhubs-erased-people.txt), and by --erased.
    """
    from babyhubs.workbench.record.chain import Anchor
    from babyhubs.workbench.service.restore import restore

    anchor = Anchor.read(head) if head else None
    os.umask(0o077)  # what is written is its owner's alone
    done = restore(backup, data.expanduser().absolute(), secret(key_file, new=False), anchor, erased)
    if as_json:
        typer.echo(
            json.dumps(
                {
                    "folder": str(done.folder),
                    "version": done.about.version,
                    "made_at": done.about.made_at,
                    "head": done.about.head,
                    "files": done.files,
                    "erased_again": done.erased,
                    "faults": [one.sentence for one in done.faults],
                }
            )
        )
    else:
        out.print(f"Restored {done.files} files of {done.about.made_at} to {done.folder}", markup=False)
        out.print(f"Head of the record: {done.about.head}", markup=False)
        out.print(f"Start it with: babyhubs serve --data {done.folder}", markup=False)
        out.print(f"Erased again from the register of parents: {done.erased}")
        out.print("Then look at the accounts: whoever lost their access after this backup has it again.")
    tell_faults(done.faults, "The data were restored all the same.")
