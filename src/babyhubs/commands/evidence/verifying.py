"""`babyhubs evidence verify`: whether a pack is what it was; what is not, is named."""

import json
from pathlib import Path

import typer

from babyhubs.commands.evidence.again import computed_again
from babyhubs.commands.evidence.building import SOFTWARE
from babyhubs.commands.terminal import err, out
from babyhubs.evidence import pack_folder
from babyhubs.evidence.signing.key import PublicKey, read_public
from babyhubs.evidence.verification import verify


def command(
    folder: Path = typer.Argument(..., help="The folder of a pack."),
    seal: str = typer.Option("", "--seal", help="The seal that the publisher gave you by another way."),
    key: str = typer.Option("", "--key", help="The publisher's public key: a file, or its one line."),
    as_json: bool = typer.Option(False, "--json", help="Say the result as JSON on standard output."),
    again: list[str] = typer.Argument(
        None, help="After two dashes: the command that computes a strand, to run it again."
    ),
) -> None:
    """Take a digest of every file, follow the ledger's chain, check each figure of each claim, and make the pages anew.

    Ends with 0 where the pack holds and with 2 where it does not. Where the records are at hand, two dashes and the command that
    computed a strand compute it again, and its sources must come out the same.

    Example: babyhubs evidence verify pack --key minisign.pub

    Example: babyhubs evidence verify pack -- audit --children children.csv --contacts contacts.csv --hubs hubs.csv --mapping map.toml
    """
    files = pack_folder.read(folder)
    found = verify(files, SOFTWARE, seal.strip(), _key(key) if key else None)
    whole = found.holds
    if again and whole:
        found = computed_again(files, found, again)
    if as_json:
        said = vars(found) | {"holds": found.holds, "problems": [vars(one) for one in found.problems]}
        typer.echo(json.dumps(said, indent=2, ensure_ascii=False))
    else:
        for problem in found.problems:
            out.print(f"{problem.where}: {problem.what}", markup=False)
        for note in found.notes:
            err.print(note, markup=False)
        if found.holds:
            out.print(
                f"The pack holds: {found.files} files, {found.claims} claims, {found.records} sources, {found.amber} amber.",
                markup=False,
            )
            if found.signed_by:
                out.print(
                    f"It was signed with this key: {found.signed_by}. Signed along: {found.signed_along}", markup=False
                )
            kept = "It bears the seal that you gave." if seal else "Compare its seal with the publisher’s:"
            out.print(f"{kept} {found.seal}", markup=False)
        else:
            err.print(_what_now(whole), markup=False)
    if not found.holds:
        raise typer.Exit(2)


def _what_now(whole: bool) -> str:
    """whole: the pack itself holds, and only the data give something else."""
    if whole:
        return "The pack is what it was when it was made, but the data that you gave now say something else."
    return "The pack is not what it was. Ask the publisher for it again."


def _key(given: str) -> PublicKey:
    """From its file, or from the line itself."""
    path = Path(given)
    return read_public(path.read_text(encoding="utf-8") if path.is_file() else given, given)
