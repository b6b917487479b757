"""From the table of counts to an answer that says no more than it may."""

import zipfile
from datetime import date

import polars as pl
from django.conf import settings

from babyhubs.evaluation.outcomes import outcomes
from babyhubs.workbench.evaluation import kept
from babyhubs.workbench.evaluation.models import CountTable, Run
from babyhubs.workbench.evaluation.runs import words
from babyhubs.workbench.evaluation.sources import sources
from babyhubs.workbench.releases import keeping
from tests.evaluation.every_outcome import every_outcome
from tests.workbench.evaluation import studies
from tests.workbench.service import Service


class TestTheGap:
    """Did the change narrow the gap?"""

    def test_the_planted_narrowing_is_told_first_in_one_sentence_with_both_gaps(self, service: Service) -> None:
        protocol = studies.a_protocol(service.own)
        table = studies.brought(service.own, studies.counts(seed=3, hubs=24), first_month=studies.FIRST)
        run = studies.answered(service.own, "gap", {"cells": table}, dates="table")
        page = service.client("output-checker").get(f"/programmes/{service.own.pk}/evaluation/answers/{run.pk}/")
        text = page.content.decode()
        assert run.state == Run.State.DONE, run.problem_what
        assert "narrowed, in relative and in absolute terms" in run.sentence
        assert text.index(run.sentence.partition(" Relative")[0]) < text.index("Relative gap")
        assert "Announced beforehand" in text
        assert run.protocol == protocol
        assert "Levelling down" in text

    def test_without_a_protocol_or_with_a_later_one_it_is_exploratory(self, service: Service) -> None:
        table = studies.brought(service.own, studies.counts(), first_month=studies.FIRST)
        client = service.client("analyst")
        for later in (False, True):
            if later:
                studies.a_protocol(service.own)
            run = studies.answered(service.own, "gap", {"cells": table}, dates="table")
            text = client.get(f"/programmes/{service.own.pk}/evaluation/answers/{run.pk}/").content.decode()
            assert "Exploratory" in text
            assert ("signed after the data had come here" in text) == later

    def test_its_findings_go_to_the_bid_with_the_protocols_digest(self, service: Service) -> None:
        protocol = studies.a_protocol(service.own)
        table = studies.brought(service.own, studies.counts(), first_month=studies.FIRST)
        studies.answered(service.own, "gap", {"cells": table}, dates="table")
        found = sources(service.own)
        assert any(one.record.measure == "attendance: ratio_of_RII" for one in found)
        assert all(protocol.digest in one.record.rule for one in found)
        assert table.sha256 in found[0].record.inputs


def test_every_outcome_is_answered_with_its_direction_of_good(service: Service) -> None:
    """Survey scores that are brought, EPDS, ASQ, A&E by age: whatever the table carries, two-sided where no direction is good."""
    run = studies.answered(service.own, "gap", {"cells": studies.brought(service.own, every_outcome())}, dates="table")
    page = kept.read(run, "gap")
    assert page is not None
    told = {one["id"]: one for one in page["sections"]}
    assert set(told) == {name.replace("_", "-") for name in outcomes()}
    for name, outcome in outcomes().items():
        one = told[name.replace("_", "-")]
        assert one["good"] == words.good(outcome)
        gap = next(part for part in one["side_by_side"] if part["name"] == "Absolute gap")
        said = "among the most deprived" if outcome.good == "neither" else "The gap narrowed."
        assert said in gap["means"], name
    assert told["self-efficacy"]["side_by_side"][1]["figure"].startswith("+")


class TestRefusals:
    """A bad design is refused on the page, in a sentence that a clinician understands."""

    def refused(self, service: Service, frame: pl.DataFrame) -> str:
        table = studies.brought(service.own, frame)
        if table.state == CountTable.State.FAILED:
            where = f"tables/{table.pk}/"
        else:
            where = f"answers/{studies.answered(service.own, 'gap', {'cells': table}, dates='table').pk}/"
        return service.client("service-lead").get(f"/programmes/{service.own.pk}/evaluation/{where}").content.decode()

    def test_contacts_without_infants(self, service: Service) -> None:
        text = self.refused(service, studies.counts().drop("infants"))
        assert "More visits could simply mean more births." in text
        assert "Add a column `infants`" in text

    def test_one_clinic_an_arm(self, service: Service) -> None:
        frame = studies.counts().filter(pl.col("clinic").is_in([0, 11]))
        start = frame["clinic"].replace_strict({0: 20, 11: -1}, return_dtype=pl.Int64)
        text = self.refused(service, frame.with_columns(start=start))
        assert "Only one hub changed." in text
        assert "No figure is shown, because it would mislead." in text

    def test_three_points_before(self, service: Service) -> None:
        frame = studies.counts()
        start = pl.when(pl.col("start") >= 0).then(3).otherwise(-1)
        text = self.refused(service, frame.with_columns(start=start))
        assert "one good or bad month would decide the answer" in text
        assert "Add earlier months" in text

    def test_fifths_of_two_editions(self, service: Service) -> None:
        edition = pl.when(pl.col("month") < 20).then(pl.lit("IMD 2019")).otherwise(pl.lit("IMD 2025"))
        text = self.refused(service, studies.counts().with_columns(index_vintage=edition))
        assert "that would look like a gap that moves" in text
        assert "the fifth of one edition" in text

    def test_families_who_come_against_families_who_do_not(self, service: Service) -> None:
        text = self.refused(service, studies.counts().drop("start").with_columns(attended=1))
        assert "the choice of the families" in text


class TestPower:
    """What could a roll-out show, from the service's own months?"""

    def test_a_plan_is_judged_on_months_before_any_change(self, service: Service) -> None:
        table = studies.brought(service.own, studies.counts("null", hubs=24), first_month=date(2022, 3, 1))
        asked = {"starts": [12, 16], "never": 3, "months": 24, "tries": 20}
        run = studies.answered(service.own, "power", {"cells": table}, **asked)
        assert run.state == Run.State.DONE, run.problem_what
        text = (
            service.client("analyst").get(f"/programmes/{service.own.pk}/evaluation/answers/{run.pk}/").content.decode()
        )
        assert run.sentence in text.replace("&#39;", "'")
        assert any("power to show" in one.record.measure for one in sources(service.own))


def test_an_answer_leaves_by_a_release_without_the_counts_by_hub_and_month(service: Service) -> None:
    """The checker gets the report, its tables and the findings; nothing in it says that it must stay."""
    table = studies.brought(service.own, studies.counts(), first_month=studies.FIRST)
    run = studies.answered(service.own, "gap", {"cells": table}, dates="table")
    where = f"/programmes/{service.own.pk}/evaluation/answers/{run.pk}/release/"
    sent = {"title": "Did it narrow the gap?", "reason": "The board asked.", "used_as": ""}
    answer = service.client("service-lead").post(where, sent, follow=True)
    assert "Did it narrow the gap?" in answer.content.decode()
    release = service.own.releases.get()
    with zipfile.ZipFile(keeping.kept(settings.BABYHUBS.folder, release.pk)) as packed:
        assert set(packed.namelist()) == {"csv/estimates.csv", "findings.json", "provenance.json", "report.html"}
        assert b"must not leave" not in packed.read("report.html")
    assert (release.strand, release.project_class) == ("evaluation", "service evaluation")
