"""A study of several sessions in two models, with the difference that was planted."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np

from babyhubs.errors import InputError
from babyhubs.simulation.observed.happening import assumptions, families, staff
from babyhubs.simulation.observed.room import layout
from babyhubs.simulation.observed.watching import ROLES, Observer, Tap, taps
from babyhubs.simulation.randomness import stream

MODELS = ("social", "traditional")
FIRST_DAY = date(2026, 3, 3)


@dataclass(frozen=True)
class Observed:
    """One session of one observer: a name, when it was opened, and its taps (the first is the opening)."""

    name: str
    opened: datetime
    taps: tuple[Tap, ...]


@dataclass(frozen=True)
class Study:
    """The sessions, and what is true: the planted odds of talking by model, and the share of family time that it makes."""

    sessions: tuple[Observed, ...]
    truth: dict[str, Any]


def study(seed: int = 1, clinics: int = 3, sessions_each: int = 1, *, same: bool = False) -> Study:
    """`clinics` clinics in each model, `sessions_each` sessions in each. same: no difference is planted (both traditional)."""
    if not (1 <= clinics <= 50 and 1 <= sessions_each <= 50):
        raise InputError("A study has 1 to 50 clinics in a model, and 1 to 50 sessions in a clinic.")
    found: list[Observed] = []
    doubled = assumptions()["double_coded"]
    number = 0
    for place in range(clinics):
        for model in MODELS:
            really = "traditional" if same else model
            clinic = f"HUB{2 * place + MODELS.index(model) + 1:02d}"
            effect = float(np.exp(assumptions()["clinic_log_sd"] * stream(seed, f"clinic {clinic}").standard_normal()))
            for visit in range(sessions_each):
                day = FIRST_DAY + timedelta(days=7 * visit + number % 5)
                rng = stream(seed, f"session {clinic} {visit}")
                seen = families(rng, really, effect)
                team = {token: staff(rng, really) for token in ROLES}
                observers = [Observer("O1")] + (
                    [Observer("O2", 4.0, 0.08, 0.04, True, 20.0)] if number < doubled else []
                )
                for observer in observers:
                    name = f"{clinic} {day.isoformat()} {observer.code}"
                    opened = datetime.combine(day, time(10), UTC) + timedelta(seconds=observer.opened_later)
                    own = stream(seed, f"observer {name}")
                    header = _header(clinic, model, day, observer, seen_at=len(seen))
                    found.append(Observed(name, opened, tuple(taps(own, seen, team, observer, header))))
                number += 1
    odds = {model: assumptions()["traditional" if same else model]["talk"] for model in MODELS}
    return Study(tuple(found), {"seed": seed, "planted": {"talk": odds}, "same": same})


def _header(clinic: str, model: str, day: date, observer: Observer, seen_at: int) -> dict[str, Any]:
    return {
        "occasion": f"{clinic} {day.isoformat()}",
        "hub": clinic,
        "model": model,
        "observer": observer.code,
        "planned": {"opens": "10:00", "closes": "12:00"},
        "staff": {"health_visitor": 1, "nursery_nurse": 1},
        "layout": layout(),
        "ethogram": {"id": "baby-hub", "version": 1},
        "protocol": {"id": "scan-door", "version": 1, "scan_every_s": 600, "focal_s": 0, "door_log": True},
        "keep_until": date(day.year + 1, day.month, day.day).isoformat(),
        "head_count_in": seen_at,
        "recorded_attendances": round(seen_at * 0.8),
    }
