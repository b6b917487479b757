"""Findings in a list and one by one; what moved since an earlier audit."""

import re
from typing import Any

import pytest

from babyhubs.workbench.audits.models import AuditFinding, Run
from babyhubs.workbench.audits.results import comparison, kept
from babyhubs.workbench.audits.results.asked import differing, shared_months
from babyhubs.workbench.audits.results.choices import EVERYTHING, Choice
from tests.workbench.audits.done import HIDDEN, a_result, found, said
from tests.workbench.audits.test_results_pages import shown, tables, where
from tests.workbench.service import Service


def finding(run: Run, **content: Any) -> AuditFinding:
    """One finding of a run by what it says."""
    return run.findings.filter(**{f"content__{name}": value for name, value in content.items()}).first()


def address(one: AuditFinding) -> str:
    """Its page."""
    return f"findings/{one.identity.removeprefix('sha256:')}/"


class TestFindings:
    """What a finding says, and what it stands on."""

    def test_they_are_listed_with_their_identities_page_by_page(self, service: Service) -> None:
        run = a_result(service.own)
        first, second = (tables(shown(service, run, f"findings/?page={page}"))["Findings"] for page in (1, 2))
        assert len(first) == len(second) == 50
        listed = [row[4].split("…")[0] for row in (*first, *second)]
        assert listed == [one.identity[:23] for one in found()[:100]]
        assert f"{len(found())} findings" in shown(service, run, "findings/")

    def test_they_are_chosen_by_group_and_verdict(self, service: Service) -> None:
        run = a_result(service.own)
        told = shown(service, run, "findings/?group=deprivation_national&verdict=under-served")
        assert [row[0] for row in tables(told)["Findings"]] == ["Deprivation, national fifths: Most deprived fifth"]
        assert "page=2" in shown(service, run, "findings/?verdict=cannot+tell")
        assert "verdict: nonsense" not in shown(service, run, "findings/?verdict=nonsense")
        unseen = tables(shown(service, run, "findings/?verdict=unseen"))["Findings"]
        assert "Fathers and partners" in [row[0] for row in unseen]
        assert "No finding about what you chose." in shown(
            service, run, "findings/?group=lone_parent:yes&verdict=unseen"
        )

    def test_one_says_what_for_whom_how_surely_by_what_and_from_what(self, service: Service) -> None:
        run = a_result(service.own)
        one = finding(run, attribute="deprivation_national", group="1", measure="reach", view="hub")
        told, said_by_it = shown(service, run, address(one)), one.content
        for part in (
            "Deprivation, national fifths: Most deprived fifth",
            "Reach, at hubs",
            one.identity,
            "Checked just now: it is the digest of what stands on this page.",
            "under-served",
            said_by_it["method"],
            said_by_it["rule"],
            said_by_it["disclosure_profile"],
            said_by_it["software"],
            said_by_it["inputs"][0],
            *(str(said_by_it[name]) for name in ("estimate", "lower", "upper", "ratio", "eligible")),
        ):
            assert part.replace("'", "&#39;") in told, part
        assert len(said_by_it["parents"]) == 2
        for parent in said_by_it["parents"]:
            assert where(run, f"findings/{parent.removeprefix('sha256:')}/") in told

    def test_one_that_is_hidden_shows_no_number(self, service: Service) -> None:
        run = a_result(service.own)
        one = finding(run, attribute=HIDDEN[0], group=HIDDEN[1], measure="reach", view="hub")
        told = shown(service, run, address(one))
        assert "The numbers as they are stored" not in told
        assert '<dd class="nhsuk-summary-list__value">–</dd>' in told

    def test_one_that_was_changed_is_told(self, service: Service) -> None:
        run = a_result(service.own)
        one = finding(run, attribute="deprivation_national", group="1", measure="reach", view="hub")
        one.content["estimate"] = 0.99
        one.save()
        assert "It does not agree with its content." in shown(service, run, address(one))

    def test_one_of_another_programme_or_of_nobody_is_not_there(self, service: Service) -> None:
        run, theirs = a_result(service.own), a_result(service.others)
        AuditFinding.objects.filter(run=theirs).update(identity=f"sha256:{'a' * 64}")
        client = service.client("analyst")
        for digest in ("a" * 64, "0" * 64, "nonsense"):
            assert client.get(where(run, f"findings/{digest}/")).status_code == 404


def row(about: str, estimate: float | None, half: float = 0.02, times: int = 100) -> dict[str, Any]:
    """A figure as `laid_out` writes it."""
    low, high = (None, None) if estimate is None else (estimate - half, estimate + half)
    return {
        "view": "hub", "measure": "reach", "attribute": "ethnic_group", "group": about, "about": about, "words": "Came",
        "times": times, "estimate": estimate, "lower": low, "upper": high, "shown": str(estimate),
    }  # fmt: skip


