"""Same inputs, same bytes: whatever the locale, the time zone, the hash seed and the number of threads."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from tests.integration.services import written


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _audit(target: Path, key: Path, **environment: str) -> dict[str, str]:
    export = written("none", 500) / "clean"
    command = [
        sys.executable, "-c", "from babyhubs.commands.app import main; main()", "audit",
        "--children", str(export / "children.csv"), "--contacts", str(export / "contacts.csv"),
        "--hubs", str(export / "hubs.csv"), "--head-counts", str(export / "head_counts.csv"),
        "--key", str(key), "--as-of", "2026-09-14", "--out", str(target),
    ]  # fmt: skip
    done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return _digests(target)


def test_two_environments_write_the_same_bytes(tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text("ab" * 32 + "\n", "utf-8")
    key.chmod(0o600)
    first = _audit(tmp_path / "first", key, LC_ALL="C", TZ="UTC", PYTHONHASHSEED="0", POLARS_MAX_THREADS="1")
    second = _audit(
        tmp_path / "second",
        key,
        LC_ALL="tr_TR.UTF-8",
        TZ="Pacific/Kiritimati",
        PYTHONHASHSEED="4711",
        OMP_NUM_THREADS="2",
    )
    assert len(first) > 20
    assert first == second
