"""What turns amber, and why: a step whose result rests on something that changed since."""

from datetime import UTC, datetime, timedelta

import pytest

from babyhubs.workbench.programme.amber import turned
from babyhubs.workbench.programme.steps import Standing, State, says, steps
from babyhubs.workbench.programme.use import Use
from tests.workbench.service import Service

AUDITED = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
OF_THE_AUDIT = Use("audit", "clinical audit", "evidence", "clinical audit")


def thread(**said: Standing) -> dict[str, Standing]:
    """Where each step stands; those not named have not begun."""
    return {key: said.get(key, Standing(State.NOT_BEGUN)) for key in steps()}


def released(at: datetime, *uses: Use) -> Standing:
    """Evidence that rests on other steps."""
    return Standing(State.UNDER_WAY, at=at, uses=uses or (OF_THE_AUDIT,))


def test_what_rests_on_a_newer_result_stays_as_it_is() -> None:
    now = thread(audit=Standing(State.DONE, at=AUDITED), evidence=released(AUDITED + timedelta(days=1)))
    assert turned(now, set()) == now


def test_what_rests_on_an_older_result_turns_amber() -> None:
    now = thread(audit=Standing(State.DONE, at=AUDITED), evidence=released(AUDITED - timedelta(days=1)))
    found = turned(now, set())["evidence"]
    assert found.state is State.STALE
    assert found.why == "Audit, which it rests on, has a newer result, of 3 November 2026."


def test_amber_goes_down_the_thread() -> None:
    discussed = Use("audit", "research", "discussions", "research")
    told = Use("discussions", "research", "evidence", "research")
    now = thread(
        audit=Standing(State.STALE, why="Newer records were uploaded since."),
        discussions=Standing(State.DONE, at=AUDITED, uses=(discussed,)),
        evidence=released(AUDITED, told),
    )
    found = turned(now, set())
    assert found["discussions"].why == "Audit, which it rests on, is out of date."
    assert found["evidence"].why == "Discussions, which it rests on, is out of date."
    assert found["observations"].state is State.NOT_BEGUN


def test_a_use_across_kinds_of_work_is_amber_while_nobody_decided_on_it() -> None:
    crossing = Use("audit", "clinical audit", "evidence", "research")
    now = thread(audit=Standing(State.DONE, at=AUDITED), evidence=released(AUDITED, crossing))
    assert "nobody has decided" in turned(now, set())["evidence"].why
    assert turned(now, {crossing})["evidence"].state is State.UNDER_WAY


def test_a_step_that_has_not_begun_has_nothing_to_be_out_of_date() -> None:
    now = thread(audit=Standing(State.STALE), evidence=Standing(State.NOT_BEGUN, uses=(OF_THE_AUDIT,)))
    assert turned(now, set())["evidence"].state is State.NOT_BEGUN


def test_the_page_says_what_to_do_next(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("babyhubs.workbench.programme.steps._SAID_BY", {})
    says("audit", lambda _: Standing(State.DONE, at=AUDITED, address="/about/"))
    where = f"/programmes/{service.own.pk}/"
    lead = service.client("service-lead")
    assert "Choose whom to talk to" in next_of(lead.get(where).content.decode())
    says("evidence", lambda _: Standing(State.UNDER_WAY, at=AUDITED - timedelta(days=1), uses=(OF_THE_AUDIT,)))
    assert "has a newer result, of 3 November 2026." in next_of(lead.get(where).content.decode())


def next_of(page: str) -> str:
    """The paragraph that says what to do."""
    return page.split("Do this next")[1].split("</div>", maxsplit=1)[0]
