"""Logs of the capture page as records."""

from pathlib import Path

from babyhubs.observations.derive import recording
from babyhubs.observations.log import reader
from babyhubs.observations.records import Recording


def read(path: Path, *, accept_broken: bool = False) -> tuple[Recording, ...]:
    """Every session of a log file or a folder of logs, in the order of their opening."""
    found = [recording(log) for log in reader.read(path, accept_broken=accept_broken)]
    names = [one.name for one in found]
    return tuple(sorted(found, key=lambda one: (one.opened, one.name, names.index(one.name))))
