"""A workbench, started as a user starts it: its own process, its own data folder, the link that it prints.

The test itself opens no socket. Only the browser talks to the workbench, on this machine.
"""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# `babyhubs serve` without the rest of the command line.
COMMAND = "import typer; from babyhubs.commands.serve import command; typer.run(command)"


@contextmanager
def workbench(folder: Path) -> Iterator[str]:
    """Gives the one-time link; stops the workbench at the end, and makes sure that it stops cleanly."""
    with subprocess.Popen(
        [sys.executable, "-c", COMMAND, "--data", str(folder), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        said = []
        try:
            for line in process.stdout:
                said.append(line)
                if "Ctrl and C" in line:
                    break
            found = re.search(r"http://localhost:\d+/sign-in/link/\S+", "".join(said))
            assert found, "".join(said) + (process.stderr.read() if process.poll() is not None else "")
            yield found[0]
        finally:
            process.send_signal(signal.SIGINT)
            rest, faults = process.communicate(timeout=30)
        assert "Stopped" in rest
        assert faults == ""
        assert process.returncode == 0
