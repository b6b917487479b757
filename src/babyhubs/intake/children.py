"""From the rows of the children file to one row a child.

The rows of one child disagree where a month's file corrects another's. Which row speaks is a rule (rules.toml): the first
recorded for what the family is, the most frequent for the date of birth, the latest for the time on the caseload. The order
of rows is that of submission, then of the file; a row without a day of submission counts as the oldest.
"""

from typing import Any

import ibis
import ibis.expr.types as ir

from babyhubs.intake import rules
from babyhubs.intake.engine import first_that_holds, number
from babyhubs.intake.homes import NO_FIXED_ADDRESS
from babyhubs.intake.options import Options

DEMOGRAPHICS = (
    "home",
    "ethnic",
    "language",
    "family",
    "mother_age",
    "mother_date_of_birth",
    "first_child",
    "lone_parent",
)


def in_order(rows: ir.Table, options: Options) -> ir.Table:
    """Rows with their place in the order, and the date of birth where it is plausible (`born`)."""
    today = ibis.date(options.as_of.isoformat())
    oldest = ibis.date(_years_before(options, rules.limits()["child_age_years"]))
    plausible = (rows.date_of_birth <= today) & (rows.date_of_birth > oldest)
    strict = "implausible_date_of_birth" in options.on
    ordered = ibis.row_number().over(ibis.window(order_by=[rows.submitted.asc(nulls_first=True), rows.row.asc()]))
    return rows.mutate(
        place_in_order=ordered,
        rule_implausible_date_of_birth=(~plausible).fill_null(False),
        born=ibis.ifelse(plausible, rows.date_of_birth, ibis.null("date")) if strict else rows.date_of_birth,
    )


def joined(rows: ir.Table, options: Options) -> ir.Table:
    """One row a child, from the rows of `in_order`: the clean columns, `reason` why it cannot be used, and rule flags."""
    rows = rows.filter(rows.child.notnull())
    births = _births(rows, modal="modal_date_of_birth" in options.on)
    own = rows.group_by("child").agg(
        **{name: _recorded(rows, name, options) for name in DEMOGRAPHICS},
        **{f"different_{name}": _different(rows, name) for name in ("home", "ethnic", "language", "family")},
        **{f"filled_{name}": _filled(rows, name, options) for name in DEMOGRAPHICS},
        team=rows.team.first(order_by=rows.place_in_order.desc(), where=rows.team.notnull()),
        started=rows.caseload_start.min(),
        latest_end=rows.caseload_end.first(order_by=_latest(rows), include_null=True),
        any_end=rows.caseload_end.max(),
        died=rows.date_of_death.min(),
        last_place=rows.place_in_order.max(),
        file_rows=rows.count(),
        birth_unreadable=number(rows.bad_date_of_birth),
        birth_implausible=number(rows.rule_implausible_date_of_birth),
    )
    both = own.left_join(births, own.child == births.birth_child).drop("birth_child")
    return _decided(both, options)


def _births(rows: ir.Table, *, modal: bool) -> ir.Table:
    """birth_child, date_of_birth, different_births: the date of birth that counts."""
    given = rows.filter(rows.born.notnull())
    dates = given.group_by("child", "born").agg(
        times=given.count(), first=given.place_in_order.min(), last=given.place_in_order.max()
    )
    order = [dates.times.desc(), dates["first"].asc()] if modal else [dates["last"].desc()]
    ranked = dates.mutate(
        choice=ibis.row_number().over(ibis.window(group_by="child", order_by=order)),
        different_births=dates.count().over(ibis.window(group_by="child")),
    )
    best = ranked.filter(ranked.choice == 0)
    return best.select(birth_child=best.child, date_of_birth=best.born, different_births=best.different_births)


def _recorded(rows: ir.Table, name: str, options: Options) -> Any:
    order = rows.place_in_order.asc() if "earliest_demographics" in options.on else rows.place_in_order.desc()
    column = rows[name]
    if "fill_within_child" in options.on:
        first = [rows.ethnic_rank.asc(), order] if name == "ethnic" else order
        return column.first(order_by=first, where=column.notnull())
    return column.first(order_by=order, include_null=True)


