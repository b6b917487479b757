"""Where the open data that tests may read lies, and what happens when it is not there.

Outside continuous integration an absent file skips the test with a reason; with CI=true it fails, so that the
oracle tests cannot quietly stop running.
"""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared(relative: str) -> Path:
    """The path of a shared data file, or a skip (a failure in CI) when it is absent."""
    path = SHARED / relative
    if not path.exists():
        message = f"shared data file {relative} is not beside this checkout"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return path
