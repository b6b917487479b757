"""python -m tests.workbench.observations.opened FOLDER: a programme to observe in, for the tests in a browser."""

import sys
from pathlib import Path


def main(folder: Path) -> None:
    """A programme of the workbench's owner with two hubs, for the tests in a browser; prints the address of its observations."""
    from babyhubs.workbench.options import Options
    from babyhubs.workbench.start import start

    start(Options(folder=folder))
    from babyhubs.workbench.accounts.models import User
    from babyhubs.workbench.hubs import services as hubs
    from babyhubs.workbench.programme import services
    from babyhubs.workbench.record.actor import program

    test = program("test")
    owner = User.objects.get()
    programme = services.create(test, name="Reach", place="Bristol", purpose="Whom do we miss?", owner=owner)
    for code, name, model in (("HUB01", "Easton", "social"), ("HUB02", "Fishponds", "traditional")):
        hubs.add(test, programme, code=code, name=name, model=model)
    sys.stdout.write(f"/programmes/{programme.pk}/observations/\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
