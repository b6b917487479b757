"""`babyhubs evaluate`: did changing the hubs narrow the gap, what could be seen, and where should the next one open."""

import typer

from babyhubs.commands import evaluate_gap, evaluate_power, evaluate_protocol, evaluate_site, evaluate_trend

app = typer.Typer(
    name="evaluate",
    help="Did changing the hubs narrow the gap, and where should the next one open? Refuses what the data cannot carry.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
for name, command in (
    ("trend", evaluate_trend.command),
    ("gap", evaluate_gap.command),
    ("power", evaluate_power.command),
    ("site", evaluate_site.command),
    ("protocol", evaluate_protocol.command),
):
    app.command(name)(command)
