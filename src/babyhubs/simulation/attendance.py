"""Hub visits: a family's readiness, a falling hazard, one session day in each week of the baby's age.

Each family has a gamma frailty z (mean 1, variance theta) that nothing recorded explains. In age week w (days 7w to
7w + 6) the chosen hub has exactly one session day of the family's weekday, and a visit happens there with probability
1 - exp(-z h_w). So the chance of no visit in a set of weeks is E[exp(-z H)] = (1 + theta H)^(-1/theta), H the sum of
their hazards: the Laplace transform of the gamma distribution. Everything true about visits follows from that line.

A family that moves in is drawn given that it had no visit before it came (its frailty is gamma with the same shape and
rate 1/theta + H of the weeks before). Kaplan-Meier with late entry assumes just that: those who enter at an age are
like those who are still waiting at that age.
"""

from dataclasses import dataclass

import numpy as np

from babyhubs.simulation.births import Births
from babyhubs.simulation.days import day_number, weekday
from babyhubs.simulation.hazards import WEEKS
from babyhubs.simulation.randomness import Bools, Floats, Ints, stream
from babyhubs.simulation.settings import Settings

ELIGIBLE_FROM = 10  # days of age
ELIGIBLE_TO = 365


@dataclass(frozen=True)
class Attendance:
    """families x weeks. days: the session day; seen: on the caseload and in the window; visits: a visit, anywhere.

    hazard: the weekly hazard at frailty one. before: its sum over the weeks before the family moved in.
    """

    days: Ints
    seen: Bools
    visits: Bools
    hazard: Floats
    before: Floats


def attendance(settings: Settings, born: Births, weekdays: Ints, hazard: Floats) -> Attendance:
    """The visits of every family; `weekdays` is the weekday of its session, `hazard` is families x weeks."""
    rng = stream(settings.seed, "attendance")
    theta = settings.frailty_variance
    first_session = born.born + (weekdays - weekday(born.born)) % 7
    days = first_session[:, None] + 7 * WEEKS[None, :]
    earlier = (days < born.arrives[:, None]) & born.moved_in[:, None]
    before: Floats = (hazard * earlier).sum(axis=1)
    frailty = rng.gamma(1 / theta, 1.0, len(before)) / (1 / theta + before)
    visits = rng.random(hazard.shape) < -np.expm1(-frailty[:, None] * hazard)
    start, end = day_number(settings.start), day_number(settings.end)
    present = (days >= born.arrives[:, None]) & (days < born.leaves[:, None])
    return Attendance(days, present & (days >= start) & (days < end), visits & ~earlier, hazard, before)


def no_visit(total_hazard: Floats, theta: float, before: Floats | float = 0.0) -> Floats:
    """The chance of no visit over weeks of `total_hazard` in sum, given none over earlier weeks of `before` in sum."""
    result: Floats = (1 + theta * total_hazard / (1 + theta * before)) ** (-1 / theta)
    return result
