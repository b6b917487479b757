"""The worker's part: the records that are there, audited by the rule in force and by the proposed one, side by side.

Cleaning is the same under both, but for nothing that a rule says: so each audit is made whole, as `babyhubs audit` does.
"""

import uuid
from dataclasses import astuple, replace
from typing import Any

from django.utils import timezone

from babyhubs.audit.result import AuditResult
from babyhubs.audit.rule import Rule
from babyhubs.errors import BabyhubsError, InputError
from babyhubs.intake.mapping import Mapping
from babyhubs.reports.answer import Answer, answer
from babyhubs.reports.sentences import headline
from babyhubs.workbench.audits import recognition
from babyhubs.workbench.audits.models import RuleVersion, Run, Upload
from babyhubs.workbench.audits.preparing import WORKER
from babyhubs.workbench.audits.results.outcome import verdict_rows
from babyhubs.workbench.audits.rules import services
from babyhubs.workbench.audits.rules.current import rule_of
from babyhubs.workbench.audits.running import question
from babyhubs.workbench.web.faults import logged

_FIGURES = ("verdict", "reach", "ratio", "shortfall")


def carry_out(version_id: uuid.UUID) -> None:
    """One trial. It ends tried or failed, and says which."""
    version = RuleVersion.objects.select_related("programme", "rests_on").get(pk=version_id)
    if version.state != RuleVersion.State.WAITING:
        return
    try:
        services.tried(WORKER, version, moved=_moved(version))
    except BabyhubsError as problem:
        services.trial_failed(WORKER, version, problem=problem)
    except Exception as error:  # whatever it is, the person who waits is told
        services.trial_failed(WORKER, version, problem=logged(error))


def _moved(version: RuleVersion) -> dict[str, Any]:
    like = _like(version)
    mapping = Mapping.model_validate_json(like.mapping.content)
    tables = recognition.read_files(like.upload, mapping)

    def under(rule: Rule) -> Answer:
        return answer(tables, mapping, replace(question(like, mapping), rule=rule), lambda _: None)

    return compared(under(rule_of(version.rests_on)), under(rule_of(version)))


def compared(before: Answer, after: Answer) -> dict[str, Any]:
    """Both answers in short, and each group under both. Figures are as released."""
    then, now = _by_group(before.released), _by_group(after.released)
    groups = [_group(name, then.get(name), now.get(name)) for name in dict.fromkeys((*now, *then))]
    return {
        "period": after.provenance["period"],
        "before": _short(before),
        "after": _short(after),
        "groups": sorted(groups, key=lambda row: not row["moved"]),
    }


def _like(version: RuleVersion) -> Run:
    """The newest audit whose records are there still, to be asked the same once more; else one of the newest records."""
    there = Upload.State.CHECKED
    runs = Run.objects.select_related("programme", "upload", "mapping")
    last = runs.filter(programme=version.programme_id, upload__state=there, state=Run.State.DONE).first()
    if last is not None:
        return last
    upload = Upload.objects.filter(programme=version.programme_id, state=there).first()
    if upload is None:
        raise InputError("There are no records any more to try it on.", remedy="Upload records, and try it again.")
    return Run(
        programme=version.programme,
        upload=upload,
        mapping=upload.mappings.first(),
        as_of=timezone.localdate(),
        grouping="2001",
        project_class=version.programme.strand_classes.get(strand="audit").project_class,
    )


def _short(one: Answer) -> dict[str, Any]:
    released = one.released
    return {
        "rule": one.provenance["rule_reference"],
        "refused": released.refused,
        "headline": [] if released.refused else [text for text in astuple(headline(released)) if text],
        "refusals": released.refusals.select("reason", "remedy").to_dicts() if released.refused else [],
    }


def _by_group(released: AuditResult) -> dict[str, dict[str, str]]:
    """Group -> its figures. Where the answer is refused nobody is judged; who is unseen is so by every rule."""
    rows = [] if released.refused else verdict_rows(released)
    unseen = set(released.unseen["label"].to_list())
    return {row["group"]: {name: row[name] for name in _FIGURES} for row in rows if row["group"] not in unseen}


def _group(name: str, then: dict[str, str] | None, now: dict[str, str] | None) -> dict[str, Any]:
    moved = (then or {}).get("verdict") != (now or {}).get("verdict")
    return {"group": name, "then": then, "now": now, "moved": moved}
