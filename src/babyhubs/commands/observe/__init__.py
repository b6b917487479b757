"""`babyhubs observe`: sessions of watching a room, from the file to the answer."""

import typer

from babyhubs.commands.observe import agreement, budget, capture, files, from_codes, plan, report

app = typer.Typer(
    name="observe",
    help="How time and space are used in the room: read sessions, compare observers, work out shares, write a report.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
for name, command in (
    ("plan", plan.command),
    ("capture", capture.command),
    ("from-codes", from_codes.command),
    ("import", files.import_command),
    ("budget", budget.command),
    ("agreement", agreement.command),
    ("export", files.export_command),
    ("report", report.command),
):
    app.command(name)(command)