def _different(rows: ir.Table, name: str) -> Any:
    return rows[name].nunique()


def _filled(rows: ir.Table, name: str, options: Options) -> Any:
    """Whether the row that speaks is silent here and another row is not."""
    order = rows.place_in_order.asc() if "earliest_demographics" in options.on else rows.place_in_order.desc()
    column = rows[name]
    return (column.notnull().first(order_by=order) == False) & (column.count() > 0)  # noqa: E712


def _latest(rows: ir.Table) -> list[Any]:
    """Within one submission a later start is a later time on the caseload."""
    return [
        rows.submitted.desc(nulls_first=False),
        rows.caseload_start.desc(nulls_first=False),
        rows.row.desc(),
    ]


def _decided(children: ir.Table, options: Options) -> ir.Table:
    on = options.on
    born = children.date_of_birth
    start, end = children.started, children.latest_end
    if "latest_caseload_end" not in on:
        end = children.any_end
    if "caseload_start_from_birth" in on:
        start = ibis.coalesce(start, born)
    early = (start < born).fill_null(False)
    if "caseload_start_not_before_birth" in on:
        start = ibis.ifelse(early, born, start)
    dies = children.died.notnull() & (end.isnull() | (children.died < end))
    if "death_ends_caseload" in on:
        end = ibis.ifelse(dies, children.died, end)
    age, plausible = _age(children.mother_date_of_birth, born)
    strict = "implausible_mother_age" in on
    from_dates = ibis.ifelse(plausible, age, ibis.null("int64")) if strict else age
    given = children.mother_age.cast("int64")
    ethnic = children.ethnic
    dated = children.mutate(
        caseload_start=start,
        caseload_end=end,
        reason=first_that_holds(
            [
                (born.isnull() & (children.birth_implausible > 0), "implausible_date_of_birth"),
                (born.isnull() & (children.birth_unreadable > 0), "unreadable_date_of_birth"),
                (born.isnull(), "no_date_of_birth"),
                (start.isnull(), "no_caseload_start"),
                ((end < start) & ("caseload_end_before_start" in on), "caseload_end_before_start"),
            ]
        ),
        mother_age=ibis.coalesce(given, from_dates) if "mother_age_from_dates" in on else given,
        area=ibis.ifelse(children.home == NO_FIXED_ADDRESS, ibis.null("string"), children.home),
        place=ibis.cases(
            (children.home.isnull(), "unknown"), (children.home == NO_FIXED_ADDRESS, "no_fixed_address"), else_="area"
        ),
        ethnic_category=ibis.ifelse(ethnic == "99", ethnic, ethnic.substr(0, 1)),
        ethnic_detail=ibis.ifelse(ethnic == "99", ibis.null("string"), ethnic.substr(1, 1).nullif("")),
        rule_caseload_start_from_birth=children.started.isnull(),
        rule_caseload_start_not_before_birth=early,
        rule_latest_caseload_end=~children.latest_end.identical_to(children.any_end),
        rule_death_ends_caseload=dies,
        rule_mother_age_from_dates=given.isnull() & from_dates.notnull(),
        rule_modal_date_of_birth=children.different_births > 1,
        rule_earliest_demographics=(children.different_home > 1)
        | (children.different_ethnic > 1)
        | (children.different_language > 1)
        | (children.different_family > 1),
        rule_fill_within_child=ibis.or_(*[children[f"filled_{name}"].fill_null(False) for name in DEMOGRAPHICS]),
    )
    return dated.mutate(rule_caseload_end_before_start=dated.reason == "caseload_end_before_start")


def _age(mother: Any, born: Any) -> tuple[Any, Any]:
    """Completed years of the mother at the birth, and whether it is a mother's age."""
    not_yet = (born.month() * 100 + born.day()) < (mother.month() * 100 + mother.day())
    age = (born.year() - mother.year()).cast("int64") - not_yet.cast("int64")
    low, high = rules.limits()["mother_age_years"]
    return age, age.between(low, high)


def _years_before(options: Options, years: int) -> str:
    day = options.as_of
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year - years, day=last).isoformat()
