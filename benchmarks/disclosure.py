"""A thousand random families of linked tables: are they protected, what does it cost, and how far from the least is that?

Each family is protected, attacked by the product's own attacker and by a second one that shares no code with it, and set against
the plain rule (round and hide small counts, nothing else) and the bound of the linear relaxation.

    uv run python -m benchmarks.disclosure --families 1000 --out families.csv
    uv run python -m benchmarks.disclosure --table families.csv     # the table of docs/explanation/disclosure.md
"""

import argparse
import csv
import sys
from pathlib import Path
from time import perf_counter

import numpy as np
import polars as pl
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
    protected = protect(family.family, rules, exact=True)
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


def table(paths: list[Path]) -> str:
    """One column a profile and one for all, as Markdown."""
    rows = pl.concat([pl.read_csv(path) for path in paths])
    released = pl.col("refused") == 0
    kept = pl.col("proved") == 1
    said = {
        "families": pl.len(),
        "refused: an earlier release had given a small count away": pl.col("refused").sum(),
        "sensitive cells in the others": pl.col("sensitive").filter(released).sum(),
        "given away by the plain rule": pl.col("given_away_by_plain_rule").filter(released).sum(),
        "families in which the plain rule gives one away": (pl.col("given_away_by_plain_rule") > 0)
        .filter(released)
        .sum(),
        "**given away after protection**, own attacker": pl.col("given_away").filter(released).sum(),
        "**narrowed below the threshold**, second attacker": pl.col("second_attacker_narrowed").filter(released).sum(),
        "narrowed if a reader could tell the marks apart": pl.col("narrowed_if_marks_told_apart")
        .filter(released)
        .sum(),
        "published figures": pl.col("cells").filter(released).sum(),
        "hidden as small": pl.col("small_cells").filter(released).sum(),
        "hidden to protect": pl.col("cells_to_protect").filter(released).sum(),
        "people hidden to protect": pl.col("people_to_protect").filter(released).sum(),
        "bound of the linear relaxation (people)": pl.col("relaxation").filter(released).sum().round(0).cast(pl.Int64),
        "best bound proved (people)": pl.col("bound").filter(released).sum().round(0).cast(pl.Int64),
        "families whose choice is proved the cheapest": kept.filter(released).sum(),
        "mean shift of a shown figure by rounding": pl.col("mean_rounding").filter(released).mean().round(2),
        "seconds to protect and attack, median": pl.col("seconds").median().round(2),
        "seconds, 95th percentile": pl.col("seconds").quantile(0.95).round(1),
    }
    by_profile = {name: rows.filter(profile=name).select(**said).row(0) for name in PROFILES}
    columns = [*by_profile.values(), rows.select(**said).row(0)]
    lines = [f"| | {' | '.join(f'`{name}`' for name in PROFILES)} | all |", "| --- |" + " --- |" * (len(PROFILES) + 1)]
    for index, name in enumerate(said):
        lines.append(f"| {name} | " + " | ".join(f"{column[index]:,}" for column in columns) + " |")
    return "\n".join(lines)


def main() -> None:
    """Runs the families and writes one row each, or prints the table of runs made before."""
    options = argparse.ArgumentParser()
    options.add_argument("--table", type=Path, nargs="+")
    options.add_argument("--families", type=int, default=1000)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--out", type=Path, default=Path("families.csv"))
    chosen = options.parse_args()
    if chosen.table:
        print(table(chosen.table))
        return
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
