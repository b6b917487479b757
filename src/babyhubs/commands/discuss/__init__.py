"""`babyhubs discuss`: what families say, from files to a report, without a browser."""

import typer

from babyhubs.commands.discuss import exporting, importing, listing

app = typer.Typer(
    name="discuss",
    help="Discussions with families: import, pseudonymise, code, compare, count, report.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
for name, command in (
    ("import", importing.command),
    ("passages", listing.passages),
    ("export", exporting.command),
):
    app.command(name)(command)
