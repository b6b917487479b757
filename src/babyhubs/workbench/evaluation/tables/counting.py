"""The worker's part when the counts come from the programme's own records: cells and areas, counted once, and the records let go."""

import uuid

from babyhubs.errors import BabyhubsError
from babyhubs.evaluation import from_records
from babyhubs.workbench.evaluation import places
from babyhubs.workbench.evaluation.models import CountTable
from babyhubs.workbench.evaluation.tables import services
from babyhubs.workbench.evaluation.tables.checking import WORKER, facts_of
from babyhubs.workbench.programme import clean_records
from babyhubs.workbench.web.faults import logged


def count(cells_id: uuid.UUID, areas_id: uuid.UUID) -> None:
    """Both tables, or neither, and why."""
    both = [CountTable.objects.select_related("programme").get(pk=key) for key in (cells_id, areas_id)]
    if any(one.state != CountTable.State.WAITING for one in both):
        return
    try:
        _count(*both)
    except BabyhubsError as problem:
        for one in both:
            services.failed(WORKER, one, problem=problem)
    except Exception as error:  # whatever it is, the person who waits is told
        for one in both:
            services.failed(WORKER, one, problem=logged(error))


def _count(cells: CountTable, areas: CountTable) -> None:
    loaded = clean_records.load(cells.programme)
    counted, first_month = from_records.cells(loaded.records, loaded.areas)
    lived = from_records.places(loaded.records, loaded.areas)
    for table, frame in ((cells, counted), (areas, lived)):
        path = places.of_table(table)
        path.touch(0o600)
        frame.write_csv(path)
    services.ready(WORKER, cells, facts=facts_of(cells), sha256=loaded.digest, first_month=first_month)
    services.ready(WORKER, areas, facts=facts_of(areas), sha256=loaded.digest)