class TestWhatMoved:
    """A change against its own limits; verdicts; the question and the files."""

    def test_a_change_is_clear_when_its_limits_exclude_nought(self) -> None:
        # two shares of 0.50 and 0.53 with limits 0.02 to each side: the change has sqrt(0.02² + 0.02²) = 0.0283 to each side
        then = [row("A", 0.50), row("B", 0.50), row("C", 0.50), row("D", None), row("E", 0.5)]
        now = [row("A", 0.53), row("B", 0.52), row("C", 0.40), row("D", 0.50)]
        found = comparison.changes(then, now, EVERYTHING)
        assert [(one.about, one.change, one.clear) for one in found] == [
            ("A", "+3.0 (+0.2 to +5.8)", True),
            ("B", "+2.0 (−0.8 to +4.8)", False),
            ("C", "−10.0 (−12.8 to −7.2)", True),
        ]
        chosen = Choice("ethnic_group", "B", "", "", (), unknown=False)
        assert [one.about for one in comparison.changes(then, now, chosen)] == ["B"]
        assert comparison.changes([], now, EVERYTHING) == []

    def test_verdicts_that_are_others_new_and_gone(self) -> None:
        then = [{"key": ["x", name], "group": name, "verdict": verdict, "reach": "50"} for name, verdict in
                (("A", "Cannot tell"), ("B", "Under-served"), ("gone", "Cannot tell"))]  # fmt: skip
        now = [{"key": ["x", name], "group": name, "verdict": verdict, "reach": "60"} for name, verdict in
               (("A", "Under-served"), ("B", "Under-served"), ("new", "Under-served"))]  # fmt: skip
        assert [(one.about, one.then, one.now) for one in comparison.verdicts(then, now, EVERYTHING)] == [
            ("A", "Cannot tell", "Under-served"),
            ("new", "–", "Under-served"),
            ("gone", "Cannot tell", "–"),
        ]

    def test_what_was_asked_and_of_which_files(self) -> None:
        then = said()
        rule = then["rule"] | {"reach_ratio_below": 0.75, "version": "2"}
        file = {"file": "children", "name": "november.csv", "digest": "hmac-sha256:" + "1" * 64, "rows": 8500}
        now = then | {"rule": rule, "rule_reference": "under-served v2 (sha256:0)", "inputs": [file]}
        differs, same = differing(then, now)
        ratio = "Rule: Its reach is below this share of the others' reach"
        assert [(one.what, one.then, one.now) for one in differs if one.what != "Rule"] == [
            (ratio, "80%", "75%"),
            ("File: children", "children.csv, about 8,431 rows", "november.csv, about 8,500 rows"),
        ]
        assert "Period" in same
        assert differing(then, then)[0] == []
        gone = differing(then, then | {"inputs": []})[0]
        assert [(one.what, one.now) for one in gone] == [("File: children", "none")]

    @pytest.mark.parametrize(
        ("then", "months"),
        [("2025-08-01/2026-07-31", 11), ("2024-09-01/2025-08-31", 0), ("2025-09-01/2026-08-31", 12)],
    )
    def test_how_much_two_periods_share(self, then: str, months: int) -> None:
        assert shared_months(then, "2025-09-01/2026-08-31") == months

    def test_the_page_brings_it_together(self, service: Service) -> None:
        first = a_result(service.own, period="2025-08-01/2026-07-31")
        told = shown(service, first, "compare/")
        assert "There is no earlier audit with an answer in this programme." in told
        rows = [one | {"verdict": "Cannot tell"} if not place else one for place, one in enumerate(first.verdicts)]
        figures = kept.read(first, "figures")
        moved = figures["rows"][1]
        moved["estimate"], moved["lower"], moved["upper"] = (
            moved["estimate"] / 2,
            moved["lower"] / 2,
            moved["upper"] / 2,
        )
        first.pages |= kept.write(first, {"figures": figures})
        first.verdicts, first.rule = rows, "another rule"
        first.save()
        second = a_result(service.own)
        told = shown(service, second, "compare/")
        assert [one[:3] for one in tables(told)["Verdicts that changed"]] == [
            [rows[0]["group"], "Cannot tell", "Under-served"]
        ]
        assert [one[0] for one in tables(told)["Changed by more than their limits"]] == [moved["about"]]
        assert "The two follow different rules." in told
        assert "or are hidden" in told
        assert "The two periods share about 11 months" in told
        assert "1 verdict changed." in shown(service, second, "")
        third = a_result(service.own)
        assert f'<option value="{second.pk}" selected>' in shown(service, third, "compare/")
        told = shown(service, third, f"compare/?with={first.pk}&group=lone_parent")
        assert f'<option value="{first.pk}" selected>' in told
        assert "No verdict changed." in told
        assert re.search(r"Numbers that changed by more than their limits: 0", told)

    def test_an_audit_whose_pages_are_gone_is_told(self, service: Service) -> None:
        a_result(service.own, pages={})
        assert "The pages of one of the two are not there any more" in shown(service, a_result(service.own), "compare/")
