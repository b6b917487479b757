"""The program's front door: every command, and how an error reaches the user.

Exit codes are part of the interface: 0 done, 1 a fault of ours, 2 input that cannot be used, 3 refused because the
answer would mislead.
"""

import sys

import typer

from babyhubs import __version__
from babyhubs.commands import audit, check, demo, disclose, mapping, measure, serve, simulate
from babyhubs.commands.terminal import fault, place_of, problem
from babyhubs.errors import BabyhubsError

app = typer.Typer(
    name="babyhubs",
    help="Which families do our baby hubs miss, by how many, and how sure are we?",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


def _version(show: bool) -> None:
    if show:
        typer.echo(f"babyhubs {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Show the version."),
) -> None:
    """Which families do our baby hubs miss, by how many, and how sure are we?"""


app.command("demo", epilog=demo.EXAMPLE)(demo.command)
app.command("simulate", epilog=simulate.EXAMPLE)(simulate.command)
app.command("check", epilog=check.EXAMPLE)(check.command)
app.command("map", epilog=mapping.EXAMPLE)(mapping.command)
app.command("audit", epilog=audit.EXAMPLE)(audit.command)
app.add_typer(measure.app, name="measure")
app.command("disclose")(disclose.command)
app.command("serve", epilog=serve.EXAMPLE)(serve.command)


def main() -> None:
    """Run a command; a user's mistake ends in a sentence and an exit code, never in a traceback."""
    try:
        app()
    except BabyhubsError as error:
        problem(error)
        sys.exit(error.exit_code)
    except MemoryError:
        fault("The machine ran out of memory.", "Close other programs, or give a shorter period.")
        sys.exit(1)
    except OSError as error:
        fault(
            f"The machine could not do it: {error.strerror}.", f"Look at {error.filename or 'the disk'} and run again."
        )
        sys.exit(1)
    except Exception as error:
        fault(f"This is a fault of the program, not of your files: {place_of(error)}.", "Please report this line.")
        sys.exit(1)
