"""Things of the discussions that an address can name."""

from typing import Any

from babyhubs.workbench.discussions import project, services
from babyhubs.workbench.discussions.frame import services as frame
from tests.workbench.service import TEST


def begun(programme: Any) -> Any:
    """A programme whose discussions have begun."""
    return project.row_of(programme) or services.begin(TEST, programme)


def a_row(programme: Any) -> str:
    """A row of the frame."""
    begun(programme)
    with project.opened(programme) as one:
        found = one.value("SELECT guid FROM frame_row ORDER BY number LIMIT 1")
    if found:
        return str(found)
    return frame.add_row(
        TEST, programme, group="Families in temporary housing", use="never", area="", target=3, route="hub"
    )
