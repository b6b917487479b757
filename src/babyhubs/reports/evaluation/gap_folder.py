"""The folder of `babyhubs evaluate gap`: report.html to read, estimates.csv to work with, result.json for programs, findings.json to cite."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from babyhubs import __version__
from babyhubs.evaluation.as_json import rows
from babyhubs.evaluation.beside import Beside
from babyhubs.evaluation.findings import findings
from babyhubs.evaluation.gap import Answer
from babyhubs.reports.evaluation import gap_beside
from babyhubs.reports.evaluation.gap_page import page, section
from babyhubs.reports.folder import whole_or_not_at_all


def write(
    folder: Path, answers: Sequence[Answer], said: dict[str, Any], period: str, source: str, beside: Beside
) -> None:
    """Whole or not at all. source: the digest of the cells."""
    sections = [with_dose(section(one, number), one, beside) for number, one in enumerate(answers)]
    after = (gap_beside.unmoved(beside.unmoved), gap_beside.happened(beside.happened))
    with whole_or_not_at_all(folder) as partial:
        (partial / "report.html").write_text(
            page(answers, said | {"period": period}, sections, after=after), encoding="utf-8", newline="\n"
        )
        tidy = [row | {"why": " ".join(row["why"])} for answer in answers for row in rows(answer)]
        pl.DataFrame(tidy, infer_schema_length=None).write_csv(partial / "estimates.csv")
        (partial / "result.json").write_text(
            json.dumps(said, indent=1, ensure_ascii=False), encoding="utf-8", newline="\n"
        )
        handed_on = findings(answers, period, "service evaluation", said["protocol"].get("digest", ""), (source,))
        text = json.dumps([one.to_json() for one in handed_on], indent=1, ensure_ascii=False)
        (partial / "findings.json").write_text(text, encoding="utf-8", newline="\n")
        provenance = {
            "software": f"babyhubs {__version__}",
            "command": "evaluate gap",
            "protocol": said["protocol"],
            "cells": source,
        }
        (partial / "provenance.json").write_text(json.dumps(provenance, indent=1), encoding="utf-8", newline="\n")


def with_dose(laid_out: dict[str, Any], answer: Answer, beside: Beside) -> dict[str, Any]:
    """A section of the report, with the table of the full dose where there is one."""
    full = beside.doses.get(answer.outcome.name)
    return laid_out if full is None else laid_out | {"tables": [*laid_out["tables"], gap_beside.dose(full, answer)]}
