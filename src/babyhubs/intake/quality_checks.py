"""The checks on rows, as pairs: which rows a check looks at, and which of these fail it. Their words are in checks.toml."""

from typing import Any

import ibis
import ibis.expr.types as ir

from babyhubs.intake import nhs_number, rules
from babyhubs.intake.homes import MALFORMED, NONE, OUTSIDE, PSEUDO
from babyhubs.intake.options import Options

Pair = tuple[Any, Any]


def child_checks(rows: ir.Table) -> dict[str, Pair]:
    """Checks on the rows of the children file."""
    every = rows.row.notnull()
    several = rows.file_rows > 1
    days = ("caseload_start", "caseload_end", "date_of_death")
    bad_days = ibis.or_(*[rows[f"bad_{day}"] for day in days])
    given_days = ibis.or_(*[rows[f"known_{day}"] for day in days]) | bad_days
    complete = {
        f"known_{name}": (every, ~rows[f"known_{name}"])
        for name in (
            "date_of_birth", "caseload_start", "home", "ethnic", "language", "first_child", "lone_parent", "family", "team",
            "nhs_number",
        )
    }  # fmt: skip
    return {
        **complete,
        "known_mother_age": (every, ~(rows.known_mother_age | rows.known_mother_date_of_birth)),
        "readable_birth": (
            rows.known_date_of_birth | rows.bad_date_of_birth,
            rows.bad_date_of_birth | rows.rule_implausible_date_of_birth,
        ),
        "readable_caseload": (given_days, bad_days),
        "postcode_found": (~rows.home_postcode.isin([NONE, PSEUDO]), rows.home_postcode.isin([OUTSIDE, MALFORMED])),
        "postcode_shape": (rows.home_postcode != NONE, rows.home_postcode == MALFORMED),
        "postcode_place": (rows.home_postcode != NONE, rows.home_postcode == PSEUDO),
        "area_found": (rows.home_area != NONE, rows.home_area == OUTSIDE),
        "area_exact": (rows.home_converted, rows.home_best_fit),
        "nhs_number_valid": (rows.known_nhs_number, rows.nhs_number != nhs_number.VALID),
        "code_ethnic": (rows.ethnic.notnull() | rows.bad_ethnic, rows.bad_ethnic),
        "code_language": (rows.language.notnull() | rows.bad_language, rows.bad_language),
        "code_first_child": (rows.first_child.notnull() | rows.bad_first_child, rows.bad_first_child),
        "code_lone_parent": (rows.lone_parent.notnull() | rows.bad_lone_parent, rows.bad_lone_parent),
        "plausible_mother_age": (rows.known_mother_age | rows.bad_mother_age, rows.bad_mother_age),
        "one_birth": (several, rows.different_births > 1),
        "one_home": (several, rows.different_home > 1),
        "one_ethnic": (several, rows.different_ethnic > 1),
        "end_after_start": (rows.end.notnull(), rows.ends_early),
    }


def contact_checks(rows: ir.Table, options: Options) -> dict[str, Pair]:
    """Checks on the rows of the contacts file. Group sessions are looked at as far as they have the field."""
    today = ibis.date(options.as_of.isoformat())
    every = ~rows.is_group
    dated = rows.date.notnull()
    used = rows.reason.isnull()
    at_hub = rows.setting == "hub"
    late = rows.submitted.delta(rows.date, unit="day") > rules.limits()["late_after_days"]
    codes = {
        f"code_{name}": (rows[f"known_{name}"] | rows[f"bad_{name}"], rows[f"bad_{name}"])
        for name in ("attendance", "medium", "activity", "location_type")
    }
    complete = {
        f"known_{name}": (every, ~rows[f"known_{name}"])
        for name in (
            "date", "venue", "attendance", "medium", "activity", "location_type", "duration", "contact", "child",
        )
    }  # fmt: skip
    return {
        **complete,
        **codes,
        "readable_date": (dated | rows.bad_date, rows.bad_date),
        "past_date": (dated, rows.date > today),
        "decided_venue": (rows.known_venue, rows.bad_venue),
        "plausible_duration": (rows.known_duration | rows.bad_duration, rows.bad_duration),
        "child_listed": (rows.child.notnull(), ~rows.is_listed),
        "after_birth": (
            dated & rows.child_born.notnull() & (rows.activity != "antenatal"),
            rows.date < rows.child_born,
        ),
        "on_caseload": (
            used & (rows.activity != "antenatal"),
            (rows.date < rows.start) | (rows.date >= rows.end).fill_null(False),
        ),
        "written_once": (used | (rows.reason == "exact_duplicate"), rows.reason == "exact_duplicate"),
        "one_visit_a_day": (
            at_hub & (used | (rows.reason == "second_visit_of_day")),
            rows.reason == "second_visit_of_day",
        ),
        "contact_number_once": (
            rows.contact_no.notnull() & rows.referral_no.notnull(),
            rows.contact_reused,
        ),
        "referral_one_child": (
            rows.referral_no.notnull() & rows.child.notnull(),
            rows.referral_reused,
        ),
        "drop_in_attendance": (at_hub & used & (rows.attendance != "unknown"), rows.attendance == "not_attended"),
        "on_session_day": (at_hub & used & rows.weekdays.notnull(), _no_session(rows)),
        "submitted_soon": (dated & rows.submitted.notnull(), late),
    }


def _no_session(rows: ir.Table) -> Any:
    """Whether the venue table has no session on that day: another weekday, before it opened, or once it had closed."""
    other_day = ~rows.weekdays.contains(rows.date.day_of_week.full_name().substr(0, 3))
    shut = (rows.date < rows.opened).fill_null(False) | (rows.date >= rows.closed).fill_null(False)
    return other_day | shut


def with_reuse(rows: ir.Table) -> ir.Table:
    """Adds whether an identifier is used in more than one referral, or by more than one child: least and greatest differ."""
    contact, referral = ibis.window(group_by="contact_no"), ibis.window(group_by="referral_no")
    return rows.mutate(
        contact_reused=rows.referral_no.min().over(contact) != rows.referral_no.max().over(contact),
        referral_reused=rows.child.min().over(referral) != rows.child.max().over(referral),
    )
