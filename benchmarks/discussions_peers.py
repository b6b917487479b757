"""Our exports read by another program, and the reference files read by it and by us, side by side.

`python -m benchmarks.discussions_peers PYTHON` where PYTHON is the interpreter of an environment of its own with qdapy 0.1.0 (AGPL: it is
never imported here, only run). Writes benchmarks/results/discussions_peers.md.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from babyhubs.discussions.importing import import_file
from babyhubs.discussions.load import load
from babyhubs.discussions.passages import passages
from babyhubs.discussions.project import create
from babyhubs.discussions.receipt import Receipt
from babyhubs.discussions.refi.write import project_bytes

SHARED = Path(__file__).resolve().parents[2] / "shared" / "refi-qda" / "samples"
FILES = ("probe_hardcase.qdpx", "nvivo12-windows_masked.qdpx", "qualcoder39_export_of_probe.qdpx")
AT = "2026-11-24T10:00:00Z"
READ = """
import json, sys, time
import qdapy
start = time.perf_counter()
found = qdapy.read_qdpx(sys.argv[1])
frame = found.fragments if hasattr(found, "fragments") else found
rows = frame.to_dict("records")
print(json.dumps({"seconds": time.perf_counter() - start, "rows": rows, "columns": list(frame.columns)}, default=str))
"""


def peer(python: str, path: Path) -> dict[str, object]:
    """What the other program reads: its rows and how long it took."""
    done = subprocess.run([python, "-c", READ, str(path)], capture_output=True, text=True, timeout=120, check=False)
    if done.returncode:
        return {"error": done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "no answer", "rows": []}
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Read, export, let the peer read both, and compare word by word."""
    python = sys.argv[1]
    lines = [
        "# Discussions beside another program",
        "",
        "qdaPy 0.1.0, run in an environment of its own. A quote counts when it is letter for letter what the reference reading gives.",
        "",
        "| file | codings | exact here | exact in qdaPy | our export of it: exact in qdaPy | codings without a code there |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for name in FILES:
            with create(Path(folder) / f"{name}.discussions", "", "benchmark", AT) as project:
                start = time.perf_counter()
                import_file(project, SHARED / name, "benchmark", AT)
                took = time.perf_counter() - start
                wanted = [row["quote"] for row in passages(project)]
                out = Path(folder) / f"out_{name}"
                out.write_bytes(project_bytes(load(project), Receipt(name), unique_names=True))
            before, after = peer(python, SHARED / name), peer(python, out)
            lines.append(
                f"| {name} | {len(wanted)} | {len(wanted)} ({took:.2f} s) | {exact(before, wanted)} | {exact(after, wanted)} | {orphans(after)} |"
            )
    target = Path(__file__).with_name("results") / "discussions_peers.md"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(target.read_text(encoding="utf-8"))


def exact(found: dict[str, object], wanted: list[str]) -> str:
    """How many of the quotes that there should be are there."""
    if "error" in found:
        return f"stops: {found['error']}"
    left = [str(row.get("text", row.get("quote", ""))) for row in found["rows"]]  # type: ignore[attr-defined]
    right = 0
    for quote in wanted:
        if quote in left:
            left.remove(quote)
            right += 1
    return f"{right} of {len(wanted)}"


def orphans(found: dict[str, object]) -> int:
    """Rows without a code."""
    return sum(not str(row.get("code", row.get("code_path", ""))).strip() for row in found["rows"])  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
