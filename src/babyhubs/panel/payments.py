"""Payments: the rate that held on the day, the choice of the person, expenses apart, and the budget against what was paid.

Rates are in `payment_rates.toml`, each period with its source. A notice about benefits comes before the first payment to anybody.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from babyhubs.errors import InputError

RATES = Path(__file__).parent / "payment_rates.toml"
TRANSFER, VOUCHER, LESS, NONE = "bank transfer", "voucher", "less", "none"
CHOICES = (TRANSFER, VOUCHER, LESS, NONE)
EXPENSES = ("travel", "childcare", "data", "carer cover", "interpreter", "other")


@dataclass(frozen=True)
class Rate:
    """What an activity is paid. confirmed: whether a source that was seen prints this figure."""

    activity: str
    pounds: Decimal
    confirmed: bool
    since: date
    source: str


@dataclass(frozen=True)
class Offer:
    """What a person is offered for an activity on a day. notice: the benefits notice, where it must be given first."""

    rate: Rate
    choice: str
    pounds: Decimal
    notice: str


@dataclass(frozen=True)
class Paid:
    """One line of what was paid: payment for an activity, or an expense. `person` has no meaning outside the register."""

    day: date
    person: str
    what: str  # an activity, or one of EXPENSES
    pounds: Decimal


@dataclass(frozen=True)
class BudgetLine:
    """Budget against actual, one line of it."""

    what: str
    budget: Decimal
    paid: Decimal

    @property
    def left(self) -> Decimal:
        """What is left; below zero where more was paid."""
        return self.budget - self.paid


def rates(day: date, path: Path = RATES) -> dict[str, Rate]:
    """Activity -> the rate in force on the day."""
    periods = [one for one in tomllib.loads(path.read_text("utf-8"))["period"] if one["from"] <= day]
    if not periods:
        raise InputError(
            f"No payment rates are known for {day.isoformat()}.", where=str(path), remedy="Add the period."
        )
    newest = max(periods, key=lambda one: one["from"])
    return {
        activity: Rate(activity, Decimal(one["pounds"]), one["confirmed"], newest["from"], newest["source"])
        for activity, one in newest["rates"].items()
    }


def notice(path: Path = RATES) -> str:
    """The benefits notice."""
    return str(tomllib.loads(path.read_text("utf-8"))["notice"]["text"]).strip()


def offer(activity: str, day: date, choice: str, told: bool, less: Decimal | None = None, path: Path = RATES) -> Offer:
    """told: whether the person has been given the benefits notice before. less: the amount, where the person wants less."""
    known = rates(day, path)
    if activity not in known:
        raise InputError(f"There is no rate for {activity!r}.", remedy=f"Use one of: {'; '.join(known)}.")
    if choice not in CHOICES:
        raise InputError(f"{choice!r} is no way of being paid.", remedy=f"Use one of: {', '.join(CHOICES)}.")
    rate = known[activity]
    pounds = rate.pounds
    if choice == NONE:
        pounds = Decimal(0)
    elif choice == LESS:
        if less is None or not 0 <= less < rate.pounds:
            raise InputError("Less than the rate must be an amount from 0 to below it.", where=f"{rate.pounds} pounds")
        pounds = less
    return Offer(rate, choice, pounds, "" if told or choice == NONE else notice(path))


def budget_lines(budget: Mapping[str, Decimal], paid: Iterable[Paid]) -> tuple[BudgetLine, ...]:
    """Budget against actual, expenses together; a line for everything that was budgeted or paid."""
    spent: dict[str, Decimal] = {}
    for one in paid:
        what = "expenses" if one.what in EXPENSES else one.what
        spent[what] = spent.get(what, Decimal(0)) + one.pounds
    names = [*budget, *sorted(set(spent) - set(budget))]
    return tuple(BudgetLine(one, budget.get(one, Decimal(0)), spent.get(one, Decimal(0))) for one in names)
