"""What the worker writes into the row of an audit that is done: released figures, as the report spells them."""

import hashlib
from dataclasses import astuple
from typing import Any

from babyhubs.audit import verdict
from babyhubs.audit.result import AuditResult
from babyhubs.reports import cells, figures, phrases
from babyhubs.reports.answer import Answer
from babyhubs.reports.contents import Contents
from babyhubs.reports.sentences import headline
from babyhubs.workbench.audits import places
from babyhubs.workbench.audits.models import Run
from babyhubs.workbench.audits.results import kept
from babyhubs.workbench.audits.results.laid_out import pages


def outcome(one: Answer, shown: Contents, run: Run) -> dict[str, Any]:
    """Fields of the run; the pages of its results are written beside its answer."""
    report = (places.answer(run) / "report.html").read_bytes()
    released = one.released
    return {
        "period": one.provenance["period"],
        "rule": one.provenance["rule_reference"],
        "refused": released.refused,
        "headline": [] if released.refused else [text for text in astuple(headline(released)) if text],
        "verdicts": [] if released.refused else verdict_rows(released),
        "refusals": released.refusals.select("scope", "reason", "remedy").to_dicts(),
        "report_sha256": hashlib.sha256(report).hexdigest(),
        "pages": kept.write(run, pages(shown, released, one.provenance)),
    }


def verdict_rows(released: AuditResult) -> list[dict[str, Any]]:
    """The groups, the under-served first, with figures as the report spells them."""
    labels = dict(released.attributes.select("attribute", "label").iter_rows())
    order = (verdict.UNDER_SERVED, verdict.CANNOT_TELL, verdict.ADEQUATE)
    return [
        {
            "group": f"{labels[row['attribute']]}: {row['group_label']}",
            "key": [row["attribute"], row["group"]],
            "verdict": phrases.capital(word),
            "babies": cells.count(row, "eligible"),
            "reach": cells.share(row),
            "ratio": cells.ratio(row),
            "shortfall": cells.shortfall(row),
            "why": phrases.capital(row["verdict_reason"]),
        }
        for word in order
        for row in figures.judged(released.measures, word)
    ] + [
        {
            "group": row["label"],
            "key": [verdict.UNSEEN, row["group"]],
            "verdict": phrases.capital(verdict.UNSEEN),
            "babies": cells.NONE,
            "reach": cells.NONE,
            "ratio": cells.NONE,
            "shortfall": cells.NONE,
            "why": row["why"],
        }
        for row in released.unseen.to_dicts()
    ]
