"""Does BORIS's own loader open the projects that we write, and does its time budget say what ours says?

    uv run python -m benchmarks.boris_round_trip BORIS_ENVIRONMENT/bin/python      writes benchmarks/results/boris_round_trip.md

BORIS needs an environment of its own (Python 3.12, `boris-behav-obs`, the library libmpv); it is started as a program, never imported.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from babyhubs.observations.derive import derive
from babyhubs.observations.event_rows import event_rows
from babyhubs.observations.formats import boris_out
from babyhubs.observations.log.seal import seal
from babyhubs.observations.records import ZONE
from babyhubs.simulation.observed.study import study

RESULTS = Path(__file__).parent / "results" / "boris_round_trip.md"
SIDE = Path(__file__).with_name("boris_side.py")


def main() -> None:
    """Export the six simulated sessions, open them there, compare every row."""
    sessions = [derive(seal(one.name, one.opened, one.taps)) for one in study().sessions]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sessions.boris"
        path.write_text(boris_out.project(sessions), encoding="utf-8")
        command = [sys.argv[1], str(SIDE), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=True)
    answer = json.loads(done.stdout.strip().splitlines()[-1])
    lines = [
        "# Our `.boris` in BORIS's own loader",
        "",
        "`python -m benchmarks.boris_round_trip`: BORIS 9.15.0 opens the project, pairs its states and works out its time budget.",
        "",
        "| session | events | states paired | rows of the budget | rows that differ |",
        "| --- | --- | --- | --- | --- |",
    ]
    for one in sessions:
        name = f"{one.occasion} {one.observer}"
        theirs = answer["observations"][name]
        in_zone = {(state.actor, state.code) for state in one.intervals if state.track == ZONE}
        ours = {
            (row["actor"], f"in {row['code']}" if (row["actor"], row["code"]) in in_zone else row["code"]): row
            for row in event_rows(one)
        }
        rows = {(subject, code): (number, total) for subject, code, number, total in theirs["budget"] if number}
        wrong = [
            key
            for key in rows.keys() | ours.keys()
            if key not in rows
            or key not in ours
            or rows[key][0] != ours[key]["number"]
            or (rows[key][1] != "NA" and abs(float(rows[key][1]) - ours[key]["total_s"]) > 0.0006)
        ]
        paired = "yes" if theirs["states_paired"] else theirs["problem"]
        lines.append(f"| {name} | {theirs['events']:,} | {paired} | {len(rows)} | {len(wrong)} |")
    text = "\n".join(lines) + "\n"
    RESULTS.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
