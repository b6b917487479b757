"""One draw by the peer, in the peer's own environment: `python panel_peer.py CASE METHOD SOLVER`. Prints seconds of processor time and the chances as JSON.

Not part of the product: sortition-algorithms is GPL-3, and this file is run by `benchmarks.panel_draw` as a program of its own.
"""

import csv
import json
import sys
import time
from pathlib import Path
from typing import Any

from sortition_algorithms import committee_generation  # type: ignore[import-not-found]
from sortition_algorithms.features import read_in_features  # type: ignore[import-not-found]
from sortition_algorithms.people import read_in_people  # type: ignore[import-not-found]
from sortition_algorithms.settings import Settings  # type: ignore[import-not-found]
from sortition_algorithms.utils import set_random_provider  # type: ignore[import-not-found]


def rows(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Heading and rows."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        found = list(reader)
        return list(reader.fieldnames or []), found


def main(folder: Path, method: str, solver: str) -> dict[str, Any]:
    """Read, draw, count."""
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    features, _, _ = read_in_features(*rows(folder / "quotas.csv"))
    settings = Settings(
        id_column="id",
        columns_to_keep=[],
        check_same_address=bool(meta["address_columns"]),
        check_same_address_columns=meta["address_columns"],
    )
    people, _ = read_in_people(*rows(folder / "pool.csv"), features, settings)
    set_random_provider(1)
    draw = getattr(committee_generation, f"find_distribution_{method}")
    before = time.process_time()
    panels, shares, _ = draw(features, people, meta["panel_size"], meta["address_columns"], solver)
    seconds = time.process_time() - before
    chance: dict[str, float] = {}
    for panel, share in zip(panels, shares, strict=True):
        for person in panel:
            chance[person] = chance.get(person, 0.0) + share
    return {"seconds": seconds, "chances": sorted(chance.values())}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])))
