"""How long one year of a service takes, from export files to the report folder, and how much memory.

    uv run python -m benchmarks.audit_speed            # 10,000 births, about 150,000 contacts; median of three runs
    uv run python -m benchmarks.audit_speed --births 1000 --runs 1

Each run is a process of its own (start of Python included) that calls the command as a user does. The aim is 15 seconds and
1 GB on two cores.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from babyhubs.simulation.files import write
from babyhubs.simulation.service import Settings, simulate

RESULTS = Path(__file__).parent / "results" / "audit_speed.md"
AIM_SECONDS, AIM_MEGABYTES = 15, 1024


def measured(command: list[str]) -> tuple[float, float, float]:
    """Seconds on the clock, seconds of processor time, and the largest resident memory in megabytes of one process."""
    before = time.perf_counter()
    # an installed program keeps its bytecode; a machine that is told not to would compile everything again each time
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - before
    if os.waitstatus_to_exitcode(status) not in (0, 3):
        raise SystemExit(f"the command failed: {' '.join(command)}")
    divisor = 1024**2 if sys.platform == "darwin" else 1024
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / divisor


def commands(clean: Path, place: Path) -> dict[str, list[str]]:
    """The steps of a month's work, as a user types them."""
    babyhubs = [sys.executable, "-c", "from babyhubs.commands.app import main; main()"]
    children, contacts, hubs = (str(clean / f"{name}.csv") for name in ("children", "contacts", "hubs"))
    mapping, heads = str(place / "map.toml"), str(clean / "head_counts.csv")
    key = str(place / "key")
    return {
        "map": [*babyhubs, "map", children, contacts, "--hubs", hubs, "--head-counts", heads, "-o", mapping],
        "audit": [
            *babyhubs, "audit", "--children", children, "--contacts", contacts, "--hubs", hubs, "--head-counts", heads,
            "--mapping", mapping, "--key", key, "--as-of", "2026-09-15", "--out", str(place / "answer"),
        ],
    }  # fmt: skip


def main() -> None:
    """Simulate, run, print; the full size is written to benchmarks/results."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--births", type=int, default=10_000)
    arguments.add_argument("--runs", type=int, default=3)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        service = simulate(Settings(births_per_year=chosen.births))
        write(service, place)
        steps = commands(place / "clean", place)
        lines = [
            f"# One year of a service: {service.children.height:,} children, {service.contacts.height:,} contacts",
            "",
            f"Python {platform.python_version()}, {os.cpu_count()} cores. Median of {chosen.runs}. Aim of `audit`:"
            f" {AIM_SECONDS} s and {AIM_MEGABYTES} MB. Load of the machine before it began: {os.getloadavg()[0]:.1f}"
            " (above 0.3, the seconds on the clock are too many).",
            "",
            "| command | seconds | processor seconds, all cores | peak memory, MB |",
            "| --- | ---: | ---: | ---: |",
        ]
        for name, command in steps.items():
            found = [measured(command) for _ in range(chosen.runs)]
            seconds, busy, memory = (statistics.median(one) for one in zip(*found, strict=True))
            lines.append(f"| `babyhubs {name}` | {seconds:.1f} | {busy:.1f} | {memory:.0f} |")
    text = "\n".join([*lines, ""])
    print(text)
    if chosen.births == arguments.get_default("births"):
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
