"""The program's front door: every command, and how an error reaches the user.

Exit codes are part of the interface: 0 done, 1 a fault of ours, 2 input that cannot be used, 3 refused because the
answer would mislead.
"""

import sys
from importlib import import_module
from typing import Any

import typer
import typer.core
import typer.main

from babyhubs import __version__
from babyhubs.commands.terminal import fault, place_of, problem
from babyhubs.errors import BabyhubsError

# Each is imported when it is asked for: `map` need not wait for charts, nor `simulate` for a web server.
COMMANDS = {
    "demo": "babyhubs.commands.demo",
    "simulate": "babyhubs.commands.simulate",
    "check": "babyhubs.commands.check",
    "map": "babyhubs.commands.mapping",
    "audit": "babyhubs.commands.audit",
    "measure": "babyhubs.commands.measure",
    "disclose": "babyhubs.commands.disclose",
    "evaluate": "babyhubs.commands.evaluate",
    "discuss": "babyhubs.commands.discuss",
    "observe": "babyhubs.commands.observe",
    "panel": "babyhubs.commands.panel",
    "evidence": "babyhubs.commands.evidence",
    "serve": "babyhubs.commands.serve",
    "backup": "babyhubs.commands.backup",
    "restore": "babyhubs.commands.restore",
    "doctor": "babyhubs.commands.doctor",
    "docs": "babyhubs.commands.docs",
}


class Commands(typer.core.TyperGroup):
    """The commands by name, in the order of the work."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Every command's name."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name: a module with `command`, or with an `app` of commands of its own."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(COMMANDS[cmd_name])
        if hasattr(module, "app"):
            group = typer.main.get_command(module.app)
            group.name = cmd_name
            return group
        alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="rich")
        alone.command(cmd_name, epilog=getattr(module, "EXAMPLE", None))(module.command)
        return typer.main.get_command(alone)


app = typer.Typer(
    name="babyhubs",
    cls=Commands,
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
