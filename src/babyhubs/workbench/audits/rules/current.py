"""Which rule holds."""

from functools import cache
from typing import Any

from babyhubs.audit import rule as rules
from babyhubs.audit.rule import Rule
from babyhubs.workbench.audits.models import RuleVersion


def in_force(programme_id: Any) -> RuleVersion | None:
    """The version that was adopted last; None where the rule that comes with the program holds."""
    adopted = RuleVersion.objects.filter(programme=programme_id, state=RuleVersion.State.ADOPTED)
    return adopted.order_by("-decided_at").first()


def rule_of(version: RuleVersion | None) -> Rule:
    """The rule itself."""
    return _own() if version is None else Rule.model_validate_json(version.content)


@cache
def _own() -> Rule:
    """The one that comes with the program: it does not change while this runs."""
    return rules.read()


def as_file(rule: Rule) -> str:
    """The rule as the file that `babyhubs audit --rule` reads."""
    lines = [f"{name} = {_toml(value)}" for name, value in rule.model_dump().items()]
    return "\n".join([f"# The rule {rule.reference}, written by the workbench.", *lines, ""])


def _toml(value: Any) -> str:
    if not isinstance(value, str):
        return repr(value)
    # what TOML has no basic string for is written as an escape
    escaped = "".join(c if c >= " " and c not in '"\\\x7f' else f"\\u{ord(c):04x}" for c in value)
    return f'"{escaped}"'
