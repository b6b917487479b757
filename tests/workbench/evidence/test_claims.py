"""The register of claims: written from sources, checked, amber when a source changes, fresh after a check."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.evidence import ledger_file
from babyhubs.evidence.record import place
from babyhubs.workbench.evidence import services
from babyhubs.workbench.evidence.claims import AMBER, BROKEN, HOLDS, UNSUPPORTED, judged
from babyhubs.workbench.evidence.holding import held, ledger
from babyhubs.workbench.evidence.models import Claim, LedgerLine
from babyhubs.workbench.programme import sources
from babyhubs.workbench.programme.amber import turned
from babyhubs.workbench.programme.steps import Standing, State, standing, steps
from babyhubs.workbench.programme.uses import NotDecided
from tests.workbench.evidence.rows import FINDING, QUOTE, given, other
from tests.workbench.service import TEST, Service

SENTENCE = "Where deprivation is highest [?%](a.estimate) came."


@pytest.fixture(autouse=True)
def discussions(monkeypatch: pytest.MonkeyPatch) -> None:
    """One step holds a finding and a quote."""
    monkeypatch.setattr(sources, "_GIVEN_BY", {})
    hold(FINDING, QUOTE)


def hold(*records: Any) -> None:
    """What the discussions hold from now on."""
    sources.gives("discussions", given(*records))


def write(service: Service, name: str = "reach", sentence: str = SENTENCE, source: Any = FINDING) -> Claim:
    """A claim on the finding."""
    return services.write_claim(
        TEST, service.own, held(service.own), name=name, sentence=sentence, strength="moderate", limits="One year.",
        sources={"a": list(place(source))},
    )  # fmt: skip


def state(service: Service, name: str = "reach") -> tuple[str, str, tuple[str, ...]]:
    """How a claim stands, what changed, and what is wrong."""
    (one,) = judged(Claim.objects.filter(programme=service.own, name=name), held(service.own))
    return one.state, one.reason, one.wrong


def test_a_figure_is_written_in_from_its_source_and_holds(service: Service) -> None:
    assert write(service).marked == "Where deprivation is highest [48%](a.estimate) came."
    assert state(service) == (HOLDS, "", ())


def test_a_quotation_must_be_in_its_source_word_for_word(service: Service) -> None:
    write(service, "right", "One said: “It shuts before I can get there.”", QUOTE)
    write(service, "wrong", "One said: “It closes before I can get there.”", QUOTE)
    assert state(service, "right")[0] == HOLDS
    assert state(service, "wrong")[0] == BROKEN


def test_only_the_claims_on_what_changed_turn_amber_and_a_check_clears_them(service: Service) -> None:
    write(service)
    write(service, "heard", "One said: “It shuts before I can get there.”", QUOTE)
    assert services.check_claims(TEST, service.own) == 2
    hold(other(eligible=1900), QUOTE)
    assert state(service)[0] == AMBER
    assert "eligible was 1,910 and is 1,900" in state(service)[1]
    assert state(service, "heard")[0] == HOLDS
    services.check_claims(TEST, service.own)
    assert state(service)[0] == HOLDS


def test_a_figure_that_is_no_longer_right_says_what_to_write_and_no_check_hides_it(service: Service) -> None:
    write(service)
    services.check_claims(TEST, service.own)
    hold(other(estimate=0.52), QUOTE)
    services.check_claims(TEST, service.own)
    found = state(service)
    assert found[0] == BROKEN
    assert "a.estimate is 52%" in found[2][0]


def test_a_source_that_is_gone_is_named(service: Service) -> None:
    write(service)
    hold(QUOTE)
    assert "“a” (discussions · hub · reach" in state(service)[2][0]


def test_the_ledger_keeps_what_is_cited_grows_alone_and_follows_on(service: Service) -> None:
    write(service)
    services.check_claims(TEST, service.own)
    before = ledger(service.own)
    assert set(before.records) == {FINDING.identity}  # the quote is cited by nothing
    services.check_claims(TEST, service.own)
    assert ledger(service.own).entries == before.entries
    hold(other(estimate=0.4794), QUOTE)
    services.check_claims(TEST, service.own)
    after = ledger(service.own)
    assert after.entries[: len(before.entries)] == before.entries
    assert ledger_file.read_lines(ledger_file.lines(after), "") == after
    with pytest.raises(DatabaseError), transaction.atomic():
        LedgerLine.objects.update(line="")
    with pytest.raises(DatabaseError), transaction.atomic():
        LedgerLine.objects.all().delete()


def test_exact_counts_cannot_be_cited(service: Service) -> None:
    hold(other(disclosure_profile="internal v1"))
    here = held(service.own)
    assert (here.inside, dict(here.by_identity)) == (1, {})


def test_another_kind_of_work_needs_a_decision_first(service: Service) -> None:
    hold(other(project_class="research"))
    with pytest.raises(NotDecided, match="collected as research"):
        write(service)


def test_a_claim_without_a_source_is_listed_as_such(service: Service) -> None:
    services.write_claim(
        TEST, service.own, held(service.own), name="bare", sentence="Few come.", strength="weak", limits="Few."
    )
    assert state(service, "bare")[0] == UNSUPPORTED


def test_two_lines_of_the_same_title_are_two_sources(service: Service) -> None:
    second = replace(QUOTE, words="Nobody told me.")
    hold(QUOTE, second)
    here = held(service.own)
    one = services.write_claim(
        TEST, service.own, here, name="second", sentence="One said: “Nobody told me.”", strength="descriptive",
        limits="One.", sources={"a": list(here.where(second))},
    )  # fmt: skip
    assert one.sources["a"] != list(here.where(QUOTE))
    assert state(service, "second")[0] == HOLDS


def test_names_are_taken_once_and_sources_come_and_go(service: Service) -> None:
    one = write(service)
    with pytest.raises(InputError, match="already"):
        write(service)
    here = held(service.own)
    services.add_source(TEST, one, here, QUOTE.identity)
    assert set(one.sources) == {"a", "b"}
    with pytest.raises(InputError, match="already"):
        services.add_source(TEST, one, here, QUOTE.identity)
    services.remove_source(TEST, one, "a")
    assert set(one.sources) == {"b"}


def test_the_pages_lead_from_a_claim_to_its_source_and_tell_amber_with_what_to_do(service: Service) -> None:
    write(service)
    services.check_claims(TEST, service.own)
    hold(other(eligible=1900), QUOTE)
    client, base = service.client("service-lead"), f"/programmes/{service.own.pk}/evidence/"
    page = client.get(f"{base}claims/reach/").content.decode()
    assert '<a href="/about/">Deprivation: Most deprived fifth. Reach</a>' in page
    assert "check all claims again" in page
    assert "<svg" in page
    assert "AMBER" in page
    assert "reach" in client.get(f"{base}claims/?state=Amber").content.decode()
    client.post(f"{base}check/")
    assert "check all claims again" not in client.get(f"{base}claims/reach/").content.decode()


def test_a_claim_is_written_on_the_page_from_a_source_that_was_looked_for(service: Service) -> None:
    client, base = service.client("analyst"), f"/programmes/{service.own.pk}/evidence/"
    listed = client.get(f"{base}sources/?words=most+deprived").content.decode()
    assert f"new-claim/?source={FINDING.identity}" in listed
    assert "<code>a.estimate</code> 0.4791" in listed
    said = {"name": "reach", "sentence": SENTENCE, "strength": "moderate", "limits": "One year.", "plain": ""}
    answer = client.post(f"{base}new-claim/?source={FINDING.identity}", said)
    assert answer["Location"] == f"{base}claims/reach/"
    wrong = client.post(f"{base}claims/reach/edit/", said | {"sentence": "[?](a.nothing) came."})
    assert "There is no figure a.nothing" in wrong.content.decode()


def test_the_step_is_amber_once_what_the_claims_rest_on_has_a_newer_result(service: Service) -> None:
    page = f"/programmes/{service.own.pk}/"
    client = service.client("service-lead")
    assert standing("evidence", service.own).state is State.NOT_BEGUN
    write(service)
    assert standing("evidence", service.own).next == "Check all claims."
    services.check_claims(TEST, service.own)
    now = standing("evidence", service.own)
    assert (now.next, [use.source for use in now.uses]) == ("Begin the bid.", ["discussions"])
    assert "which it rests on, has a newer result" not in client.get(page).content.decode()
    later = Standing(State.DONE, at=timezone.now())
    assert turned({key: later if key == "discussions" else standing(key, service.own) for key in steps()}, set())[
        "evidence"
    ].why.startswith("Discussions, which it rests on, has a newer result")
