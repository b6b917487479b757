"""Which volunteers are missing: the fewest new people with whom all quotas could be met."""

import numpy as np

from babyhubs.panel.kinds import QUOTA, Kinds
from babyhubs.panel.programme import INF, Programme


def missing_people(kinds: Kinds) -> tuple[str, ...] | None:
    """The fewest new volunteers and their answers, in sentences; None where no volunteer could help.

    Each new person has one answer to each feature, or none that a quota speaks of.
    """
    rows, count = kinds.matrix.shape
    quotas = [place for place, row in enumerate(kinds.rows) if row.about == QUOTA]
    features = list(dict.fromkeys(row.quota.feature for row in kinds.rows if row.quota is not None))
    # columns: kinds, new answers to each quota, new people
    matrix = np.zeros((rows + len(features), count + len(quotas) + 1))
    matrix[:rows, :count] = kinds.matrix
    matrix[0, -1] = 1.0
    for place, row in enumerate(quotas):
        matrix[row, count + place] = 1.0
        quota = kinds.rows[row].quota
        assert quota is not None
        matrix[rows + features.index(quota.feature), count + place] = 1.0
    matrix[rows:, -1] = -1.0
    programme = Programme(
        matrix,
        (np.append(kinds.low, np.full(len(features), -INF)), np.append(kinds.high, np.zeros(len(features)))),
        (np.zeros(matrix.shape[1]), np.append(kinds.most, np.full(len(quotas) + 1, float(kinds.seats)))),
        whole=True,
    )
    # fewest people, and among those the fewest answers that matter
    programme.costs(np.concatenate([np.zeros(count), np.full(len(quotas), -1e-3), [-1.0]]))
    found = programme.solve()
    if found is None:
        return None
    new = np.round(found.x[count:-1]).astype(int)
    people = int(np.round(found.x[-1]))
    wanted = [f"{new[place]} with {kinds.rows[row].name}" for place, row in enumerate(quotas) if new[place]]
    return (f"{people} more would be enough: {', '.join(wanted)}. One person can count for several of these.",)
