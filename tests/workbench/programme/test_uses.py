"""Data do not cross from one kind of work to another silently: who decided, why, under which approval."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.workbench.audits import services as audits
from babyhubs.workbench.audits.models import LearntMapping, Run, Upload
from babyhubs.workbench.programme import services, uses
from babyhubs.workbench.programme.models import EarlierClass, UseDecision
from babyhubs.workbench.programme.steps import steps
from babyhubs.workbench.programme.use import Use
from babyhubs.workbench.record.models import Entry
from babyhubs.workbench.releases import services as releases
from tests.workbench.audits.rows import an_upload
from tests.workbench.service import Service

AUDIT_FOR_RESEARCH = Use("audit", "clinical audit", "evidence", "research")
AUDIT_FOR_DISCUSSIONS = Use("audit", "clinical audit", "discussions", "service evaluation")
SAID = {"why": "The same families, and nobody is named.", "approval": "Caldicott Guardian, IG-114"}


def decided(service: Service, use: Use) -> UseDecision:
    """What the service lead decided."""
    return services.decide_use(service.actor("service-lead"), service.own, use, **SAID)


def reclassified(service: Service, strand: str, project_class: str) -> None:
    """Another class for a strand, as the lead says."""
    lead = service.actor("service-lead")
    services.classify(lead, service.own, strand=strand, project_class=project_class, registration="")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A protected table."""
    path = tmp_path / "reach.csv"
    path.write_text("ward,babies\nEaston,25\n", encoding="utf-8")
    return path


def test_a_use_within_one_kind_of_work_needs_no_decision(service: Service) -> None:
    uses.check_use(service.own, Use("audit", "clinical audit", "evaluation", "clinical audit"))


def test_a_use_across_kinds_of_work_is_refused_in_a_clear_sentence(service: Service) -> None:
    with pytest.raises(uses.NotDecided) as refused:
        uses.check_use(service.own, AUDIT_FOR_DISCUSSIONS)
    assert refused.value.what == (
        "Audit: this was collected as clinical audit. For discussions it would be used as service evaluation, and nobody "
        "has decided that it may."
    )
    assert "service lead" in refused.value.remedy


def test_a_decision_says_who_why_and_under_which_approval_and_opens_this_use_alone(service: Service) -> None:
    one = decided(service, AUDIT_FOR_DISCUSSIONS)
    assert (one.decided_by_name, one.approval) == ("Service Lead", "Caldicott Guardian, IG-114")
    uses.check_use(service.own, AUDIT_FOR_DISCUSSIONS)
    with pytest.raises(uses.NotDecided):
        uses.check_use(service.own, Use("audit", "clinical audit", "panel", "public involvement"))
    with pytest.raises(uses.NotDecided):
        uses.check_use(service.others, AUDIT_FOR_DISCUSSIONS)
    entry = Entry.objects.get(action="use.decided")
    assert "IG-114" in entry.details
    assert entry.actor_name == "Service Lead"


def test_a_withdrawn_decision_opens_nothing_and_stays_to_be_read(service: Service) -> None:
    one = decided(service, AUDIT_FOR_DISCUSSIONS)
    with pytest.raises(InputError, match="reason"):
        services.withdraw_use(service.actor("service-lead"), one, why=" ")
    services.withdraw_use(service.actor("service-lead"), one, why="The approval ended.")
    with pytest.raises(uses.NotDecided):
        uses.check_use(service.own, AUDIT_FOR_DISCUSSIONS)
    with pytest.raises(InputError, match="already"):
        services.withdraw_use(service.actor("service-lead"), one, why="Again.")
    page = service.client("observer").get(f"/programmes/{service.own.pk}/uses/").content.decode()
    assert "The approval ended." in page
    decided(service, AUDIT_FOR_DISCUSSIONS)  # and it can be decided anew
    assert UseDecision.objects.count() == 2


@pytest.mark.parametrize(
    ("use", "said", "match"),
    [
        (Use("audit", "research", "panel", "research"), SAID, "nothing crosses"),
        (Use("audits", "research", "panel", "clinical audit"), SAID, "no such strand"),
        (Use("audit", "research", "panel", "gossip"), SAID, "no such strand"),
        (AUDIT_FOR_RESEARCH, {**SAID, "why": " "}, "reason"),
        (AUDIT_FOR_RESEARCH, {**SAID, "approval": ""}, "approval"),
    ],
)
def test_a_decision_that_says_too_little_is_none(service: Service, use: Use, said: dict[str, str], match: str) -> None:
    with pytest.raises(InputError, match=match):
        services.decide_use(service.actor("service-lead"), service.own, use, **said)
    assert not UseDecision.objects.exists()


