"""How many NHS numbers are checked in a second on one core. The aim is two million.

uv run python -m benchmarks.nhs_number
"""

import statistics
import time
from pathlib import Path

import numpy as np
import polars as pl

from babyhubs.intake.nhs_number import valid

RESULTS = Path(__file__).parent / "results" / "nhs_number.md"
NUMBERS, RUNS = 2_000_000, 7


def main() -> None:
    """Two million numbers as text, a third of them with spaces; processor seconds, median of seven."""
    rng = np.random.Generator(np.random.PCG64(1))
    plain = pl.Series(rng.integers(10**9, 10**10, NUMBERS).astype(str))
    spaced = plain.str.slice(0, 3) + " " + plain.str.slice(3, 3) + " " + plain.str.slice(6)
    written = pl.select(pl.when(pl.Series(rng.random(NUMBERS) < 1 / 3)).then(spaced).otherwise(plain)).to_series()
    seconds = []
    for _ in range(RUNS):
        before = time.process_time()
        right = int(valid(written).sum())
        seconds.append(time.process_time() - before)
    middle = statistics.median(seconds)
    RESULTS.write_text(
        "# NHS numbers checked\n\n"
        f"{NUMBERS:,} random ten-digit numbers, a third written with spaces; {right:,} valid (one in eleven, less palindromes). "
        f"Processor seconds on all cores, median of {RUNS}: {middle:.2f} ({min(seconds):.2f} to {max(seconds):.2f}), "
        f"{NUMBERS / middle / 1e6:.1f} million a second.\n",
        encoding="utf-8",
    )
    print(RESULTS.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
