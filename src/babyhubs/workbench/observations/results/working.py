"""The worker's part: from the sessions to the report's folder, the pages and the findings."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from typing import Any

from django.conf import settings

from babyhubs.disclosure.profiles import DEFAULT, profile
from babyhubs.errors import BabyhubsError
from babyhubs.evidence.exhibit import Exhibit
from babyhubs.intake.pseudonyms import read_or_make_key
from babyhubs.observations.agreement.summary import weak_codes
from babyhubs.observations.analysis import Study
from babyhubs.observations.recoding import named, readable, remarks
from babyhubs.observations.records import Recording
from babyhubs.reports.answer import commitment
from babyhubs.reports.observed import drawings, hub_page, pages, replay
from babyhubs.reports.observed.folder import write
from babyhubs.reports.observed.shown import about, enough
from babyhubs.workbench.observations.codes import books
from babyhubs.workbench.observations.models import Analysis, Session
from babyhubs.workbench.observations.results import kept, places, services
from babyhubs.workbench.observations.rooms import versions
from babyhubs.workbench.observations.sessions.logs import recordings
from babyhubs.workbench.record.actor import program
from babyhubs.workbench.web.faults import logged

WORKER = program("background work")


def carry_out(analysis_id: uuid.UUID) -> None:
    """One analysis. It ends done or failed, and says which."""
    one = Analysis.objects.select_related("programme").get(pk=analysis_id)
    if one.state != Analysis.State.WAITING:
        return
    try:
        results, findings = _worked_out(one)
        services.done(WORKER, one, results=results, findings=findings)
    except BabyhubsError as problem:
        services.failed(WORKER, one, problem=problem)
    except Exception as error:  # whatever it is, the person who waits is told
        services.failed(WORKER, one, problem=logged(error))


def _worked_out(one: Analysis) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    sessions = list(Session.objects.filter(programme=one.programme_id).prefetch_related("operations"))
    book = books.used(one.programme).book
    every = recordings(sessions)
    found, others = readable(every, book)
    rule, place = profile(DEFAULT), one.programme.place
    key, _ = read_or_make_key(places.key(one.programme_id))
    study, concluded = write(
        found or every, places.answer(one), rule, place=place, simulated=settings.BABYHUBS_SIMULATED, ethogram=book,
        commit=commitment(key), parents=tuple(one.because_of), notes=remarks((), others, book),
    )  # fmt: skip
    hubs = {name: f"hub-{number}" for number, name in enumerate(study.hubs, 1)}
    shown = {
        "across": _plain(pages.across_shown(study, rule, place))
        | {
            "hub_pages": hubs,
            "weak_codes": _weak(study),
            "code_book": named((book.identity, book.version)),
        }
    }
    behind = {
        name: drawings.Behind(versions.address(picture), picture.width, picture.height)
        for name, picture in versions.pictures(one.programme).items()
    }
    replays: list[dict[str, str]] = []
    for recording in study.everybody.sessions:
        if (drawn := replay.shown(recording, behind)) is not None:
            name = f"replay-{len(replays) + 1}"
            shown[name] = _plain(drawn)
            replays.append({"name": name, "hub": recording.hub, "label": recording.label})
    for name, page in hubs.items():
        own = [row for row in replays if row["hub"] == name]
        shown[page] = _plain(hub_page.shown(study.hubs[name], study, place, behind)) | {"replays": own}
    results = {
        "sessions": len(sessions),
        "newest": max(session.changed_at for session in sessions),
        "pages": kept.write(one, shown),
        "exhibits": [exhibit.to_json() for exhibit in _exhibits(study, found, one, rule)],
    }
    return results, [finding.to_json() for finding in concluded]


def _weak(study: Study) -> list[str]:
    """Codes on which two observers agree too little: an export asks to be told that somebody knows."""
    return sorted({study.ethogram.label(code) for answer in study.agreements for code in weak_codes(answer)})


def _exhibits(study: Study, found: Sequence[Recording], one: Analysis, rule: Any) -> list[Exhibit]:
    """What was watched at each hub, in a sentence that may leave: whoever cites a figure can say on what it stands."""
    made = []
    for name, group in study.hubs.items():
        days = sorted({session.opened[:10] for session in group.sessions})
        families = (
            f"with {about(group.families, rule)} families" if enough(group.families, rule) else "with few families"
        )
        model = study.hub_models.get(name) or "model not said"
        many = f"{len(days)} session" + ("s" if len(days) != 1 else "")
        made.append(
            Exhibit(
                kind="observation",
                strand="observations",
                project_class=one.project_class,
                title=f"{name}: what was watched",
                words=f"{many} watched at {name} ({model}), {families}.",
                period=f"{days[0]}/{days[-1]}" if days else "",
                disclosure_profile=f"{rule.name} v{rule.version}",
                figures=(("sessions", float(len(days))),),
                parents=tuple(one.because_of),
            )
        )
    return made


def _plain(value: Any) -> Any:
    """Ready for JSON: tables and figures as objects, drawings as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, str) else value
