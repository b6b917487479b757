"""`babyhubs evidence sign`: the provider puts its signature under a pack."""

from pathlib import Path

import typer

from babyhubs.commands.evidence.building import SOFTWARE
from babyhubs.commands.terminal import err, out
from babyhubs.errors import InputError, Refused
from babyhubs.evidence import pack_folder
from babyhubs.evidence.pack import MANIFEST, SUMS
from babyhubs.evidence.signing.key import is_hidden, read_secret
from babyhubs.evidence.signing.signature import SIGNATURE, sign
from babyhubs.evidence.verification import day_of, verify


def command(
    folder: Path = typer.Argument(..., help="The folder of a pack."),
    key: Path = typer.Option(..., "--key", help="The secret key, as `evidence key` or minisign makes it."),
) -> None:
    """Sign a pack that holds, so that everybody with the public key can see that it is yours. Nothing is sent anywhere.

    Example: babyhubs evidence sign pack --key provider-keys/minisign.key
    """
    files = pack_folder.read(folder)
    found = verify({path: content for path, content in files.items() if path != SIGNATURE}, SOFTWARE)
    if not found.holds:
        raise Refused(
            "The pack is not what it was when it was made.",
            where="\n".join(f"{one.where}: {one.what}" for one in found.problems),
            remedy="Build it again. Nothing was signed.",
        )
    if not key.is_file():
        raise InputError("The key is not there.", where=str(key), remedy="Make one with `babyhubs evidence key`.")
    text = key.read_text(encoding="utf-8")
    password = typer.prompt("The password of the key", hide_input=True) if is_hidden(text, str(key)) else ""
    secret = read_secret(text, password, str(key))
    # The day of the pack, not of the clock: the same pack and key give the same signature.
    signed = sign(files[SUMS], secret, f"date:{day_of(files[MANIFEST])}\tfile:{SUMS}")
    (folder / SIGNATURE).write_text(signed, encoding="utf-8", newline="\n")
    out.print(f"Signed with the key {secret.public().name}.", markup=False)
    err.print(f"Anybody can check it: babyhubs evidence verify {folder} --key minisign.pub", markup=False)
