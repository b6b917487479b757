"""`babyhubs measure`: the statistics, on anyone's table."""

import typer

from babyhubs.commands.measure import examples, gradients, over_time, plain, standardised, units

app = typer.Typer(
    name="measure",
    help="The statistics, on anyone's table: CSV, Excel or Parquet in, figures with limits, method and reason out.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
for name, command in (
    ("rate", plain.rate),
    ("proportion", plain.proportion),
    ("mean", plain.mean),
    ("ratio", plain.ratio),
    ("dsr", standardised.dsr),
    ("isr", standardised.isr),
    ("quantile", gradients.quantile),
    ("sii", gradients.sii),
    ("inequality", gradients.inequality),
    ("funnel", units.funnel),
    ("overdispersion", units.overdispersion),
    ("shrink", units.shrink),
    ("spc", over_time.spc),
    ("survival", over_time.survival),
    ("examples", examples.command),
):
    app.command(name)(command)
