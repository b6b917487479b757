"""What each kind of question gives back to the worker, and how drawings and tables go into a page."""

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babyhubs import __version__
from babyhubs.disclosure.profiles import DEFAULT, profile
from babyhubs.evidence.finding import Finding
from babyhubs.reports.folder import whole_or_not_at_all
from babyhubs.workbench.evaluation import places

PROFILE = profile(DEFAULT)


@dataclass(frozen=True)
class Answered:
    """sentence: the answer in plain words. pages: what the page shows. findings: about whom, and what."""

    sentence: str
    refused: bool
    pages: Mapping[str, Any]
    findings: Sequence[tuple[str, Finding]]


def figure(one: Any) -> dict[str, str] | None:
    """A drawing as JSON."""
    return None if one is None else {"name": one.name, "caption": str(one.caption), "svg": str(one.svg)}


def write_folder(
    run: Any, files: Mapping[str, str], findings: Sequence[tuple[str, Finding]], said: Mapping[str, Any]
) -> None:
    """The files that may be asked to leave: no counts of people in them but such as the profile lets through."""
    folder: Path = places.answer(run)
    shutil.rmtree(folder, ignore_errors=True)
    with whole_or_not_at_all(folder) as partial:
        (partial / "csv").mkdir()
        for name, text in files.items():
            (partial / name).write_text(text, encoding="utf-8", newline="\n")
        _json(partial / "findings.json", [found.to_json() for _, found in findings])
        provenance = {
            "software": f"babyhubs {__version__}",
            "question": run.get_kind_display(),
            "project_class": run.project_class,
            "disclosure_profile": {
                "name": PROFILE.name,
                "version": PROFILE.version,
                "title": PROFILE.title,
                "source": PROFILE.source,
            },
        }
        _json(partial / "provenance.json", provenance | dict(said))


def _json(path: Path, value: Any) -> None:
    path.write_text(
        json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8", newline="\n"
    )
