"""A workbench, started as a user starts it: its own process, its own data folder, the links that it prints.

The test itself opens no socket. Only the browser talks to the workbench, on this machine.
"""

import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# `babyhubs serve` without the rest of the command line.
SERVE = "import typer; from babyhubs.commands.serve import command; typer.run(command)"
# `babyhubs demo` with a service of another size.
DEMO = """
import sys
from pathlib import Path
from babyhubs.commands.demo import opened
from babyhubs.simulation.service import Settings
opened(Settings(births_per_year=int(sys.argv[1])), Path(sys.argv[2]), 0)
"""
LINK = re.compile(r"http://localhost:\d+/sign-in/link/\S+")
LONGEST = 900  # seconds until it must have started, on the busiest machine


@contextmanager
def workbench(folder: Path) -> Iterator[str]:
    """Gives the one-time link; stops the workbench at the end, and makes sure that it stops cleanly."""
    with _started([SERVE, "--data", str(folder), "--port", "0"], faults="") as links:
        yield links[0]


@contextmanager
def demonstration(folder: Path, births: int) -> Iterator[list[str]]:
    """The demonstration: gives the link of the service lead, and that of the output checker."""
    with _started([DEMO, str(births), str(folder)], faults=r"([A-Z][a-z ]+ …\n)*") as links:
        yield links


@contextmanager
def _started(program: list[str], faults: str) -> Iterator[list[str]]:
    """faults: what may stand in standard error, as a pattern."""
    with subprocess.Popen(
        [sys.executable, "-c", *program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        too_long = threading.Timer(LONGEST, process.kill)
        too_long.start()
        said = []
        try:
            for line in process.stdout:
                said.append(line)
                if "Ctrl and C" in line:
                    break
            too_long.cancel()
            found = LINK.findall("".join(said))
            if not found:
                process.kill()
            assert found, "".join(said) + process.stderr.read()
            yield found
        finally:
            too_long.cancel()
            process.send_signal(signal.SIGINT)
            rest, told = process.communicate(timeout=120)
        assert "Stopped" in rest
        assert re.fullmatch(faults, told), told
        assert process.returncode == 0
