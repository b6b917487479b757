"""A source changes: exactly what rests on it turns amber, each with the reason and the step; a new run clears it."""

import re

from babyhubs.evidence.claim import Claim, checked
from babyhubs.evidence.drawing import svg
from babyhubs.evidence.ledger import Ledger
from babyhubs.evidence.staleness import ambers
from babyhubs.evidence.thread import DOWN, UP, trace
from babyhubs.evidence.thread_text import text
from tests.evidence.small import audit, exhibits, ledger, theme

RECORDS = ledger().records
CLAIMS = [
    checked(Claim(name, "They came.", "weak", "None told.", {"source": source.identity}), RECORDS)
    for name, source in (
        ("buses", exhibits(theme(audit()[1]))[0]),
        ("low-reach", audit()[1]),
        ("others", audit()[2]),
    )
]


def claimed() -> Ledger:
    return ledger().with_claims(CLAIMS)


def test_all_is_fresh_until_something_changes() -> None:
    assert ambers(claimed()) == ()


def test_exactly_what_rests_on_the_changed_finding_turns_amber() -> None:
    after = claimed().with_run("audit", audit(0.4))
    told = {one.subject: one for one in ambers(after)}
    told_theme = theme(audit()[1])
    assert set(told) == {told_theme.identity, exhibits(told_theme)[0].identity, "buses", "low-reach"}
    assert "estimate was 0.3567 and is 0.4" in told[told_theme.identity].reason
    assert told[told_theme.identity].step == "bring discussions up to date and record it again"
    assert told["low-reach"].step == "build the evidence pack again"
    assert told["buses"].step == "bring discussions up to date and record it again, then build the evidence pack again"


def test_running_again_what_is_amber_clears_it() -> None:
    changed = audit(0.4)
    new = theme(changed[1])
    after = claimed().with_run("audit", changed).with_run("discussions", [new, exhibits(new)[0]])
    assert [one.subject for one in ambers(after)] == ["buses", "low-reach"]
    again = [
        CLAIMS[0] | {"sources": {"source": exhibits(new)[0].identity}},
        CLAIMS[1] | {"sources": {"source": changed[1].identity}},
        CLAIMS[2],
    ]
    assert ambers(after.with_claims(again)) == ()


def test_a_finding_that_is_no_longer_made_is_told_as_such() -> None:
    (first, *_) = ambers(claimed().with_run("audit", audit()[:1]))
    assert "no longer among the records of audit" in first.reason


def test_a_finding_on_one_that_was_never_recorded_is_amber() -> None:
    (one,) = ambers(Ledger().with_run("discussions", [theme(audit()[1])]))
    assert one.step == "record the findings that it rests on"


def test_traces_up_and_down_name_the_same_links() -> None:
    made, quote = claimed(), exhibits(theme(audit()[1]))[0]
    up, down = trace(made, "buses", UP), trace(made, audit()[0].identity, DOWN)
    assert [node.subject for node in up.nodes] == [
        "buses", quote.identity, theme(audit()[1]).identity, audit()[1].identity, audit()[0].identity,
    ]  # fmt: skip
    assert set(up.edges) <= set(down.edges)
    assert {"buses", "low-reach", "others"} <= {node.subject for node in down.nodes}


def test_a_trace_reads_as_text() -> None:
    shown = text(trace(claimed().with_run("audit", audit(0.4)), "low-reach", UP)).splitlines()
    assert shown[0] == "claim (low-reach) [amber]"
    assert shown[2] == "    to do: build the evidence pack again"
    assert shown[3].startswith("  finding audit · hub · reach · lone parent · yes · everybody else (")
    assert shown[3].endswith("[superseded]")


def test_the_drawing_tells_states_in_words_and_draws_every_link() -> None:
    thread = trace(claimed().with_run("audit", audit(0.4)), "buses", UP)
    drawn = svg(thread, "What this rests on: <buses>")
    assert drawn.count("<path ") == len(thread.edges)
    assert len(re.findall(r"claim – AMBER", drawn)) == 1
    assert "finding – SUPERSEDED" in drawn
    assert "&lt;buses&gt;" in drawn
    assert drawn == svg(thread, "What this rests on: <buses>")
