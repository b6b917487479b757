"""An attacker with the demonstration's tables and nothing else, against every hidden count of babies in them.

    uv run python -m benchmarks.pack_attack

The attacker is the one of the tests (`tests/evidence/outsider.py`): it shares no code with what protected the tables. Also looked for, in every file that
leaves: any identifier of a child, a family, a referral or a contact in the simulated records.
"""

import csv
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.evidence.outsider import MEASURES, SMALL, Key, key, known

RESULT = Path(__file__).parent / "results" / "pack_attack.md"
IDENTIFIERS = {"children.csv": ("child_id", "family_id"), "contacts.csv": ("contact_id", "referral_id", "child_id")}


def main() -> None:
    """Simulate, audit, attack, write."""
    with tempfile.TemporaryDirectory() as made:
        place = Path(made) / "demo"
        words = [str(Path(sys.executable).parent / "babyhubs"), "demo", "--report-only", str(place)]
        subprocess.run(words, check=True, timeout=600, capture_output=True)
        report = place / "report"
        files = {f"tables/{path.name}": path.read_bytes() for path in (report / "csv").glob("*.csv")}
        leaving = {
            path.name: path.read_bytes()
            for path in report.rglob("*")
            if path.is_file() and "internal" not in path.parts
        }
        truth = _truth(report / "internal")
        names = _identifiers(place / "service" / "clean")
    began = time.process_time()
    attacked = known(files)
    small = narrowed = pinned = 0
    for where, low, high in attacked.bounds():
        if not low <= truth[where] <= high:
            raise SystemExit(f"the attacker is wrong about {where}: {truth[where]} is not from {low} to {high}")
        if SMALL[0] <= truth[where] <= SMALL[1]:
            small += 1
            narrowed += low > SMALL[0] or high < SMALL[1]
        pinned += low == high
    words_leaving = {word for content in leaving.values() for word in re.findall(rb"[A-Za-z0-9_-]{6,}", content)}
    told = len(names & words_leaving)
    lines = [
        "# An attacker with the tables that leave",
        "",
        f"{len(attacked.limits):,} counts of babies in {len(files)} tables, tied by {len(attacked.sums):,} sums and orders; {time.process_time() - began:.0f} s of processor time.",
        "",
        "| | |",
        "| --- | ---: |",
        f"| hidden counts | {len(attacked.hidden)} |",
        f"| of them 1 to 7 babies | {small} |",
        f"| of these, some number from 1 to 7 can be ruled out | {narrowed} |",
        f"| hidden counts that can be worked out | {pinned} |",
        f"| identifiers in the records | {len(names):,} |",
        f"| of them in any of the {len(leaving)} files that leave | {told} |",
        "",
    ]
    RESULT.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    print("\n".join(lines))


def _truth(internal: Path) -> dict[Key, int]:
    found: dict[Key, int] = {}
    for row in csv.DictReader((internal / "measures.csv").open(encoding="utf-8")):
        if row["measure"] in MEASURES:
            for what in ("eligible", "events"):
                found[key(row["view"], row["measure"], what, row["attribute"], row["group"])] = int(row[what])
    for row in csv.DictReader((internal / "wards.csv").open(encoding="utf-8")):
        for what in ("eligible", "events"):
            found["ward", row["view"] if what == "events" else "", what, row["ward"]] = int(row[what])
    return found


def _identifiers(records: Path) -> set[bytes]:
    found: set[bytes] = set()
    for file, columns in IDENTIFIERS.items():
        for row in csv.DictReader((records / file).open(encoding="utf-8")):
            found |= {row[column].encode() for column in columns if row.get(column)}
    return found


if __name__ == "__main__":
    main()
