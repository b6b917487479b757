"""Fixtures of the workbench's tests. pytest-django makes both databases, and rolls each test's changes back."""

import uuid

import pytest

from tests.workbench.configured import configure

configure()

from tests.workbench.service import Service  # noqa: E402 - models exist only once Django is ready


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here may use both databases."""
    for item in items:
        if "tests/workbench" in item.path.as_posix():
            item.add_marker(pytest.mark.django_db(databases=["default", "people"]))


@pytest.fixture
def service() -> Service:
    """A workbench with two programmes, and somebody in each role of the first."""
    return Service()


@pytest.fixture
def nobody() -> uuid.UUID:
    """A number that is nobody's."""
    return uuid.UUID("00000000-0000-4000-8000-000000000000")
