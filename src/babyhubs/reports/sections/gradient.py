"""The gradient over deprivation: the picture by fifth, and slope and relative index in words."""

from dataclasses import dataclass

from babyhubs.audit.measures import INTENSITY, REACH
from babyhubs.audit.result import AuditResult
from babyhubs.reports import cells, figures, phrases
from babyhubs.reports.cells import Row
from babyhubs.reports.charts.drawing import Figure
from babyhubs.reports.charts.fifths import by_fifth
from babyhubs.reports.tables import Table, number, text

VIEWS = {figures.HUB: "hub visits", figures.ALL_CONTACT: "all face-to-face contact"}
FIFTHS = {"deprivation_national": "national fifths", "deprivation_local": "local fifths"}
BENT = 0.05  # below this the fifths do not lie on a line


@dataclass(frozen=True)
class Gradient:
    """Sentences, two charts and the table of indices."""

    sentences: list[str]
    figures: list[Figure]
    table: Table


def gradient(released: AuditResult) -> Gradient:
    """National fifths in words and pictures, both kinds in the table."""
    rows = released.gradients.to_dicts()
    main = next(
        row
        for row in rows
        if (row["view"], row["attribute"], row["measure"]) == (figures.HUB, "deprivation_national", REACH)
    )
    horizon = phrases.age(int(released.summary["horizon_days"]))
    hub = _fifths(released, figures.HUB, REACH)
    contact = _fifths(released, figures.ALL_CONTACT, INTENSITY)
    top = max([row["upper"] for row in contact if row["upper"] is not None], default=1.0)
    drawn = [
        by_fifth(hub, "gradient-hub", f"Reach at hubs by {horizon}, by fifth of deprivation", f"Babies in 100 who came to a hub by {horizon}", 100.0, 100.0),
        by_fifth(contact, "gradient-contact", "All contact, by fifth of deprivation", "All face-to-face contacts per 100 baby-months", 1.0, _round_up(top)),
    ]  # fmt: skip
    return Gradient(_words(main), [one for one in drawn if one], _table(rows))


def _fifths(released: AuditResult, view: str, measure: str) -> list[Row]:
    return [
        row for row in figures.of(released.measures, view, measure, "deprivation_national") if figures.is_known(row)
    ]


def _words(row: Row) -> list[str]:
    if row["sii"] is None:
        return [f"There is no gradient for national fifths: {row['reason']}."]
    gap = cells.rounded(abs(row["sii"]) * 100)
    more, less = ("least", "most") if row["sii"] > 0 else ("most", "least")
    low, high = sorted((abs(row["sii_lower"]), abs(row["sii_upper"])))
    clear = row["sii_lower"] > 0 or row["sii_upper"] < 0
    told = []
    if clear:
        told.append(
            f"From one end of the scale to the other, reach is about {gap} in 100 higher in the {more} deprived areas than "
            f"in the {less} deprived (95% limits {cells.rounded(low * 100)} to {cells.rounded(high * 100)}). This is the slope index."
        )
    else:
        told.append(
            "The limits of the slope index include nought: no gradient from one end of the scale to the other can be told."
        )
    if row["rii"] is not None:
        told.append(
            f"Reach in the least deprived areas is {row['rii']:.2f} times that in the most deprived "
            f"(95% limits {row['rii_lower']:.2f} to {row['rii_upper']:.2f}). This is the relative index."
        )
    if row["linearity_p"] is not None and row["linearity_p"] < BENT:
        told.append(
            "The fifths do not lie on a straight line, so read the slope with the picture: the gap may sit at one end."
        )
    return told


def _table(rows: list[Row]) -> Table:
    units = {REACH: "reach, in 100", INTENSITY: "contacts per 100 baby-months"}
    return Table(
        "gradients",
        "Slope and relative index of inequality",
        (text("Measure"), text("Seen at"), text("Areas"), number("Slope index (95% limits)"), number("Relative index (95% limits)"), text("On a straight line?")),
        [
            (
                units[row["measure"]],
                VIEWS[row["view"]],
                FIFTHS[row["attribute"]],
                _scaled(row),
                cells.figure(row, 2, ("rii", "rii_lower", "rii_upper")),
                cells.NONE if row["linearity_p"] is None else "no" if row["linearity_p"] < BENT else "yes, as far as can be told",
            )
            for row in rows
        ],
        ("A positive slope means that the least deprived areas have more.",),
    )  # fmt: skip


def _scaled(row: Row) -> str:
    times = 100.0 if row["measure"] == REACH else 1.0
    return cells.figure(row, 1, ("sii", "sii_lower", "sii_upper"), times)


def _round_up(value: float) -> float:
    step = 10.0 if value > 20 else 5.0
    return step * (int(value / step) + 1)
