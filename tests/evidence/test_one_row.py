"""One row more in the records: exactly what rests on it turns amber, and recording and building again clears it."""

from babyhubs.evidence.claim import Claim, checked
from babyhubs.evidence.ledger import Ledger
from babyhubs.evidence.staleness import ambers
from tests.audit.test_findings import made
from tests.evidence.small import theme


def claims(ledger: Ledger, names: dict[str, str]) -> Ledger:
    """One claim a finding."""
    return ledger.with_claims(
        [
            checked(Claim(name, "It is so.", "weak", "One service.", {"it": identity}), ledger.records)
            for name, identity in names.items()
        ]
    )


def test_one_visit_more() -> None:
    (_, before), (_, after) = made(40), made(41)
    places = {finding: f"claim-{number}" for number, finding in enumerate(before)}
    about_lone = next(one for one in before if (one.view, one.measure, one.group) == ("hub", "reach", "yes"))
    about_unseen = next(one for one in before if one.attribute == "unseen")
    told = (theme(about_lone), theme(about_unseen))
    first = Ledger().with_run("audit", before).with_run("discussions", told)
    first = claims(first, {name: finding.identity for finding, name in places.items()})
    assert ambers(first) == ()
    moved = first.with_run("audit", after)
    amber = {one.subject for one in ambers(moved)}
    kept = {one.identity for one in after}
    changed = {name for finding, name in places.items() if finding.identity not in kept}
    assert amber == changed | {told[0].identity}
    assert places[about_lone] in changed  # and not everything: groups that no record shows are as they were
    assert places[about_unseen] not in changed
    now = next(one for one in after if (one.view, one.measure, one.group) == ("hub", "reach", "yes"))
    again = moved.with_run("discussions", (theme(now), told[1]))
    assert ambers(claims(again, {f"claim-{number}": one.identity for number, one in enumerate(after)})) == ()
