"""Do passages that are offered as similar belong together? Real comments with labels by people, against comments drawn at random.

`python -m benchmarks.discussions_similar` writes benchmarks/results/discussions_similar.md.
"""

import csv
import random
from pathlib import Path

from babyhubs.discussions.similar import ranked

SHARED = Path(__file__).resolve().parents[2] / "shared" / "transcripts" / "nhs_fft_comments_coded.csv"
QUERIES, MOST = 300, 10


def main() -> None:
    """Share of the ten offered that share a label with the comment asked about; the same for ten at random."""
    with SHARED.open(encoding="utf-8", newline="") as file:
        rows = [
            (row["text"], set(row["codes"].split("|"))) for row in csv.DictReader(file) if len(row["text"].split()) > 5
        ]
    generator = random.Random(20261124)
    texts = [text for text, _ in rows]
    right = offered = by_chance = drawn = silent = 0
    for place in generator.sample(range(len(rows)), QUERIES):
        found = [one for _, one in ranked(texts[place], texts, MOST + 1) if texts[one] != texts[place]][:MOST]
        silent += not found
        offered += len(found)
        right += sum(bool(rows[one][1] & rows[place][1]) for one in found)
        others = generator.sample(range(len(rows)), MOST)
        drawn += len(others)
        by_chance += sum(bool(rows[one][1] & rows[place][1]) for one in others)
    lines = [
        "# Similar passages: do they belong together?",
        "",
        f"{len(rows):,} real comments on NHS services of more than five words, with labels by people (50 labels, 1 to 9 a comment). {QUERIES} of them, drawn with",
        f"a fixed seed, each with up to {MOST} others offered.",
        "",
        "| | share with a label in common |",
        "| --- | --- |",
        f"| offered as similar ({offered:,}) | {right / offered:.0%} |",
        f"| drawn at random ({drawn:,}) | {by_chance / drawn:.0%} |",
        "",
        f"For {silent} of the {QUERIES} nothing was offered. Words are not meaning: the rest is why they are offered and never coded by themselves.",
    ]
    target = Path(__file__).with_name("results") / "discussions_similar.md"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(target.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
