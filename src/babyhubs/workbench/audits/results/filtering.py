"""Parts and tables of a page, as far as they are about what was chosen."""

from typing import Any

from babyhubs.workbench.audits.results.choices import Choice

Shown = dict[str, Any]
# The tables of checks that are counted by groups: the attribute and what their names begin with.
CHECKS_BY = {
    "deprivation_national": "checks-deprivation-",
    "ethnic_group": "checks-ethnic-group-",
    "hub": "checks-site-",
}
_MANY = "it has more groups than lines can be told apart. The table has the figures."


def parts(found: list[Shown], choice: Choice) -> list[Shown]:
    """The parts about the chosen attribute, their tables cut to the chosen groups. Drawings stay whole, to compare."""
    if not choice.given:
        return found
    return [
        part | {"tables": [_about(one, part["name"], choice) for one in part["tables"]]}
        for part in found
        if choice.holds_some(part["name"])
    ]


def at_ages(found: Shown, choice: Choice) -> Shown:
    """Reach by age: an attribute that is not drawn shows its table once it is chosen, and the page says why it is not drawn."""
    undrawn = parts(found["undrawn"], choice) if choice.given else []
    notes = [f"No curves are drawn for {part['label'].lower()}: {_MANY}" for part in undrawn]
    return found | {"parts": [*parts(found["parts"], choice), *undrawn], "notes": notes}


def hubs(one: Shown, choice: Choice) -> Shown:
    """The table of hubs: a chosen hub alone."""
    return _rows(one, lambda group: group == choice.hub) if choice.hub else one


def checks(found: list[Shown], choice: Choice) -> list[Shown]:
    """Tables of checks by group: those of the chosen hub and group, where checks are counted by it; else all."""
    if not choice.given:
        return found
    shown = []
    for one in found:
        if choice.hub and one["name"].startswith(CHECKS_BY["hub"]):
            shown.append(_rows(one, lambda group: group == choice.hub_name))
        elif choice.attribute in CHECKS_BY and one["name"].startswith(CHECKS_BY[choice.attribute]):
            shown.append(_rows(one, lambda group: choice.holds(choice.attribute, group)))
    return [one for one in shown if one["rows"]]


def _about(one: Shown, attribute: str, choice: Choice) -> Shown:
    return _rows(one, lambda group: choice.holds(attribute, group))


def _rows(one: Shown, wanted: Any) -> Shown:
    kept = [place for place, group in enumerate(one["groups"]) if wanted(group)]
    return one | {"rows": [one["rows"][place] for place in kept], "groups": [one["groups"][place] for place in kept]}
