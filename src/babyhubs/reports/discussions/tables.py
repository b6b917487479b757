"""The tables of the discussions report, the same in the page, in Word and in Excel."""

from babyhubs.discussions.agreement import Figure
from babyhubs.discussions.matrix import EXPLAINED, Matrix
from babyhubs.discussions.saturation import TOO_FEW, Saturation
from babyhubs.discussions.telling import HIDDEN, CountRow, Telling
from babyhubs.reports.tables import Table, number, text

STAR = "A * is a count that is hidden, because it is small or would give a small one away."
PEOPLE_NOTE = "Counts are of people who spoke of it, never of how often."


def tables(told: Telling) -> dict[str, Table]:
    """Every table that has rows, by name, in the order of the report."""
    made = (
        said_by(told), heard(told), saturation(told), agreement(told), frame(told), matrix(told.rows), coreq(told),
    )  # fmt: skip
    return {table.name: table for table in made if table is not None and table.rows}


def said_by(told: Telling) -> Table:
    """Dimension by group: how many people spoke of it, and whether as a barrier or a facilitator."""
    groups = dict.fromkeys(row.group for row in told.counts)
    sizes = {row.group: row.out_of for row in told.counts}
    cells = {(row.dimension, row.group): row for row in told.counts}
    rows = [
        (subject, *(_cell(cells[subject, group]) for group in groups))
        for subject in dict.fromkeys(row.dimension for row in told.counts)
    ]
    star = (STAR,) if any(HIDDEN in (row.people, row.out_of) for row in told.counts) else ()
    return Table(
        "said-by",
        "What was spoken of" + (f", by {told.attribute}" if told.attribute else ""),
        (text("Subject"), *(text(f"{group[:1].upper()}{group[1:]} ({sizes[group]})") for group in groups)),
        rows,
        (
            PEOPLE_NOTE + " In brackets: how many, and in the heading the people in the group.",
            "Nothing said: their words are coded, and none of them is about this.",
            *star,
        ),
    )


def _cell(row: CountRow) -> str:
    return row.said.capitalize() if row.people == "0" else f"{row.said.capitalize()} ({row.people})"


def heard(told: Telling) -> Table:
    """Who have we not heard from."""
    rows = [
        (one.attribute, one.group, one.eligible, one.attending, one.verdict, one.people, one.status)
        for one in told.heard
    ]
    return Table(
        "heard",
        "Families known to the audit, and people who took part",
        (
            text("Attribute"),
            text("Group"),
            number("Families known to the audit"),
            number("Of them at a hub"),
            text("The audit says"),
            number("People who took part"),
            text("So"),
        ),
        rows,
        (
            "Not heard: nobody took part. Thin: so few that nothing can be said of the group. Families are as the audit released them.",
        ),
        groups=tuple(one.group for one in told.heard),
    )


def saturation(told: Telling) -> Table:
    """Whether new codes still come."""
    return Table(
        "saturation",
        "New codes as people are added",
        (text("Group"), number("Codes"), number("New codes in the last two people"), text("So")),
        [_saturation(one) for one in told.saturation],
        (
            "Over many orders of the same people, so that one lucky order cannot decide (Guest, Namey and Chen 2020: base 4, run 2, 5%). "
            "Below six people there is no answer. Few new codes from the people asked says nothing of those who were not asked.",
        ),
    )


def _saturation(one: Saturation) -> tuple[str, ...]:
    if one.verdict == TOO_FEW or one.last is None:
        return (one.group, HIDDEN if not one.codes else str(one.codes), "", one.verdict)
    return (one.group, str(one.codes), f"{100 * one.last:.0f}%", one.verdict)


def agreement(told: Telling) -> Table | None:
    """Two coders, code by code."""
    if told.agreement is None:
        return None
    rows = [
        (one.name, figure(one.percent), figure(one.kappa), figure(one.alpha), figure(one.ac1), figure(one.where))
        for one in told.agreement.codes
    ]
    rows.append(
        ("All codes together", "", "", f"{figure(told.agreement.sets)} (MASI)", "", figure(told.agreement.where))
    )
    return Table(
        "agreement",
        "How far two people agreed who coded the same texts"
        + (f" ({told.agreement.texts:,} texts, {told.agreement.turns:,} turns)" if told.agreement.texts else ""),
        (
            text("Code"),
            number("Same"),
            number("Kappa"),
            number("Alpha"),
            number("AC1"),
            number("Begin and end (alpha)"),
        ),
        rows,
        (
            "1 is full agreement, 0 is chance. Kappa and alpha fall when a code is rare; AC1 does not. In brackets: 95% limits, from "
            "resampling discussions; none below five discussions.",
        ),
    )


def figure(one: Figure) -> str:
    """A figure with its limits, or why there is none."""
    return one.words


def frame(told: Telling) -> Table:
    """Whom we asked, and what came of it; inside the service only."""
    return Table(
        "frame",
        "Whom we asked, because of what the audit found",
        (
            text("Group"),
            text("Area"),
            text("Use of the hub"),
            number("Hoped for"),
            number("Invited"),
            number("Reached"),
            number("Agreed"),
            number("Took part"),
        ),
        [
            (row.group, row.area, row.use, str(row.target), *(str(number) for number in row.counts.values()))
            for row in told.frame
        ],
        ("That people were asked and did not come is a result too.",),
    )


def matrix(rows: Matrix | None) -> Table | None:
    """Person by dimension; inside the service only."""
    if rows is None:
        return None
    return Table(
        "matrix",
        "The framework matrix",
        (text("Person"), *(text(name) for _, name in rows.columns)),
        [
            (
                label,
                *(
                    rows.cells[key, column].summary
                    or (", ".join(rows.cells[key, column].directions) or EXPLAINED[rows.cells[key, column].status])
                    for column, _ in rows.columns
                ),
            )
            for key, label in rows.rows
        ],
        ("A cell without a summary says what its codes are, or why it is empty.",),
    )


def coreq(told: Telling) -> Table:
    """The checklist."""
    return Table(
        "coreq",
        "COREQ: what readers of qualitative work ask",
        (number("No."), text("Domain"), text("Item"), text("Answer")),
        [(str(one.number), one.domain, one.name, one.answer) for one in told.coreq],
        ("Tong, Sainsbury and Craig 2007; items in our own words.",),
    )
