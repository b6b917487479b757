"""One thing that a look at a workbench found, and how grave it is."""

from dataclasses import dataclass

FINE, NOTE, FAULT = "fine", "note", "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """grave: fine, note (know this) or fault (do something). about: what was looked at. remedy: what to do."""

    grave: str
    about: str
    sentence: str
    remedy: str = ""
