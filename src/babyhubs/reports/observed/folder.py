"""The folder of an observation report: a page that may leave, findings, provenance, and what must stay inside."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from babyhubs import __version__
from babyhubs.disclosure.profiles import Profile
from babyhubs.errors import Refused
from babyhubs.evidence.finding import Finding
from babyhubs.observations.analysis import MEASURES, Study, analyse
from babyhubs.observations.ethogram import Ethogram
from babyhubs.observations.findings import findings
from babyhubs.observations.formats import tidy
from babyhubs.observations.records import Recording
from babyhubs.reports.folder import whole_or_not_at_all
from babyhubs.reports.observed import pages, replay


def write(
    recordings: Sequence[Recording],
    folder: Path,
    profile: Profile,
    *,
    place: str = "",
    simulated: bool = False,
    ethogram: Ethogram | None = None,
    commit: Callable[[Any], str] = str,
    parents: tuple[str, ...] = (),
    seed: int = 0,
    notes: Sequence[str] = (),
) -> tuple[Study, tuple[Finding, ...]]:
    """The whole folder, or nothing. commit: keyed digests of the logs (docs/decisions/0002). notes: what a reader must know first."""
    if not any(one.visits or one.scans for one in recordings):
        raise Refused(
            "No visit and no scan was recorded in these sessions, so there is nothing to report about families.",
            remedy="For files of other programs, use `babyhubs observe budget` and `agreement`.",
        )
    study = analyse(recordings, ethogram, seed=seed)
    study = replace(study, warnings=(*notes, *study.warnings))
    found = findings(study, profile, "service evaluation", commit, parents)
    with whole_or_not_at_all(folder) as home:
        _text(home / "report.html", pages.across(study, profile, place, simulated=simulated))
        _json(home / "findings.json", [one.to_json() for one in found])
        _json(home / "provenance.json", _provenance(recordings, study, profile, found, simulated, commit, seed))
        inside = home / "internal"
        for name, group in study.hubs.items():
            _text(inside / "hubs" / f"{_safe(name)}.html", pages.hub(group, study, place, simulated=simulated))
            for one in group.sessions:
                if (made := replay.page(one, simulated=simulated)) is not None:
                    _text(inside / "replay" / f"{_safe(f'{one.hub}-{one.opened[:10]}-{one.observer}')}.html", made)
        for name, content in tidy.files(recordings).items():
            _text(inside / "tables" / name, content)
        _json(inside / "agreement.json", list(study.agreements))
    return study, found


def _provenance(
    recordings: Sequence[Recording],
    study: Study,
    profile: Profile,
    found: tuple[Finding, ...],
    simulated: bool,
    commit: Callable[[Any], str],
    seed: int,
) -> dict[str, Any]:
    return {
        "software": f"babyhubs {__version__}",
        "strand": "observations",
        "simulated": simulated,
        "disclosure_profile": {"name": profile.name, "version": profile.version, "title": profile.title},
        "ethogram": f"{study.ethogram.identity} v{study.ethogram.version}",
        "seed": seed,
        "sessions": len(recordings),
        "inputs": sorted(commit(one.source or one.name) for one in recordings),
        "measures": MEASURES,
        "findings": [one.identity for one in found],
    }


def _safe(name: str) -> str:
    """A name that is a file name on every system; what was replaced keeps names apart."""
    plain = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_") else "_" for sign in name)
    return (
        plain
        if plain == name and plain
        else f"{plain[:60] or 'session'}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    )


def _text(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def _json(path: Path, value: Any) -> None:
    _text(path, json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False) + "\n")
