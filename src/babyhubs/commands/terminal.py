"""What the program says on a terminal. Results go to standard output, everything else to standard error."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from babyhubs.errors import BabyhubsError

out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)


def problem(error: BabyhubsError) -> None:
    """A user's error: what, where, what to do."""
    head = "Refused" if error.exit_code == 3 else "Error"
    err.print(f"[bold red]{head}:[/bold red]", end=" ")
    err.print(str(error), markup=False)


def fault(what: str, remedy: str) -> None:
    """A fault of ours or of the machine."""
    err.print("[bold red]Fault:[/bold red]", end=" ")
    err.print(f"{what}\nWhat to do: {remedy}", markup=False)


def place_of(error: BaseException) -> str:
    """Kind and place of an unforeseen error, without its message: a message may hold values of the records."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "babyhubs" in Path(frame.filename).parts] or list(frames)
    last = ours[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}, line {last.lineno}"


class Steps:
    """Progress through named steps: `step("Reading the files")` starts the next one."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._task = progress.add_task("Starting", total=total)
        self._started = False

    def __call__(self, title: str) -> None:
        """Finish the step before and name the next."""
        if self._started:
            self._progress.advance(self._task)
        self._started = True
        self._progress.update(self._task, description=title)
        if not self._progress.console.is_terminal:
            self._progress.console.print(f"{title} …", markup=False)

    def finish(self) -> None:
        """All steps done."""
        self._progress.update(self._task, completed=self._progress.tasks[0].total, description="Done")


@contextmanager
def steps(total: int) -> Iterator[Steps]:
    """A progress bar on a terminal; one plain line a step where there is none (a log file, a scheduler)."""
    progress = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )
    with progress:
        counter = Steps(progress, total)
        yield counter
        counter.finish()
