"""The draw side by side with sortition-algorithms, on the shared cases, and how it grows with the pool and the seats.

    uv run python -m benchmarks.panel_draw              # both; the peer in an environment of its own, made with uv
    uv run python -m benchmarks.panel_draw --no-peer    # ours alone

The peer's LEXIMIN needs Gurobi, whose free licence ends at 2,000 rows or columns; where it refuses, its MAXIMIN stands. Seconds are processor seconds of the
solving call: ours includes the proof of every level and the tickets, and is the whole of `select`.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert

from babyhubs.panel.draw import REALISED, draw
from babyhubs.panel.files import read_pool, read_quotas
from babyhubs.panel.kinds import kinds
from babyhubs.panel.selection import select
from benchmarks.panel_pools import pool

CASES = Path(__file__).resolve().parents[2] / "shared" / "panel" / "instances"
RESULTS = Path(__file__).parent / "results" / "panel_draw.md"
PEER = ("sortition-algorithms==0.12.15", "mip==1.17.6", "gurobipy==13.0.3", "highspy==1.15.0")
NAMES = (
    "couples_20_2", "thesis_xsmall_10", "opendlp_docs_100_20", "gss14_160_16", "sf_fixture_150_22", "panelot_example_small_20",
    "diversimax_218_60_wide", "gss14_240_30", "thesis_medium_40", "gss16_825_75",
)  # fmt: skip
GROWTH = ((200, 20), (400, 20), (400, 40), (800, 40), (800, 80), (1727, 110))
PATIENCE = 900  # seconds that the peer may take for one case


def environment(place: Path) -> Path:
    """The peer's own environment."""
    subprocess.run(["uv", "venv", "-q", str(place)], check=True, timeout=300)
    python = place / "bin" / "python"
    subprocess.run(["uv", "pip", "install", "-q", "--python", str(python), *PEER], check=True, timeout=600)
    return python


def peer(python: Path, name: str) -> tuple[str, float, list[float]] | None:
    """The quicker of the peer's LEXIMINs; its quicker MAXIMIN where LEXIMIN refuses."""
    for method in ("leximin", "maximin"):
        found = []
        for solver in ("mip", "highspy"):
            script = Path(__file__).with_name("panel_peer.py")
            command = [str(python), str(script), str(CASES / name), method, solver]
            try:
                done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
            except subprocess.TimeoutExpired:
                continue
            if done.returncode == 0:
                said = json.loads(done.stdout.strip().splitlines()[-1])
                found.append((f"{method}, {solver}", said["seconds"], said["chances"]))
        if found:
            return min(found, key=lambda one: one[1])
    return None


def ours(name: str) -> dict[str, Any]:
    """Seconds of the draw alone and of all of `select`, each the middle of three."""
    meta = json.loads((CASES / name / "meta.json").read_text("utf-8"))
    quotas = read_quotas(CASES / name / "quotas.csv")
    people = read_pool(CASES / name / "pool.csv", quotas, address=meta["address_columns"]).people
    alone, whole = [], []
    for _ in range(3):
        before = time.process_time()
        found = draw(kinds(people, quotas, meta["panel_size"]))
        alone.append(time.process_time() - before)
        before = time.process_time()
        select(people, quotas, meta["panel_size"])
        whole.append(time.process_time() - before)
    chances = sorted(
        float(one)
        for one, size in zip(found.kinds.chance_of(found.lottery.expected), found.kinds.size, strict=True)
        for _ in range(size)
    )
    return {"alone": sorted(alone)[1], "whole": sorted(whole)[1], "route": found.route, "chances": chances}


def side_by_side(python: Path | None) -> list[str]:
    """A table of the shared cases."""
    lines = [
        "| case | route | draw, s | select, s | peer | peer, s | times | people the peer leaves over half a point short |",
        "| --- | --- | ---: | ---: | --- | ---: | ---: | ---: |",
    ]
    for name in NAMES:
        found = ours(name)
        route = "relaxed optimum" if found["route"] == REALISED else "columns"
        text = f"| {name} | {route} | {found['alone']:.3f} | {found['whole']:.3f} |"
        other = peer(python, name) if python else None
        if other is None:
            lines.append(f"{text} none | | | |")
        else:
            drawn = [0.0] * (len(found["chances"]) - len(other[2])) + other[2]
            short = sum(mine - yours > 0.005 for mine, yours in zip(found["chances"], drawn, strict=True))
            judged = f"{short}" if other[0].startswith("leximin") else "not LEXIMIN"
            lines.append(f"{text} {other[0]} | {other[1]:.2f} | {other[1] / found['alone']:.0f} | {judged} |")
        print(lines[-1], flush=True)
    return lines


def growth() -> list[str]:
    """Seconds by size of the pool and seats; seven features."""
    lines = ["| people | seats | kinds | route | draw, s | select, s |", "| ---: | ---: | ---: | --- | ---: | ---: |"]
    measured: list[dict[str, Any]] = []
    for people, seats in GROWTH:
        given = pool(people, seats)
        before = time.process_time()
        found = draw(kinds(*given, seats))
        alone = time.process_time() - before
        before = time.process_time()
        select(*given, seats)
        whole = time.process_time() - before
        lines.append(
            f"| {people:,} | {seats} | {len(found.kinds.size):,} | {found.route} | {alone:.2f} | {whole:.2f} |"
        )
        print(lines[-1], flush=True)
        measured.append({"people": people, "seats": f"{seats}", "seconds": alone})
    chart(measured)
    return lines


def chart(measured: list[dict[str, Any]]) -> None:
    """Growth drawn: seconds by people, a line for each number of seats."""
    drawing = (
        alt.Chart(alt.Data(values=measured))
        .mark_line(point=True)
        .encode(
            x=alt.X("people:Q", title="People in the pool"),
            y=alt.Y("seconds:Q", title="Processor seconds of the draw"),
            color=alt.Color("seats:N", title="Seats", sort=[f"{seats}" for _, seats in GROWTH]),
        )
        .properties(width=480, height=280)
    )
    RESULTS.with_suffix(".svg").write_text(vl_convert.vegalite_to_svg(drawing.to_json()), encoding="utf-8")


def main() -> None:
    """Run and write the tables."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--no-peer", action="store_true")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as place:
        python = None if chosen.no_peer else environment(Path(place) / "peer")
        text = "\n".join(
            [
                "# The fair draw beside sortition-algorithms 0.12.15",
                "",
                f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}. Processor seconds; ours the middle of"
                " three. “draw” is the solving call, as the peer's is; “select” adds people, tickets and advice.",
                "",
                *side_by_side(python),
                "",
                "## Growth: synthetic pools, seven features, quotas with a seat of room either way",
                "",
                *growth(),
                "",
                "![Processor seconds of the draw by people and seats](panel_draw.svg)",
                "",
            ]
        )
    if not chosen.no_peer:
        RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
