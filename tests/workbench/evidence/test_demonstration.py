"""The claims of the demonstration: written from what is there, the rest left out, and never a figure that disagrees."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from babyhubs.evidence.bid.form import shipped
from babyhubs.workbench.demonstration import evidence
from babyhubs.workbench.evidence.claims import HOLDS, judged
from babyhubs.workbench.evidence.documents import stand
from babyhubs.workbench.evidence.holding import held
from babyhubs.workbench.evidence.models import Claim, Document
from babyhubs.workbench.programme import sources
from tests.workbench.evidence.rows import QUOTE, given, other
from tests.workbench.service import TEST, Service


def read(name: str) -> dict[str, Any]:
    """One of the files."""
    return tomllib.loads(files(evidence.__package__).joinpath("bid", name).read_text(encoding="utf-8"))


def test_what_is_there_is_claimed_and_what_is_not_is_left_out_and_counted(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "_GIVEN_BY", {})
    audit = {"strand": "audit", "project_class": "clinical audit"}
    reach = other(**audit, attribute="all", group="all", estimate=0.6467)
    fifths = [other(**audit, attribute="deprivation_national", group=one) for one in "15"]
    sources.gives("audit", given(reach, *fifths))
    sources.gives("discussions", given(QUOTE))
    filled = evidence.fill(TEST, service.own)
    claims = list(Claim.objects.filter(programme=service.own))
    assert {one.name for one in claims} == {"reach-all", "reach-most-deprived", "shortfall-most-deprived", "heard-1"}
    assert filled.claims == 4
    assert "reach-black" in filled.left_out
    assert {one.state for one in judged(claims, held(service.own))} == {HOLDS}
    assert "[65%](a.estimate)" in Claim.objects.get(name="reach-all").marked
    bid = Document.objects.get(form="nihr-rfpb-stage-2")
    stops = [one.what for one in stand(service.own, bid).stops]
    assert stops == []  # nothing that was left out is cited


def test_every_section_of_the_bid_is_written_and_every_text_is_of_a_section() -> None:
    for form, document in read("documents.toml").items():
        assert set(document["sections"]) <= shipped()[form].has
    needed = {one.key for one in shipped()["nihr-rfpb-stage-2"].section if not one.optional}
    assert needed == set(read("documents.toml")["nihr-rfpb-stage-2"]["sections"])


def test_every_claim_that_a_text_cites_is_one_that_may_be_written() -> None:
    names = {name for file in ("audit", "room", "change", "panel") for name in read(f"claims_{file}.toml")}
    templates = set(read("claims_other.toml"))
    for document in read("documents.toml").values():
        for text in document["sections"].values():
            for star, name, _ in evidence.PART.findall(text):
                assert name in templates if star else name in names or name.rpartition("-")[0] in templates
