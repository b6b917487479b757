"""What the how-to shows is what the program reads."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from babyhubs.evidence.ledger import Ledger
from babyhubs.evidence.record import read_record
from babyhubs.evidence.register import read_register
from tests.evidence.small import OVERALL

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "tie-claims-to-their-sources.md"
DEPRIVED = replace(
    OVERALL, attribute="deprivation_national", group="1", estimate=0.4869, unit="share of babies by 182 days of age",
    shortfall_families=375,
)  # fmt: skip


def block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE.read_text("utf-8"), re.S)
    return str(found)


def test_the_claims_of_the_page_are_read() -> None:
    (claim,) = read_register(block("toml"), Ledger().with_run("audit", [DEPRIVED]), "").claims
    assert claim.sources == {"deprived": DEPRIVED.identity}


@pytest.mark.parametrize("typed", ["49%", "48.7%", "0.49", "0.4869"])
def test_the_ways_to_tell_a_figure_are_accepted(typed: str) -> None:
    read_register(block("toml").replace("[49%]", f"[{typed}]"), Ledger().with_run("audit", [DEPRIVED]), "")


def test_the_exhibit_of_the_page_is_read() -> None:
    (exhibit,) = (read_record(one) for one in json.loads(block("json")))
    assert exhibit.strand == "discussions"
