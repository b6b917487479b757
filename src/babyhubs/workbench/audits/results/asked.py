"""What was asked of two audits, and of which files: what is the same in both and what is another."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from babyhubs.workbench.audits.rules.numbers import numbers

Said = Mapping[str, Any]
DAYS_PER_MONTH = 30.4375  # 365.25 / 12
NONE = "none"


@dataclass(frozen=True, slots=True)
class Differing:
    """Something that is another now: then, and now."""

    what: str
    then: str
    now: str


def differing(then: Said, now: Said) -> tuple[list[Differing], list[str]]:
    """From the two provenances: what differs, and the names of what does not."""
    old, new = _facts(then), _facts(now)
    found = [
        Differing(what, old.get(what, ("", NONE))[1], new.get(what, ("", NONE))[1])
        for what in [*new, *(what for what in old if what not in new)]
        if old.get(what, ("", ""))[0] != new.get(what, ("", ""))[0]
    ]
    names = {one.what for one in found}
    return found, [what for what in new if what not in names]


def shared_months(then: str, now: str) -> int:
    """How many months two periods have in common, to the nearest."""
    (a, b), (c, d) = (tuple(date.fromisoformat(part) for part in period.split("/")) for period in (then, now))
    days = (min(b, d) - max(a, c)).days + 1
    return max(0, round(days / DAYS_PER_MONTH))


def _facts(said: Said) -> dict[str, tuple[str, str]]:
    """What -> (what decides whether it is the same, how it is told)."""
    profile = said["disclosure_profile"]
    facts = {
        "Period": _same(str(said["period"]).replace("/", " to ")),
        "Records looked at as on": _same(said.get("as_of")),
        "Rule": _same(said.get("rule_reference")),
        **{
            f"Rule: {one.label}": _same(one.written(said["rule"][one.name]))
            for one in numbers()
            if one.name in said["rule"]
        },
        "Ethnic categories grouped as": _same(said.get("ethnic_grouping")),
        "Deprivation": _same(said.get("deprivation_index")),
        "Disclosure profile": _same(f"{profile['name']}, version {profile['version']}"),
        "Cleaning rules switched off": _same(", ".join(said.get("cleaning_rules_off", []))),
        "What columns and codes mean": _digest(said.get("mapping")),
        "Software": _same(said["software"]),
    }
    for file in said.get("inputs", []):
        rows = "few rows" if file.get("rows") is None else f"about {file['rows']:,} rows"
        facts[f"File: {file['file'].replace('_', ' ')}"] = (file["digest"], f"{file['name']}, {rows}")
    for file in said.get("reference_data", []):
        facts[f"Reference: {file['title']}"] = (str(file.get("sha256", file["vintage"])), str(file["vintage"]))
    return facts


def _same(value: Any) -> tuple[str, str]:
    text = str(value or NONE)
    return text, text


def _digest(value: Any) -> tuple[str, str]:
    """A digest is compared whole and shown short."""
    text = str(value or NONE)
    return text, f"{text[:23]}…" if len(text) > 24 else text
