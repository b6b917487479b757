"""Uploads and audits as rows of the database, for tests that need them to exist."""

import json
from datetime import date

from babyhubs.audit import rule as rules
from babyhubs.workbench.audits import places
from babyhubs.workbench.audits.models import LearntMapping, RuleVersion, Run, SourceFile, Upload
from babyhubs.workbench.programme.models import Programme


def an_upload(programme: Programme, state: str = Upload.State.RECOGNISED) -> Upload:
    """An upload whose columns were recognised, or further."""
    one = Upload.objects.create(programme=programme, state=state)
    SourceFile.objects.create(upload=one, kind="children", name="children.csv", size=1)
    value = {"key": ["children", "codes", "language", "en"], "shown": "en", "word": "en", "rows": 1, "why": ""}
    codes = {"file": "children", "field": "language", "label": "Main language", "choices": [["en", "English"]]}
    found = {"files": [], "questions": [], "lists": [codes | {"values": [value]}]}
    places.recognised(one).write_text(json.dumps(found), encoding="utf-8")
    return one


def a_run(programme: Programme, state: str = Run.State.WAITING) -> Run:
    """An audit that waits, or further."""
    upload = an_upload(programme, Upload.State.CHECKED)
    return Run.objects.create(
        programme=programme,
        upload=upload,
        mapping=LearntMapping.objects.create(upload=upload, content="{}"),
        as_of=date(2026, 11, 24),
        grouping="2001",
        project_class="clinical audit",
        state=state,
    )


def a_rule_version(programme: Programme, state: str = RuleVersion.State.UNTRIED, **numbers: float) -> RuleVersion:
    """A version of the rule."""
    number = programme.rule_versions.count() + 2
    rule = rules.read().model_copy(update={"version": str(number), "reason_for_version": "For a test.", **numbers})
    return RuleVersion.objects.create(
        programme=programme, number=number, content=rule.model_dump_json(), reason="For a test.", state=state
    )
