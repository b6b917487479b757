"""How long the report of fifty watched sessions of three hours takes, from sealed logs to the finished folder.

uv run python -m benchmarks.observed_report            writes benchmarks/results/observed_report.md
"""

import tempfile
import time
from pathlib import Path

from babyhubs.disclosure.profiles import profile
from babyhubs.observations.formats import own
from babyhubs.observations.log.seal import seal, text
from babyhubs.reports.observed.folder import write
from babyhubs.simulation.observed.happening import assumptions
from babyhubs.simulation.observed.study import study

RESULTS = Path(__file__).parent / "results" / "observed_report.md"


def main() -> None:
    """Make the logs, then read, analyse and write, each with its time."""
    assumptions()["session_minutes"] = 180
    assumptions()["families"] = 33
    assumptions()["double_coded"] = 5
    with tempfile.TemporaryDirectory() as folder:
        logs = Path(folder) / "logs"
        logs.mkdir()
        operations = 0
        for one in study(clinics=5, sessions_each=5).sessions:
            sealed = seal(one.name, one.opened, one.taps)
            operations += len(sealed)
            (logs / f"{one.name.replace(' ', '-')}.obs.jsonl").write_text(text(sealed), encoding="utf-8")
        begun, cpu = time.perf_counter(), time.process_time()
        found = own.read(logs)
        read = time.process_time() - cpu
        write(found, Path(folder) / "report", profile("hes"))
        whole, used = time.perf_counter() - begun, time.process_time() - cpu
    lines = [
        "# The report of fifty sessions of three hours",
        "",
        "`python -m benchmarks.observed_report`: 50 sessions, 5 of them with a second observer; logs checked and read, everything worked",
        "out, all pages and tables written. Two cores that other work shared, so the processor's time is the steadier figure.",
        "",
        "| operations | reading and checking, s of processor | in all, s of processor | in all, s by the clock | wanted |",
        "| --- | --- | --- | --- | --- |",
        f"| {operations:,} | {read:.1f} | {used:.1f} | {whole:.1f} | < 10 s |",
    ]
    done = "\n".join(lines) + "\n"
    RESULTS.write_text(done, encoding="utf-8")
    print(done)


if __name__ == "__main__":
    main()
