"""What each page of an audit's results shows, beside its answer."""

from collections.abc import Mapping
from typing import Any

from babyhubs.workbench.audits import places
from babyhubs.workbench.audits.models import Run
from babyhubs.workbench.web import kept_pages


def write(run: Run, pages: Mapping[str, Any]) -> dict[str, str]:
    """Writes the pages; gives their digests, for the row."""
    return kept_pages.write(places.pages(run), pages)


def read(run: Run, name: str) -> dict[str, Any] | None:
    """What a page shows; None where it is not there, or no longer what was written."""
    return kept_pages.read(places.pages(run), run.pages, name)
