"""A thousand random families of linked tables: are they protected, what does it cost, and how far from the least is that?

Each family is protected, attacked by the product's own attacker and by a second one that shares no code with it, and set against
the plain rule (round and hide small counts, nothing else) and the bound of the linear relaxation.

    uv run python -m benchmarks.disclosure --families 1000 --out docs/explanation/disclosure-families.csv
"""

import argparse
import csv
import sys
from pathlib import Path
from time import perf_counter

import numpy as np
from tests.disclosure.independent import SecondAttacker
from tests.disclosure.random_families import made

from babyhubs.disclosure.attack import attack
from babyhubs.disclosure.profiles import profile
from babyhubs.disclosure.protection import protect
from babyhubs.disclosure.reader import Reader

PROFILES = ("hes", "legacy", "csds-publication", "tre-10", "midpoint6")


def measure(seed: int) -> dict[str, object]:
    """One family: sizes, losses, attacks."""
    rules = profile(PROFILES[seed % len(PROFILES)])
    family = made(seed, rules)
    start = perf_counter()
    protected = protect(family.family, rules)
    seconds = perf_counter() - start
    reader, loss = protected.reader, protected.loss()
    refused = protected.attack.succeeds
    plain = attack(reader, reader.primary)
    harsh = Reader(family.family, rules, marks_known=True)
    narrowed, seen = 0, 0
    if not refused:
        second = SecondAttacker(family, protected, rules)
        width = rules.protect[1] - rules.protect[0]
        for place in protected.attack.places:
            low, high = second.bounds(reader.structure.cells[place])
            seen += 1
            narrowed += not (high - low >= width and low <= reader.structure.values[place] <= high)
    told_apart = attack(harsh, protected.choice.hidden)
    return {
        "seed": seed,
        "profile": rules.name,
        "tables": len(family.family.tables),
        "cells": int(loss["cells"]),
        "sensitive": len(protected.attack.places),
        "refused": int(refused),
        "given_away_by_plain_rule": len(plain.unsafe),
        "given_away": len(protected.attack.unsafe) if not refused else 0,
        "second_attacker_cells": seen,
        "second_attacker_narrowed": narrowed,
        "narrowed_if_marks_told_apart": len(told_apart.unsafe) if not refused else 0,
        "small_cells": int(loss["small_cells"]),
        "cells_to_protect": int(loss["cells_hidden_to_protect"]),
        "people": int(np.nanmax(reader.structure.values)),
        "people_to_protect": int(loss["people_hidden_to_protect"]),
        "relaxation": round(loss["relaxation_bound"], 2),
        "bound": round(loss["bound"], 2),
        "proved": int(protected.choice.proved and not refused),
        "mean_rounding": round(loss["mean_rounding"], 3),
        "seconds": round(seconds, 2),
    }


def main() -> None:
    """Runs the families and writes one row each."""
    options = argparse.ArgumentParser()
    options.add_argument("--families", type=int, default=1000)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--out", type=Path, required=True)
    chosen = options.parse_args()
    with chosen.out.open("w", newline="", encoding="utf-8") as file:
        writer: csv.DictWriter[str] | None = None
        for seed in range(chosen.first, chosen.first + chosen.families):
            row = measure(seed)
            if writer is None:
                writer = csv.DictWriter(file, row.keys(), lineterminator="\n")
                writer.writeheader()
            writer.writerow(row)
            file.flush()
            print(f"{seed}: {row['profile']}, {row['seconds']} s", file=sys.stderr)


if __name__ == "__main__":
    main()
