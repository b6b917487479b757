"""How the answer was worked out, the rule in words, what the words mean, and where everything came from."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babyhubs.audit.result import AuditResult
from babyhubs.audit.rule import Rule
from babyhubs.audit.verdict import UNDER_SERVED
from babyhubs.disclosure.profiles import Profile, profile
from babyhubs.evidence.finding import Finding
from babyhubs.reports import cells, phrases
from babyhubs.reports.tables import Table, number, text

GLOSSARY = Path(__file__).parents[1] / "glossary.toml"


@dataclass(frozen=True)
class Method:
    """rule and protection: sentences. facts: (name, value) pairs."""

    rule: list[str]
    rule_reference: str
    protection: list[str]
    glossary: list[tuple[str, str]]
    facts: list[tuple[str, str]]
    inputs: Table
    reference_data: Table
    findings: Table


def method(released: AuditResult, findings: tuple[Finding, ...], provenance: dict[str, Any]) -> Method:
    """provenance: as `reports.answer` writes it."""
    rule = Rule.model_validate(provenance["rule"])
    return Method(
        rule=rule_in_words(rule),
        rule_reference=released.summary["rule"],
        protection=protection_in_words(profile(provenance["disclosure_profile"]["name"])),
        glossary=[(word["name"], word["meaning"]) for word in tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))["word"]],
        facts=_facts(released, provenance),
        inputs=Table(
            "inputs",
            "Files that were read",
            (text("Kind"), text("File"), number("Rows"), text("Keyed digest")),
            [(one["file"], one["name"], _rows(one["rows"]), _short(one["digest"])) for one in provenance.get("inputs", [])],
        ),
        reference_data=Table(
            "reference-data",
            "Reference data, with licences and notices",
            (text("What"), text("Vintage"), text("Licence"), text("Notice")),
            [(one["title"], one["vintage"], one["licence"], one["attribution"]) for one in provenance.get("reference_data", [])],
        ),
        findings=Table(
            "findings",
            "Findings on under-served groups, by identity",
            (text("Finding"), text("Verdict"), text("Identity")),
            [(f"{one.view.replace('_', ' ')}, {one.measure}, {one.attribute}: {one.group}", one.verdict, _short(one.identity)) for one in findings if one.verdict == UNDER_SERVED],
            ("The identity is the digest of the finding's content. All findings are in findings.json.",),
        ),
    )  # fmt: skip


def rule_in_words(rule: Rule) -> list[str]:
    """The pre-registered rule as sentences."""
    horizon = phrases.age(rule.horizon_days)
    return [
        f"A group is under-served when three things hold: its reach by {horizon} is below {rule.reach_ratio_below:.2f} of the "
        f"reach of all others whose group is known; the 95% limits of that ratio lie below {rule.upper_limit_below:.2f}; and the "
        f"shortfall is at least {rule.shortfall_at_least:g} families a year.",
        f"A group is adequately served when the limits exclude a ratio below {rule.reach_ratio_below:.2f}.",
        f"The records cannot tell when neither is so, when the group has fewer than {rule.smallest_group} babies, or when the "
        f"attribute is known for fewer than {rule.known_at_least * 100:.0f} in 100 babies.",
        "There is no answer at all when the records hold fewer than "
        f"{rule.capture_at_least * 100:.0f} of 100 heads counted, when more than {rule.group_session_share_at_most * 100:.0f} in 100 "
        f"of hub visits are group sessions without people, when more than {rule.unknown_attendance_at_most * 100:.0f} in 100 hub "
        f"contacts have no attendance code, or when fewer than {rule.fewest_first_visits} babies came. A group cannot be judged "
        f"when more than {rule.incomplete_hub_share_at_most * 100:.0f} in 100 of its babies live nearest to a hub whose records are incomplete.",
    ]


def protection_in_words(one: Profile) -> list[str]:
    """What the disclosure profile does to the figures."""
    if one.name == "internal":
        return ["Nothing is hidden or rounded. This report must not leave the service."]
    low, high = one.suppress
    told = [f"Profile “{one.name}” ({one.title}), version {one.version}."]
    if high >= low:
        told.append(f"Counts of {low} to {high} are shown as *, with every figure that rests on them.")
    if one.base:
        told.append(
            f"Other counts are rounded to the nearest {one.base}."
            if one.method == "nearest"
            else f"Other counts are moved to the middle of runs of {one.base}."
        )
    told.append("Shares are worked out again from the rounded counts, so they may differ a little from the exact ones.")
    return told


def _facts(released: AuditResult, provenance: dict[str, Any]) -> list[tuple[str, str]]:
    chosen = provenance["disclosure_profile"]
    facts = [
        ("Software", str(provenance["software"])),
        ("Period", str(provenance["period"]).replace("/", " to ")),
        ("Looked at as of", str(provenance["as_of"])),
        ("Class of project", str(provenance["project_class"])),
        ("Rule", str(released.summary["rule"])),
        ("Groups tested", str(released.summary["groups_tested"])),
        (
            "Disclosure profile",
            f"{chosen['name']}, version {chosen['version']}: {chosen['title']} ({chosen['source']})",
        ),
        ("Deprivation", str(released.summary["deprivation_index"])),
        ("Ethnic categories grouped as", str(released.summary["grouping"])),
        ("Cleaning rules switched off", ", ".join(provenance.get("cleaning_rules_off", [])) or "none"),
        ("Digest of the mapping", _short(str(provenance.get("mapping", "none")))),
    ]
    return [(name, value) for name, value in facts if value]


def _short(digest: str) -> str:
    """A digest as people compare it; provenance.json has it whole."""
    kind, _, value = digest.partition(":")
    return f"{kind}:{value[:16]}…" if len(value) > 16 else digest


def _rows(rows: int | None) -> str:
    return cells.SUPPRESSED if rows is None else f"about {cells.about(rows)}"
