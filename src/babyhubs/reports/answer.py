"""From the files of a service to the folder with the answer: reading, cleaning, counting, protecting, writing.

This is the first floor that sees intake and audit together (docs/decisions/0001). Nothing here decides a number: each
part is asked in turn, and what each used is written into the provenance.
"""

import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from babyhubs import __version__
from babyhubs.audit.findings import findings
from babyhubs.audit.release import release
from babyhubs.audit.result import AuditResult
from babyhubs.audit.rule import Rule
from babyhubs.audit.run import Request, run
from babyhubs.audit.window import Window, latest_year
from babyhubs.disclosure.counts import is_small, rounded
from babyhubs.disclosure.profiles import Profile
from babyhubs.errors import Refused
from babyhubs.evidence.finding import Finding, canonical_json, digest
from babyhubs.intake.engines import counted_in
from babyhubs.intake.load import Intake, Options, load
from babyhubs.intake.mapping import Mapping
from babyhubs.intake.raw import RawTable
from babyhubs.reference import registry
from babyhubs.reports import internal, tidy_files, workbook
from babyhubs.reports.contents import Contents, contents
from babyhubs.reports.folder import whole_or_not_at_all
from babyhubs.reports.html import rendered
from babyhubs.reports.quality_tables import protected_quality

STAGES = (
    "Reading the files",
    "Cleaning the records",
    "Counting who was reached",
    "Protecting the figures",
    "Writing the report",
)


@dataclass(frozen=True)
class Question:
    """What is asked of the files. window: None for the latest twelve complete months of contacts.

    engine: where the records are counted (`intake.engines.ENGINES`); the answer is the same in each.
    """

    options: Options
    rule: Rule
    window: Window | None
    grouping: str
    profile: Profile
    project_class: str
    place: str = ""
    simulated: bool = False
    engine: str = "duckdb"
    engine_address: str = ""


@dataclass(frozen=True)
class Answer:
    """What came out: `result` is internal, `released` has been through disclosure."""

    intake: Intake
    result: AuditResult
    released: AuditResult
    findings: tuple[Finding, ...]
    provenance: dict[str, Any]


def commitment(key: bytes) -> Callable[[Any], str]:
    """Keyed digests of counts and files: only who holds the key can check them (docs/decisions/0002)."""

    def commit(value: Any) -> str:
        return "hmac-sha256:" + hmac.new(key, canonical_json(value).encode(), hashlib.sha256).hexdigest()

    return commit


def answer(tables: dict[str, RawTable], mapping: Mapping, question: Question, stage: Callable[[str], None]) -> Answer:
    """Clean, count and protect what was read; `stage` is told the name of each step as it begins."""
    stage(STAGES[1])
    taken = load(tables, mapping, question.options)
    stage(STAGES[2])
    window = question.window or _latest(taken, question.options.as_of)
    commit = commitment(question.options.key)
    own_list = tables["children"].sha256 != tables["contacts"].sha256
    request = Request(question.rule, window, question.grouping, commit, own_list)
    with counted_in(taken.records, question.engine, question.engine_address) as records:
        result = run(records, question.options.areas, request)
    stage(STAGES[3])
    released = release(result, question.profile)
    found = findings(released, result, question.profile, question.project_class)
    return Answer(taken, result, released, found, _provenance(tables, mapping, question, window, result, found))


def write(one: Answer, question: Question, folder: Path, stage: Callable[[str], None]) -> Contents:
    """The whole folder, or nothing; gives what the report shows, for those who show it elsewhere."""
    stage(STAGES[4])
    with whole_or_not_at_all(folder) as place:
        quality = protected_quality(one.intake, question.profile)
        shown = contents(one.released, quality, one.findings, one.provenance)
        report = rendered(shown, one.released.summary, one.provenance)
        (place / "report.html").write_text(report, encoding="utf-8")
        workbook.write(one.released, one.provenance, place / "tables.xlsx", quality)
        tidy_files.write(one.released, place / "csv", quality)
        _json(place / "findings.json", [finding.to_json() for finding in one.findings])
        _json(place / "provenance.json", one.provenance)
        internal.write(one.result, one.intake, place / "internal")
    return shown


def _latest(taken: Intake, as_of: date) -> Window:
    newest: date | None = taken.records.contacts.date.max().to_pyarrow().as_py()
    if newest is None:
        raise Refused(
            "No contact in these files could be used, so nothing can be said about who came.",
            where="; ".join(
                f"{row['file']}: {row['reason']} ({row['rows']:,} rows)"
                for row in taken.flow.filter(pl.col("step") == "set aside").iter_rows(named=True)
            ),
            remedy="Run `babyhubs check` to see why each row was set aside.",
        )
    return latest_year(newest, as_of)


def _provenance(
    tables: dict[str, RawTable],
    mapping: Mapping,
    question: Question,
    window: Window,
    result: AuditResult,
    found: tuple[Finding, ...],
) -> dict[str, Any]:
    options, commit = question.options, commitment(question.options.key)
    return {
        "software": f"babyhubs {__version__}",
        "place": question.place,
        "simulated": question.simulated,
        "project_class": question.project_class,
        "period": str(window),
        "as_of": options.as_of.isoformat(),
        "rule": question.rule.model_dump(),
        "rule_reference": question.rule.reference,
        "disclosure_profile": {
            "name": question.profile.name,
            "version": question.profile.version,
            "title": question.profile.title,
            "source": question.profile.source,
        },
        "deprivation_index": result.summary["deprivation_index"],
        "ethnic_grouping": question.grouping,
        "cleaning_rules_off": sorted(name for name, on in options.rules.items() if not on),
        "mapping": digest(mapping.model_dump()),
        "inputs": [
            {
                "file": name,
                "name": table.path.name,
                "digest": commit(table.sha256),
                "rows": _shown(table.frame.height, question.profile),
                "rows_not_data": _shown(table.not_data.height, question.profile),
                "layout": list(table.notes),
            }
            for name, table in sorted(tables.items())
        ],
        "findings": [finding.identity for finding in found],
        "refused": result.refused,
        "reference_data": [
            {
                "name": file.name, "title": file.title, "source": file.source, "licence": file.licence,
                "attribution": file.attribution, "vintage": file.vintage, "sha256": file.sha256,
            }
            for file in registry.FILES
        ],
    }  # fmt: skip


def _shown(rows: int, profile: Profile) -> int | None:
    """A number of rows as it may leave: rows of a children file are children."""
    return None if is_small(rows, profile) else int(rounded(rows, profile))


def _json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")
