"""What the pages of an analysis show, beside its report."""

from collections.abc import Mapping
from typing import Any

from babyhubs.workbench.observations.models import Analysis
from babyhubs.workbench.observations.results import places
from babyhubs.workbench.web import kept_pages


def write(one: Analysis, pages: Mapping[str, Any]) -> dict[str, str]:
    """Writes the pages; gives their digests, for the row."""
    return kept_pages.write(places.pages(one), pages)


def read(one: Analysis, name: str) -> dict[str, Any] | None:
    """What a page shows; None where it is not there, or no longer what was written."""
    return kept_pages.read(places.pages(one), one.pages, name)
