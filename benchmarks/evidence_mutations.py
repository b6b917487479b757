"""Random edits of an evidence pack, and whether `babyhubs evidence verify` catches and names each.

    uv run python -m benchmarks.evidence_mutations

The pack is the one of the tests; the test does the same with fewer edits.
"""

import random
from collections import Counter
from pathlib import Path

from tests.evidence.mutation import EDITS, SOFTWARE, edited, small_files

from babyhubs.evidence.verification import verify

EDITED, SEED = 2000, 2026
RESULT = Path(__file__).parent / "results" / "evidence_mutations.md"


def main() -> None:
    """Edit, verify, write."""
    chance, files = random.Random(SEED), small_files()
    tried: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    named: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for _ in range(EDITED):
        kind, touched, after = edited(chance, files)
        found = {problem.where.split(",")[0] for problem in verify(after, SOFTWARE).problems}
        tried[kind] += 1
        caught[kind] += bool(found)
        named[kind] += touched in found
        alone[kind] += found == {touched}
    lines = [
        "# Random edits of an evidence pack",
        "",
        f"{EDITED:,} edits, seed {SEED}, each of one pack of {len(files)} files. Caught: `verify` says that the pack does not hold.",
        "Named: it names the file. Alone: it names no other. A file under another name, or two exchanged, are rightly two.",
        "",
        "| edit | tried | caught | named | alone |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for edit in EDITS:
        kind = edit.__name__
        told = (edit.__doc__ or kind).rstrip(".")
        lines.append(f"| {told} | {tried[kind]} | {caught[kind]} | {named[kind]} | {alone[kind]} |")
    lines.append(f"| all | {tried.total()} | {caught.total()} | {named.total()} | {alone.total()} |")
    RESULT.write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\n")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
