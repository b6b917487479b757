"""The folder of `babyhubs evaluate gap`: report.html to read, estimates.csv to work with, result.json for programs, findings.json to cite."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from babyhubs import __version__
from babyhubs.evaluation.as_json import rows
from babyhubs.evaluation.findings import findings
from babyhubs.evaluation.gap import Answer
from babyhubs.reports.evaluation.gap_page import page
from babyhubs.reports.folder import whole_or_not_at_all


def write(folder: Path, answers: Sequence[Answer], said: dict[str, Any], period: str, source: str) -> None:
    """Whole or not at all. source: the digest of the cells."""
    with whole_or_not_at_all(folder) as partial:
        (partial / "report.html").write_text(page(answers, said), encoding="utf-8", newline="\n")
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
