"""What time goes to, as tables: of families and of the team, one model beside the other."""

from collections.abc import Mapping, Sequence

from babyhubs.observations.analysis import Study
from babyhubs.observations.ethogram import Ethogram
from babyhubs.reports.cells import NONE
from babyhubs.reports.observed import words
from babyhubs.reports.observed.shown import TOGETHER, Shown, practitioner_rows
from babyhubs.reports.tables import Table, number, text

SIDE_BY_SIDE = 3  # models; more columns do not fit on a page


def families(by_model: Mapping[str, Sequence[Shown]], codes: Ethogram) -> Table:
    """Family time by activity. A code that is put together in one model stands alone in another."""
    notes = (
        "Of 100: all time over all observed time. Mean of sessions: each session has one voice. Limits take the session as the unit.",
        f"{NONE}: not seen, or in the last row with others.",
    )
    return _table(
        "family-budget",
        "What family time goes to, of 100 minutes",
        "Activity",
        by_model,
        codes.label,
        notes,
        means=True,
    )


def team(study: Study) -> Table | None:
    """Practitioners' time by purpose, all together, from three sessions on."""
    by_model = {name: practitioner_rows(group.practitioner_budget) for name, group in study.models.items()}
    shown = {name: rows for name, rows in by_model.items() if rows}
    note = "All practitioners together, from three sessions or more. This is about the service, never about a person."
    return (
        _table(
            "staff-time",
            "What practitioners' time goes to, of 100 minutes",
            "Purpose",
            shown,
            lambda code: words.PURPOSE.get(code, code),
            (note,),
        )
        if shown
        else None
    )


def pace(study: Study) -> Table | None:
    """How broken up practitioners' time is, in each model that was watched three times or more."""
    shown = {name: group.pace[0] for name, group in sorted(study.models.items()) if group.pace}
    if not shown:
        return None
    rows = [
        ("Interruptions in an hour", *(f"{one.interruptions_per_hour:.1f}" for one in shown.values())),
        ("Changes of activity in an hour", *(f"{one.changes_per_hour:.0f}" for one in shown.values())),
        (
            "With two families or more at once, of 100 minutes",
            *(words.hundred(one.with_several) for one in shown.values()),
        ),
        ("Hours watched", *(f"{one.hours:.0f}" for one in shown.values())),
    ]
    columns = (text("What"), *(number(f"{name.capitalize()} model") for name in shown))
    note = "All practitioners together: hours of two who work side by side are two hours. Only what an observer tapped as an interruption is one."
    return Table("staff-pace", "How broken up practitioners' time is", columns, rows, (note,))


def _table(
    name: str,
    caption: str,
    what: str,
    by_model: Mapping[str, Sequence[Shown]],
    label: object,
    notes: tuple[str, ...],
    *,
    means: bool = False,
) -> Table:
    assert callable(label)
    models = sorted(by_model)
    if len(models) > SIDE_BY_SIDE:
        models = models[:SIDE_BY_SIDE]
    rows_of = {model: {row.code: row for row in by_model[model]} for model in models}
    largest: dict[str, float] = {}
    for rows in rows_of.values():
        for code, row in rows.items():
            largest[code] = max(largest.get(code, 0.0), row.pooled)
    ordered = sorted(largest, key=lambda code: (code == TOGETHER, -largest[code], code))
    table = []
    for code in ordered:
        cells: list[str] = []
        for model in models:
            found = rows_of[model].get(code)
            cells += [NONE] * (3 if means else 2) if found is None else [
                words.hundred(found.pooled), words.limits(found.lower, found.upper), *([words.hundred(found.mean_of_sessions)] if means else []),
            ]  # fmt: skip
        table.append(("Everything else, together" if code == TOGETHER else str(label(code)), *cells))
    alone = models == ["all"]
    columns = [text(what)]
    for model in models:
        head = "" if alone else f"{model.capitalize()}: "
        columns += [number(f"{head}of 100".capitalize() if alone else f"{head}of 100"), number("95% limits")]
        columns += [number("Mean of sessions")] if means else []
    return Table(name, caption, tuple(columns), table, notes)
