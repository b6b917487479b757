"""Places and an answer for the browser's journey.

python -m tests.workbench.evaluation.done FOLDER PROGRAMME puts a hub, two areas' worth of places and their answer into the
programme of a workbench that was started before.
"""

import sys
from pathlib import Path


def main(folder: Path, programme_id: str) -> None:
    """One hub, and where the next one could open."""
    from babyhubs.workbench.options import Options
    from babyhubs.workbench.start import start

    start(Options(folder=folder))
    from babyhubs.workbench.hubs import services as hubs
    from babyhubs.workbench.programme.models import Programme
    from tests.workbench.evaluation import studies
    from tests.workbench.evaluation.test_places import AREAS, PLACES
    from tests.workbench.service import TEST

    programme = Programme.objects.get(pk=programme_id)
    hubs.add(TEST, programme, code="H01", name="Easton", latitude=51.46, longitude=-2.56)
    tables = {"areas": studies.brought(programme, AREAS, "areas"), "sites": studies.brought(programme, PLACES, "sites")}
    studies.answered(programme, "site", tables, reach=20, day="", hour=None)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
