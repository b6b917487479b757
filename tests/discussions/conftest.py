"""A project to work in, and texts with people who do not exist."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from babyhubs.discussions.project import Project, create

AT = "2026-11-24T10:00:00Z"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An empty project."""
    with create(tmp_path / "hub-talks.discussions", "Hub talks", "lead", AT) as made:
        yield made
