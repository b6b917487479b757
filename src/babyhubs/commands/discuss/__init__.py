"""`babyhubs discuss`: what families say, from files to a report, without a browser."""

import typer

from babyhubs.commands.discuss import analysing, exporting, importing, listing, reviewing

app = typer.Typer(
    name="discuss",
    help="Discussions with families: import, pseudonymise, code, compare, count, report.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
for name, command in (
    ("import", importing.command),
    ("review", reviewing.review),
    ("codebook", reviewing.codebook),
    ("withdraw", reviewing.withdraw),
    ("passages", listing.passages),
    ("agreement", analysing.agreement),
    ("matrix", analysing.matrix),
    ("saturation", analysing.saturation),
    ("frame", analysing.frame),
    ("heard", analysing.heard),
    ("export", exporting.command),
):
    app.command(name)(command)
