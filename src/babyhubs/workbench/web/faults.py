"""A fault of ours in the background work: told to people in words, and to the log by its kind and place.

Never by its message: a library's message may repeat a value from a file.
"""

import logging
import traceback
from pathlib import Path

from babyhubs.errors import BabyhubsError

FAULT = BabyhubsError(
    "Something went wrong on our side.",
    remedy="Try again; if it happens again, tell whoever looks after the workbench.",
)
_LOG = logging.getLogger(__name__)
_FRAMES = 8


def logged(error: Exception) -> BabyhubsError:
    """Writes down where it happened; gives what people are told."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    places = " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
    _LOG.error("%s in background work at %s", type(error).__name__, places)
    return FAULT
