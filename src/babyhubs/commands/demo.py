"""`babyhubs demo`: a simulated year of a real place, audited; then the workbench, with that year in it."""

import os
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path

import typer

from babyhubs.commands import demo_report
from babyhubs.commands.terminal import out, steps
from babyhubs.errors import InputError
from babyhubs.simulation.service import Settings, simulate

EXAMPLE = "Example: babyhubs demo, or without the workbench: babyhubs demo --report-only my-demo"


def command(
    report_only: Path | None = typer.Option(
        None, "--report-only", help="No workbench: write the simulated files and the report into this folder."
    ),
    folder: Path | None = typer.Option(
        None, "--folder", help="Keep the demonstration in this folder. Default: one that is removed at the end."
    ),
    seed: int = typer.Option(1, help="Another seed is another service."),
    port: int | None = typer.Option(None, "--port", help="The port. Default: 8420, or the next one that is free."),
    open_page: bool = typer.Option(True, "--open/--no-open", help="Open the first sign-in link in your browser."),
    as_json: bool = typer.Option(False, "--json", help="With --report-only: say the result as JSON."),
) -> None:
    """A simulated year of baby hubs in a real place, audited, in a workbench of its own.

    Takes one to two minutes, prints sign-in links for two of its people, and serves on this machine until you stop it
    with Ctrl and C. Everything is made up, and every page says so.
    """
    settings = Settings(seed=seed)
    if report_only is not None:
        demo_report.write(settings, report_only, as_json=as_json)
        return
    if as_json:
        raise InputError("The workbench says nothing as JSON.", where="--json", remedy="Use it with --report-only.")
    opened(settings, folder, port, open_page=webbrowser.open if open_page and _has_a_screen() else None)


def opened(
    settings: Settings, folder: Path | None, port: int | None, open_page: Callable[[str], object] | None = None
) -> None:
    """The workbench with a service of these settings, until it is told to stop."""
    # Imported here, so that --report-only does not wait for Django.
    from babyhubs.workbench.demonstration.opening import open_demonstration
    from babyhubs.workbench.demonstration.stages import STAGES
    from babyhubs.workbench.options import LOOPBACK
    from babyhubs.workbench.service.port import choose

    def progress(work: Callable[[Callable[[str], None]], None]) -> None:
        with steps(len(STAGES)) as step:
            work(step)

    open_demonstration(
        folder.expanduser().absolute() if folder else None,
        choose(LOOPBACK, port),
        lambda: simulate(settings),
        lambda text: out.print(text, markup=False),
        progress,
        open_page,
    )


def _has_a_screen() -> bool:
    """Whether a browser would open a window. On a terminal alone it would take the terminal."""
    if not sys.stdout.isatty():
        return False
    return sys.platform in {"win32", "darwin"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
