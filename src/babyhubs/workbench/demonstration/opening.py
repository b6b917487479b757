"""The start of the demonstration: a private folder, the simulated programme, the server, a link for each of two roles."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from babyhubs.errors import InputError
from babyhubs.simulation.service import Service
from babyhubs.workbench.options import Options
from babyhubs.workbench.service import folder as folders
from babyhubs.workbench.service.serve import Say, serve

LASTS = "The demonstration is kept in its folder. Nobody in it is real."
ENDS = "The demonstration is removed when you stop it; --folder keeps one. Nobody in it is real."

Begin = Callable[[str], None]
Make = Callable[[Callable[[Begin], None]], None]


def open_demonstration(
    folder: Path | None,
    port: int,
    simulated: Callable[[], Service],
    say: Say,
    progress: Make,
    open_page: Callable[[str], object] | None,
) -> None:
    """Serves until told to stop. folder: kept afterwards; None: a private one that is removed at the end.

    simulated: makes the service, asked for only if nothing is in the folder yet. progress: shows the stages of the
    work that it is given.
    """
    with place(folder) as where:
        say(LASTS if folder else ENDS)
        options = Options(folder=where, port=port)
        links = partial(_links, simulated, progress)
        serve(options, say, open_page=open_page, links=links, simulated=True)


@contextmanager
def place(folder: Path | None) -> Iterator[Path]:
    """Where it is made: a folder of the user's choice, or a private one for as long as it lasts."""
    if folder is None:
        with tempfile.TemporaryDirectory(prefix="babyhubs-demo-") as made:  # for its owner alone
            yield Path(made).resolve()
        return
    if folders.written_by(folder) and not folders.is_simulated(folder):
        raise InputError(
            "This folder holds a workbench that is no demonstration.",
            where=str(folder),
            remedy="Name another folder with --folder. Nothing was changed.",
        )
    yield folder


def _links(simulated: Callable[[], Service], progress: Make, options: Options) -> dict[str, str]:
    """For the lead who asks and the checker who decides. Models exist only once the workbench was started."""
    from babyhubs.workbench.accounts.models import Purpose, User
    from babyhubs.workbench.accounts.services import make_link
    from babyhubs.workbench.demonstration import people
    from babyhubs.workbench.demonstration.seed import seed
    from babyhubs.workbench.evidence.models import Check
    from babyhubs.workbench.record.actor import program

    if not User.objects.exists():
        progress(lambda begin: seed(simulated, begin))
    if not Check.objects.exists():  # the claims are checked last of all
        raise InputError(
            "The demonstration in this folder was cut off while it was made.",
            where=str(options.folder),
            remedy="Remove the folder, or name another one with --folder.",
        )
    demo = program("babyhubs demo")
    users = {one: User.objects.get(email=one.email) for one in people.SHOWN}
    return {one.told: make_link(demo, user, purpose=Purpose.OWNER) for one, user in users.items()}
