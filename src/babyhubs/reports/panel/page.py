"""The page of a draw: one HTML file without scripts. It holds nobody's answers, and no count of a small group of people."""

import base64
import hashlib
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from babyhubs import __version__
from babyhubs.disclosure.counts import is_small, rounded
from babyhubs.disclosure.profiles import DEFAULT, Profile, profile
from babyhubs.panel.draw import GENERATED, LEXIMIN, MAXIMIN, NASH
from babyhubs.panel.seating import UNITS
from babyhubs.panel.selection import Selection
from babyhubs.panel.spread import gini, quantiles
from babyhubs.reports.cells import decimal
from babyhubs.reports.html import HERE, environment
from babyhubs.reports.tables import Table, number, text

METHOD = {
    LEXIMIN: "LEXIMIN: the lowest chance is as high as it can be, then the second lowest, and so on.",
    MAXIMIN: "MAXIMIN: the lowest chance is as high as it can be; the other chances are not looked at.",
    NASH: "Nash welfare: the product of all chances is as large as it can be.",
}
BEST = {
    LEXIMIN: "give the people with the lowest chances more",
    MAXIMIN: "have a higher lowest chance",
    NASH: "have a larger product of chances",
}
ROUTE = {
    GENERATED: "Mixtures of fractional panels could not be realised, so panels were generated one by one until none could help.",
}
REALISED = "The bound that fractional panels give was met by whole panels."


def page(selection: Selection, notes: Sequence[str], checked: Sequence[str]) -> str:
    """The whole page. Same arguments, same characters."""
    style = (HERE / "style.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    rules = profile(DEFAULT)
    context: dict[str, Any] = {
        "title": "A fair draw for the parents' panel",
        "seats": selection.draw.kinds.seats,
        "pool": _rounded(len(selection.people), rules),
        "lowest": percent(selection.lowest),
        "highest": percent(selection.highest),
        "never": _people(sum(len(one.people) for one in selection.barred), rules),
        "barred": _barred(selection, rules),
        "spread": _spread(selection),
        "quotas": _quotas(selection),
        "method": METHOD[selection.draw.method],
        "best": BEST[selection.draw.method],
        "route": ROUTE.get(selection.draw.route, REALISED),
        "levels": len(selection.draw.levels),
        "tickets": len(selection.tickets.people),
        "last_ticket": len(selection.tickets.people) - 1,
        "moved": decimal(selection.moved, 2),
        "hash": selection.ticket_hash,
        "panels": len(selection.seated),
        "notes": notes,
        "checked": checked,
        "version": __version__,
    }
    return environment().get_template("panel.html.j2").render(context, style=Markup(style), style_digest=digest)  # noqa: S704


def percent(chance: float) -> str:
    """A chance in 100, to one decimal."""
    return f"{decimal(chance * 100, 1)}%"


def _rounded(count: int, rules: Profile) -> str:
    return f"{int(rounded(count, rules)):,}"


def _people(count: int, rules: Profile) -> str:
    if count == 0:
        return "nobody"
    return f"fewer than {rules.suppress[1] + 1}" if is_small(count, rules) else f"about {_rounded(count, rules)}"


def _barred(selection: Selection, rules: Profile) -> Table | None:
    if not selection.barred:
        return None
    rows = [("; ".join(one.rules), _people(len(one.people), rules), one.remedy) for one in selection.barred]
    columns = (text("Rule that bars them"), text("People"), text("The least that would let them in"))
    return Table("barred", "People who could not be drawn, and why", columns, rows)


def _spread(selection: Selection) -> Table:
    chances = [units / UNITS for units in selection.units.values()]
    names = ("lowest", "lower quarter", "middle", "upper quarter", "highest")
    rows = [(name, percent(value)) for name, value in zip(names, quantiles(chances), strict=True)]
    note = (
        f"Of everybody who can be drawn. Gini coefficient {decimal(gini(chances), 2)}: 0 would be equal chances for all. "
        "Chances differ because some groups have few volunteers for their seats. Each volunteer may ask for their own number."
    )
    return Table("spread", "How the chances are spread", (text("Chance"), number("In 100 draws")), rows, (note,))


def _quotas(selection: Selection) -> Table:
    rows = [
        (one.feature, one.value, f"{one.low}", f"{one.high}", one.reason or "–")
        for one in selection.quotas
    ]  # fmt: skip
    columns = (text("Feature"), text("Answer"), number("At least"), number("At most"), text("Why"))
    return Table("quotas", "The seats, as they were written down before the draw", columns, rows)
