"""Six simulated sessions in two models, sealed as logs, and their report: what `babyhubs demo` carries of observation.

The simulation knows what an observer taps, and `observations` how taps become a log; only here do both meet.
"""

from pathlib import Path

from babyhubs.disclosure.profiles import DEFAULT, profile
from babyhubs.observations.formats import own
from babyhubs.observations.log.seal import seal, text
from babyhubs.reports.answer import commitment
from babyhubs.reports.folder import whole_or_not_at_all
from babyhubs.reports.observed.folder import write
from babyhubs.simulation.observed.study import study


def logs(folder: Path, seed: int = 1, clinics: int = 3, sessions_each: int = 1, *, same: bool = False) -> None:
    """The logs of a simulated study, a file each session and observer."""
    for one in study(seed, clinics, sessions_each, same=same).sessions:
        path = folder / f"{one.name.replace(' ', '-')}.obs.jsonl"
        path.write_text(text(seal(one.name, one.opened, one.taps)), encoding="utf-8")


def demo(folder: Path, key: bytes, place: str, seed: int = 1) -> None:
    """FOLDER/sessions with the logs and FOLDER/report with what they say."""
    with whole_or_not_at_all(folder) as home:
        sessions = home / "sessions"
        sessions.mkdir()
        logs(sessions, seed)
        found = own.read(sessions)
        write(found, home / "report", profile(DEFAULT), place=place, simulated=True, commit=commitment(key))
        (home / "provenance.json").write_text('{"strand": "observations", "simulated": true}\n', encoding="utf-8")
