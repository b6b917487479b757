"""Fills an empty folder with a workbench whose pages for parents are public. Run as a program, before a browser opens it.

python -m tests.workbench.public.filled FOLDER
"""

import sys
from pathlib import Path

from babyhubs.workbench.options import Options
from babyhubs.workbench.service import folder, migrations
from babyhubs.workbench.start import start


def fill(place: Path) -> None:
    """One programme, two hubs, all languages."""
    folder.prepare(place)
    folder.mark(place)
    start(Options(folder=place))
    migrations.migrate(Options(folder=place), copied=False)
    from babyhubs.workbench.accounts.services import invite
    from babyhubs.workbench.programme import services
    from babyhubs.workbench.public.texts import OTHERS
    from tests.workbench.public.sites import a_site, two_hubs
    from tests.workbench.service import TEST

    lead = invite(TEST, email="lead@example.nhs.uk", name="Lead", site_role="administrator")  # gets the link of a start
    programme = services.create(TEST, name="Reach", place="Bristol", purpose="p", owner=lead)
    two_hubs(programme)
    a_site(programme, languages=OTHERS)


if __name__ == "__main__":
    fill(Path(sys.argv[1]))
