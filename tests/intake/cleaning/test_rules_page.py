"""The page of cleaning rules says what the files of rules, reasons and checks say."""

from pathlib import Path

from babyhubs.intake.flow import reasons
from babyhubs.intake.quality import checks
from babyhubs.intake.rules import rules

PAGE = (Path(__file__).resolve().parents[3] / "docs/reference/cleaning-rules.md").read_text(encoding="utf-8")


def test_every_rule_is_on_the_page() -> None:
    rows = [f"| `{rule.name}` | {rule.label} | {rule.why} | {rule.source} | {rule.off} |" for rule in rules()]
    assert [row for row in rows if row not in PAGE] == []


def test_every_reason_is_on_the_page() -> None:
    files = ("children", "contacts", "head_counts", "group_sessions")
    rows = [f"| {reason.text} | {reason.remedy} |" for file in files for reason in reasons(file).values()]
    assert [row for row in rows if row not in PAGE] == []


def test_every_check_is_on_the_page() -> None:
    rows = [f"| `{name}` | {check.dimension} | {check.label} |" for name, check in checks().items()]
    assert [row for row in rows if row not in PAGE] == []


def test_the_page_names_nothing_that_is_gone() -> None:
    known = {rule.name for rule in rules()} | set(checks())
    named = {line.split("`")[1] for line in PAGE.splitlines() if line.startswith("| `")}
    assert named == known
