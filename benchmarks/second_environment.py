"""The same commands in two environments: are all files byte for byte the same?

    uv run python -m benchmarks.second_environment [--python 3.13]

The second one has another Python, a fresh installation from the wheel, another time zone, language and order of hashes, one thread
instead of two, and another folder. Data that a command takes are written by the first command, in each environment for itself.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parent.parent
RESULT = Path(__file__).parent / "results" / "second_environment.md"
LIMIT = 900  # seconds for one command
SERVICE = "demo/service/clean"
FILES = ("--hubs", f"{SERVICE}/hubs.csv", "--head-counts", f"{SERVICE}/head_counts.csv")
COMMANDS = {
    "demo --report-only": ("demo", "--report-only", "demo"),
    "map": ("map", f"{SERVICE}/children.csv", f"{SERVICE}/contacts.csv", *FILES, "-o", "map.toml"),
    "audit": (
        "audit", "--children", f"{SERVICE}/children.csv", "--contacts", f"{SERVICE}/contacts.csv", *FILES, "--mapping", "map.toml",
        "--as-of", "2026-09-14", "--key", "key", "--out", "answer",
    ),
    "observe report": ("observe", "report", "demo/observed/sessions", "--key", "key", "--out", "watched"),
    "evaluate gap": ("evaluate", "gap", "cells.csv", "-o", "gap"),
    "panel select": ("panel", "select", "pool.csv", "quotas.csv", "--seats", "12", "--out", "panel"),
    "evidence record": ("evidence", "record", "ledger", "answer/findings.json", "gap/findings.json"),
    "evidence build": (
        "evidence", "build", "ledger", "claims.toml", "--table", "answer/csv", "--date", "2026-11-24", "-o", "pack",
    ),
}  # fmt: skip
OTHERWISE = {
    "TZ": "Pacific/Auckland", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "4711", "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1", "POLARS_MAX_THREADS": "1",
}  # fmt: skip


def main() -> None:
    """Run, compare, write."""
    options = argparse.ArgumentParser()
    options.add_argument("--python", default="3.13", help="The other Python: a version that uv finds, or its path.")
    wanted = options.parse_args().python
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory(prefix="somewhere-else-") as second:
        here, there = Path(first), Path(second)
        program = _installed(there / "environment", wanted)
        works = (here / "work", there / "another" / "work")
        for work in works:
            work.mkdir(parents=True)
            _inputs(work)
        rows = [_row(name, words, works, program) for name, words in COMMANDS.items()]
        other = subprocess.check_output([program.parent / "python", "--version"], text=True).strip()
    lines = [
        "# The same commands in two environments",
        "",
        f"Python {sys.version.split()[0]} in the checkout, and {other} with the wheel installed afresh, in another folder, time zone,",
        "language and order of hashes, with one thread.",
        "",
        "| command | files | the same | not the same |",
        "| --- | ---: | ---: | --- |",
        *rows,
        "",
    ]
    RESULT.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    print("\n".join(lines))


def _installed(place: Path, python: str) -> Path:
    uv = shutil.which("uv") or "uv"
    wheel = place.parent / "wheel"
    constraints = place.parent / "constraints.txt"
    _do([uv, "build", "--quiet", "--wheel", "--out-dir", str(wheel)], ROOT, {})
    _do([uv, "export", "--quiet", "--no-dev", "--no-emit-project", "--no-hashes", "-o", str(constraints)], ROOT, {})
    _do([uv, "venv", "--quiet", "--python", python, str(place)], ROOT, {})
    built = str(next(wheel.glob("*.whl")))
    _do([uv, "pip", "install", "--quiet", "--python", str(place), "-c", str(constraints), built], ROOT, {})
    return place / "bin" / "babyhubs"


def _inputs(work: Path) -> None:
    """What no command writes: a key, a pool and quotas, cells of an evaluation."""
    from tests.evaluation.services import table

    (work / "key").write_text("7a" * 32, encoding="utf-8")
    (work / "key").chmod(0o600)
    table("narrows", 7, 12).write_csv(work / "cells.csv")
    pool = ["id,language,age"] + [
        f"{n},{('english', 'somali', 'polish')[n % 3]},{('young', 'older')[n % 2]}" for n in range(60)
    ]
    (work / "pool.csv").write_text("\n".join(pool) + "\n", encoding="utf-8")
    quotas = ["feature,value,min,max", "language,english,3,6", "language,somali,3,6", "language,polish,2,5"]
    quotas += ["age,young,5,7", "age,older,5,7"]
    (work / "quotas.csv").write_text("\n".join(quotas) + "\n", encoding="utf-8")
    (work / "claims.toml").write_text(
        'title = "Two environments"\npublisher = "A simulated provider"\n'
        'licence = "https://creativecommons.org/licenses/by/4.0/"\nsimulated = true\n'
        '[[claim]]\nname = "reach"\nsentence = "Reach was counted."\nstrength = "descriptive"\nlimits = "One service."\n'
        '[claim.sources]\nit = { strand = "audit", view = "hub", measure = "reach", attribute = "all" }\n',
        encoding="utf-8",
    )


def _row(name: str, words: tuple[str, ...], works: tuple[Path, Path], program: Path) -> str:
    before = [_files(work) for work in works]
    starts = ([str(Path(sys.executable).parent / "babyhubs")], [str(program)])
    for work, start, extra in zip(works, starts, ({}, OTHERWISE), strict=True):
        _do([*start, *words], work, extra)
    one, other = ({path: found for path, found in _files(work).items() if path not in earlier}
                  for work, earlier in zip(works, before, strict=True))  # fmt: skip
    differing = sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
    return f"| {name} | {len(one)} | {len(one) - len(differing)} | {', '.join(differing[:6]) or 'none'} |"


def _files(work: Path) -> dict[str, str]:
    return {
        path.relative_to(work).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(work.rglob("*"))
        if path.is_file()
    }


def _do(words: list[str], where: Path, extra: dict[str, str]) -> None:
    done = subprocess.run(
        words, cwd=where, env={**os.environ, **extra}, timeout=LIMIT, check=False, capture_output=True, text=True
    )
    if done.returncode not in (0, 3):
        raise SystemExit(f"{' '.join(words)} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


if __name__ == "__main__":
    main()
