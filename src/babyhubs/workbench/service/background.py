"""The process that does the long work: one, started and stopped with the server, fed by the database (django-tasks)."""

import hashlib
import multiprocessing
import os
import platform
import threading
from pathlib import Path

from babyhubs.workbench.options import Options
from babyhubs.workbench.start import start

BEHIND_PAGES = 10  # of 19: of two that want a core, a page gets nine tenths of it
GRACE = 10  # seconds for work under way to end when the server stops; what is cut off is told as interrupted


class Background:
    """Keeps one worker running until told to stop."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._stopping = threading.Event()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._keeper = threading.Thread(target=self._keep, daemon=True)

    def begin(self) -> None:
        """Starts it."""
        self._keeper.start()

    def end(self) -> None:
        """Stops it: gently, then not."""
        self._stopping.set()
        if self._process is not None:
            self._process.terminate()
            self._process.join(GRACE)
            if self._process.is_alive():
                self._process.kill()

    def _keep(self) -> None:
        """A worker that dies is started again, but not in a frenzy."""
        context = multiprocessing.get_context("spawn")
        while not self._stopping.is_set():
            self._process = context.Process(target=work, args=(self._options,), daemon=True)
            self._process.start()
            self._process.join()
            self._stopping.wait(2)


def work(options: Options) -> None:
    """What the process does. An audit may take every core that nobody waits for: pages go first."""
    if hasattr(os, "nice"):  # not on Windows
        os.nice(BEHIND_PAGES)
    start(options)
    from django.core.management import call_command

    from babyhubs.workbench.discussions.voices.cleaning import keep_clean

    name = worker_name(options.folder)
    tell_interrupted(name)
    keep_clean()
    call_command(
        "db_worker", queue_name="*", interval=1, worker_id=name, startup_delay=False, reload=False, verbosity=0
    )


def worker_name(folder: Path) -> str:
    """One name for the worker of one data folder on one machine, the same after every start."""
    return hashlib.sha256(f"{platform.node()}:{folder.resolve()}".encode()).hexdigest()[:32]


def tell_interrupted(name: str) -> None:
    """What this worker had begun when it was cut off will not end by itself: it is told as failed, and can be repeated."""
    from django_tasks import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    for result in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING):
        if name in result.worker_ids:
            result.set_failed(InterruptedError("The workbench was stopped while this was under way."))
