"""A project to work in, and texts with people who do not exist."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from babyhubs.discussions.project import Project, create
from babyhubs.discussions.receipt import Receipt
from babyhubs.discussions.review import keep_all, pass_text
from babyhubs.discussions.taking_down import Discussion, add_text

AT = "2026-11-24T10:00:00Z"
KEY = bytes(range(32))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An empty project."""
    with create(tmp_path / "hub-talks.discussions", "Hub talks", "lead", AT) as made:
        made.connection.execute("PRAGMA synchronous = OFF")  # these tests need not wait for the disk
        yield made


def add(project: Project, text: str, name: str = "Discussion 1", *, passed: bool = True, **about: object) -> str:
    """A text, looked through by a person unless said otherwise."""
    with project.act("import", "lead", AT, name):
        source = add_text(project, text, Discussion(name, **about), "lead", AT, Receipt(name), KEY)  # type: ignore[arg-type]
    if passed:
        keep_all(project, source, "lead", AT)
        pass_text(project, source, "lead", AT)
    return source
