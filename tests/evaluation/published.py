"""Reads published instances: the p-median graphs of the OR-Library."""

from pathlib import Path

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from babyhubs.statistics.interval import Floats


def pmed(path: Path) -> tuple[Floats, int]:
    """All-pairs shortest paths and p. An edge that is given twice counts with its last cost."""
    numbers = [int(one) for one in path.read_text("ascii").split()]
    nodes, edges, p = numbers[:3]
    rows = np.array(numbers[3 : 3 + 3 * edges]).reshape(edges, 3)
    last = {(int(min(a, b)) - 1, int(max(a, b)) - 1): float(cost) for a, b, cost in rows}
    ends = np.array(list(last))
    graph = csr_array((np.array(list(last.values())), (ends[:, 0], ends[:, 1])), shape=(nodes, nodes))
    return np.asarray(dijkstra(graph, directed=False)), p
