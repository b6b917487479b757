"""`babyhubs panel`: a small diverse panel of parents, drawn fairly and kept balanced."""

import typer

from babyhubs.commands.panel import account, check, draw, replace, reserve, seats, select

app = typer.Typer(
    name="panel",
    help="A small diverse panel of parents, drawn fairly: the lottery, its proof, the public draw, the reserve.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
for name, command in (
    ("seats", seats.command),
    ("select", select.command),
    ("draw", draw.command),
    ("check", check.command),
    ("reserve", reserve.command),
    ("replace", replace.command),
    ("account", account.command),
):
    app.command(name)(command)
