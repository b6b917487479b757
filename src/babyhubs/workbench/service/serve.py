"""The whole start, in order, and a clean end."""

import multiprocessing
import os
import socket
import sys
import threading
import time
from collections.abc import Callable
from functools import partial

from babyhubs.workbench.options import Options
from babyhubs.workbench.service import backup, filesystem, folder, lock, migrations
from babyhubs.workbench.service.background import Background
from babyhubs.workbench.start import application, start
from babyhubs.workbench.web import uploads

THREADS = 8  # pages answered at once; they wait for the database more than they compute
WORKERS_SHARED = 2  # processes, where several people use the workbench

Say = Callable[[str], None]
Links = Callable[[Options], dict[str, str]]


def serve(
    options: Options,
    say: Say,
    *,
    copied: bool = False,
    open_page: Callable[[str], object] | None = None,
    links: Links | None = None,
    simulated: bool = False,
) -> None:
    """Serves until told to stop (Ctrl and C). say: how the user is told. open_page: shows the first link in a browser.

    links: asked once the databases are there, for whom to make sign-in links; None: for who starts it. simulated: it is
    a demonstration.
    """
    options.check()
    os.umask(0o077)  # every file from here on is its owner's alone, SQLite's journals too
    if not options.database_url:
        filesystem.check_local(options.folder.parent if not options.folder.exists() else options.folder)
    folder.prepare(options.folder)
    with lock.held(options.folder):
        folder.mark(options.folder, simulated=simulated)
        start(options)
        uploads.clear(options.folder)
        backup.clear_left(options.folder)
        addresses = _ready(options, say, links, copied=copied)
        _run(options, partial(_welcome, options, addresses, say, open_page))
    say("Stopped. Nothing is running any more.")


def _ready(options: Options, say: Say, links: Links | None, *, copied: bool) -> dict[str, str]:
    """Migrated; gives the sign-in links, each by whom it is for ("" is who starts it)."""
    from django.db import connections
    from django.urls import reverse

    from babyhubs.workbench.people import erasing
    from babyhubs.workbench.record.verification import head
    from babyhubs.workbench.service import owner

    for copy in migrations.migrate(options, copied=copied):
        say(f"The database was brought up to this version; a copy from before is {copy}")
    if again := erasing.replay(owner.SERVE, options.folder):
        say(f"Erased again from the register, because a restored copy still held them: {again}")
    secrets = (links or owner.links)(options)
    say(f"Data folder: {options.folder}")
    say(f"Head of the record: {head()}")
    connections.close_all()  # the server's processes open their own
    home = options.home.rstrip("/")
    return {whom: home + reverse("sign-in-link", args=[secret]) for whom, secret in secrets.items()}


def _welcome(options: Options, addresses: dict[str, str], say: Say, open_page: Callable[[str], object] | None) -> None:
    """Told once the server answers."""
    if not _answers(options):
        return
    for whom, address in addresses.items():
        say(f"Open this link to sign in{f' as {whom}' if whom else ''}; it works once:\n{address}")
    if not addresses:
        say(f"The workbench is at {options.home}")
    say("Stop with Ctrl and C.")
    if open_page and addresses:
        open_page(next(iter(addresses.values())))


def _answers(options: Options) -> bool:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with socket.create_connection((options.address, options.port), timeout=1):
                return True
        except OSError:
            time.sleep(0.1)
    return False


def _run(options: Options, welcome: Callable[[], None]) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    # Other start methods would copy this process with the threads of the numerical libraries in any state.
    multiprocessing.set_start_method("spawn", force=True)
    # A spawned process runs the main script again, which here is the whole command line with its numerical libraries.
    # Without a file there is nothing to run, and each process has 60 MB and not 205.
    vars(sys.modules["__main__"]).pop("__file__", None)
    background = Background(options)
    server = Granian(
        target="babyhubs",
        address=options.address,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=1 if options.local else WORKERS_SHARED,
        blocking_threads=THREADS if options.local else THREADS // WORKERS_SHARED,
        blocking_threads_idle_timeout=600,  # a thread keeps its connection to the database
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.error,
        ssl_cert=options.certificate,
        ssl_key=options.certificate_key,
    )
    server.on_startup(background.begin)
    server.on_startup(lambda: threading.Thread(target=welcome, daemon=True).start())
    server.on_shutdown(background.end)
    server.serve(target_loader=partial(application, options), wrap_loader=False)