def test_a_use_is_decided_once(service: Service) -> None:
    decided(service, AUDIT_FOR_RESEARCH)
    with pytest.raises(InputError, match="already"):
        decided(service, AUDIT_FOR_RESEARCH)


class TestTheClassThatDataWereCollectedUnder:
    """It stays theirs when the strand is given another."""

    def test_it_is_the_class_of_that_time(self, service: Service) -> None:
        before = timezone.now()
        assert service.own
        reclassified(service, "audit", "service evaluation")
        between = timezone.now()
        reclassified(service, "audit", "research")
        assert uses.class_at(service.own, "audit", before) == "clinical audit"
        assert uses.class_at(service.own, "audit", between) == "service evaluation"
        assert uses.class_at(service.own, "audit", timezone.now()) == "research"

    def test_another_registration_is_no_other_class(self, service: Service) -> None:
        reclassified(service, "audit", "clinical audit")
        assert not EarlierClass.objects.exists()

    def test_records_collected_for_an_audit_are_not_audited_as_research(self, service: Service) -> None:
        upload = an_upload(service.own, Upload.State.CHECKED)
        Upload.objects.filter(pk=upload.pk).update(uploaded_at=timezone.now() - timedelta(days=1))
        upload.refresh_from_db()
        LearntMapping.objects.create(upload=upload, content="{}")
        reclassified(service, "audit", "research")
        asked = {"window_start": None, "window_end": None, "grouping": "2001"}
        with pytest.raises(uses.NotDecided, match="collected as clinical audit and would now be used as research"):
            audits.start(service.actor("analyst"), upload, **asked)
        assert not Run.objects.exists()
        decided(service, Use("audit", "clinical audit", "audit", "research"))
        assert audits.start(service.actor("analyst"), upload, **asked).project_class == "research"


class TestARelease:
    """What leaves says what kind of work it is, and does not become another on the way."""

    def test_it_is_handed_on_as_what_it_was_made_as(self, service: Service, table: Path) -> None:
        one = releases.ask(service.actor("analyst"), service.own, "Reach", table, "hes", "For the board.")
        assert (one.project_class, one.used_as) == ("clinical audit", "clinical audit")

    def test_it_is_not_handed_on_as_another_without_a_decision(self, service: Service, table: Path) -> None:
        def ask() -> object:
            analyst = service.actor("analyst")
            return releases.ask(analyst, service.own, "Reach", table, "hes", "A bid.", used_as="research")

        with pytest.raises(uses.NotDecided):
            ask()
        decision = decided(service, AUDIT_FOR_RESEARCH)
        one = ask()
        services.withdraw_use(service.actor("service-lead"), decision, why="The approval ended.")
        with pytest.raises(uses.NotDecided):
            releases.approve(service.actor("output-checker"), one, reason="Rounded.")

    def test_the_page_tells_why_it_is_refused(self, service: Service, table: Path) -> None:
        with table.open("rb") as file:
            fields = {"title": "Reach", "profile": "hes", "reason": "A bid.", "strand": "audit", "used_as": "research"}
            page = service.client("analyst").post(
                f"/programmes/{service.own.pk}/releases/new/", {**fields, "file": file}
            )
        assert "nobody has decided that it may." in page.content.decode()


def test_the_pages_lead_from_what_waits_to_a_decision(service: Service) -> None:
    where = f"/programmes/{service.own.pk}/uses/"
    lead = service.client("service-lead")
    page = lead.get(f"/programmes/{service.own.pk}/").content.decode()
    assert "Needs a decision first" in page
    assert "Decide" not in service.client("analyst").get(where).content.decode()
    asked = {
        "source": "audit",
        "collected_as": "clinical audit",
        "strand": "discussions",
        "used_as": "service evaluation",
    }
    form = lead.get(f"{where}new/", asked).content.decode()
    assert '<option value="discussions" selected>' in form
    assert "There is a problem" in lead.post(f"{where}new/", asked).content.decode()
    page = lead.post(f"{where}new/", {**asked, **SAID}, follow=True).content.decode()
    assert "Caldicott Guardian, IG-114" in page
    one = UseDecision.objects.get()
    page = lead.post(f"{where}{one.pk}/withdraw/", {"why": "It ended."}, follow=True).content.decode()
    assert "It ended." in page


def test_every_use_that_the_thread_brings_is_expected() -> None:
    classes = {key: step.kind for key, step in steps().items()}
    found = uses.expected(classes)
    assert AUDIT_FOR_DISCUSSIONS in found
    assert all(use.crosses for use in found)
    assert uses.expected(dict.fromkeys(classes, "research")) == []
