"""`babyhubs evidence`: the ledger of findings, the claims that cite them, and the pack that anybody can check."""

import typer

from babyhubs.commands.evidence import building, keys, recording, signing, tracing, verifying, writing

app = typer.Typer(
    name="evidence",
    help="Record findings, follow a claim to its sources, build the pack of evidence and check it.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
for name, command in (
    ("record", recording.command),
    ("build", building.command),
    ("key", keys.command),
    ("sign", signing.command),
    ("verify", verifying.command),
    ("trace", tracing.command),
    ("write", writing.command),
):
    app.command(name)(command)
