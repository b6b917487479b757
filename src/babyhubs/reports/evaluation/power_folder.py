"""The folder of `babyhubs evaluate power`: power.csv to work with, findings.json to cite."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import polars as pl

from babyhubs import __version__
from babyhubs.evaluation.power import Power
from babyhubs.evidence.finding import Finding
from babyhubs.reports.folder import whole_or_not_at_all


def write(folder: Path, results: Sequence[Power], findings: Sequence[Finding], plan: dict[str, Any]) -> None:
    """Whole or not at all."""
    with whole_or_not_at_all(folder) as partial:
        pl.DataFrame([asdict(one) for one in results], infer_schema_length=None).write_csv(partial / "power.csv")
        for name, value in (
            ("findings.json", [one.to_json() for one in findings]),
            ("provenance.json", {"software": f"babyhubs {__version__}", "command": "evaluate power", "plan": plan}),
        ):
            text = json.dumps(value, indent=1, ensure_ascii=False)
            (partial / name).write_text(text, encoding="utf-8", newline="\n")
