"""The answer: headline, key figures, the ranked groups, those that cannot be told, those that are reached, the unseen."""

from dataclasses import dataclass

from babyhubs.audit import verdict
from babyhubs.audit.result import AuditResult
from babyhubs.reports import cells, figures, phrases, sentences
from babyhubs.reports.cells import Row
from babyhubs.reports.charts import shortfalls
from babyhubs.reports.charts.drawing import Figure
from babyhubs.reports.tables import Table, number, text


@dataclass(frozen=True)
class Ranked:
    """One under-served group as the list shows it."""

    families: str
    between: str
    name: str
    attribute: str
    own: str
    others: str
    ratio: str
    chance: str
    elsewhere: bool
    overlaps: str  # the attribute under which largely the same families stand as well


@dataclass(frozen=True)
class KeyFigure:
    """A figure and what it is."""

    figure: str
    words: str


@dataclass(frozen=True)
class Unseen:
    """A group that the records cannot show, and the ways to hear from it."""

    label: str
    why: str
    ways: list[str]
    recorded: str


@dataclass(frozen=True)
class Answer:
    """The first part of the page. Without an answer `headline` is None and the lists are empty."""

    headline: sentences.Headline | None
    key_figures: list[KeyFigure]
    ranked: list[Ranked]
    chart: Figure | None
    cannot_tell: Table | None
    adequate: Table | None
    unseen: list[Unseen]


def answer(released: AuditResult) -> Answer:
    """From the released tables alone."""
    unseen = [
        Unseen(row["label"], row["why"], row["seen_by"].split("; "), row["recorded"])
        for row in released.unseen.to_dicts()
    ] + [
        Unseen(f"Groups by {_small(row['label'])}", "These files do not carry it.", ["record it, or bring it with the next export", "discussions"], row["reason"])
        for row in released.attributes.to_dicts()
        if row["status"] == "absent"
    ]  # fmt: skip
    if released.refused:
        return Answer(None, [], [], None, None, None, unseen)
    flagged = figures.judged(released.measures, verdict.UNDER_SERVED)
    labels = dict(released.attributes.select("attribute", "label").iter_rows())
    return Answer(
        headline=sentences.headline(released),
        key_figures=_key_figures(released, flagged),
        ranked=[_ranked(row, flagged, labels) for row in flagged],
        chart=shortfalls.reach_beside_others(flagged, phrases.age(int(released.summary["horizon_days"]))),
        cannot_tell=_groups(
            "cannot-tell",
            "Groups for which the records cannot tell",
            figures.judged(released.measures, verdict.CANNOT_TELL),
            labels,
        ),
        adequate=_groups(
            "adequate",
            "Groups that are adequately served by the rule",
            figures.judged(released.measures, verdict.ADEQUATE),
            labels,
        ),
        unseen=unseen,
    )


def _key_figures(released: AuditResult, flagged: list[Row]) -> list[KeyFigure]:
    everyone = figures.everybody(released.measures)
    horizon = phrases.age(int(released.summary["horizon_days"]))
    found = [KeyFigure(f"{cells.count(everyone, 'eligible')}", "babies followed")]
    if everyone["estimate"] is not None:
        limits = f" (95% limits {cells.rounded(everyone['lower'] * 100)} to {cells.rounded(everyone['upper'] * 100)})"
        found.append(
            KeyFigure(f"{cells.hundred(everyone['estimate'])} in 100", f"came at least once by {horizon}{limits}")
        )
    tested = released.summary["groups_tested"]
    found.append(KeyFigure(f"{len(flagged)} of {tested}", "groups tested are under-served by our rule"))
    found.append(KeyFigure(str(released.unseen.height), "groups are unseen: the records cannot show them"))
    return found


def _ranked(row: Row, flagged: list[Row], labels: dict[str, str]) -> Ranked:
    low, high = row["shortfall_lower"], row["shortfall_upper"]
    twin = sentences.TOLD_ALREADY.get(row["attribute"])
    hidden = row["shortfall_families"] is None
    return Ranked(
        families=cells.missing(row) if hidden else cells.about(row["shortfall_families"]),
        between="" if low is None or high is None else f"{cells.about(max(low, 0))} to {cells.about(high)}",
        name=phrases.capital(phrases.group(row["attribute"], row["group"], row["group_label"])),
        attribute=labels[row["attribute"]],
        own=sentences.in_100(row["estimate"]),
        others=sentences.in_100(row["others_estimate"]),
        ratio=cells.ratio(row),
        chance=cells.chance(row["q_value"]),
        elsewhere=sentences.ELSEWHERE in row["verdict_reason"],
        overlaps=labels[twin] if twin and any(other["attribute"] == twin for other in flagged) else "",
    )


def _groups(name: str, caption: str, rows: list[Row], labels: dict[str, str]) -> Table | None:
    if not rows:
        return None
    return Table(
        name,
        caption,
        (text("Group"), number("Came, of 100 (95% limits)"), number("Ratio to others"), number("Shortfall, families a year"), text("Why")),
        [
            (
                f"{labels[row['attribute']]}: {row['group_label']}",
                cells.share(row),
                cells.ratio(row),
                cells.shortfall(row),
                phrases.capital(row["verdict_reason"]),
            )
            for row in rows
        ],
    )  # fmt: skip


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]
