"""A simulated roll-out as the table that `babyhubs evaluate gap` reads: one row a hub, month, fifth and ethnic group."""

import numpy as np
import polars as pl

from babyhubs.simulation.rollout import ETHNIC, FIFTHS, MONTHS, Rollout


def cells(service: Rollout) -> pl.DataFrame:
    """All cells, in order. `closed` and `dose` repeat on the rows of a hub-month."""
    hubs = service.start.size
    hub, month, fifth, group = np.meshgrid(
        np.arange(hubs), np.arange(MONTHS), np.arange(1, FIFTHS + 1), np.arange(len(ETHNIC)), indexing="ij"
    )
    return pl.DataFrame(
        {
            "clinic": hub.ravel(),
            "month": month.ravel(),
            "start": service.start[hub.ravel()],
            "quintile": fifth.ravel(),
            "ethnic": np.array(ETHNIC)[group.ravel()],
            "infants": service.infants.ravel(),
            "contacts": service.contacts.ravel(),
            "bf_due": service.due.ravel(),
            "bf_n": service.recorded.ravel(),
            "bf_y": service.breastfed.ravel(),
            "closed": service.closed[hub.ravel(), month.ravel()].astype(np.int64),
            "dose": service.dose[hub.ravel(), month.ravel()],
        }
    )
