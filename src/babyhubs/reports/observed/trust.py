"""How far two observers agree, as tables: tracks, codes, and the five views of time-and-motion studies."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from babyhubs.reports.cells import NONE
from babyhubs.reports.observed import words
from babyhubs.reports.tables import Table, number, text

TRACKS = {"zone": "Zones", "activity": "Activities", "all codes": "All codes"}
START = "start of "
KAPPA = "Kappa over continuous time: 1 is full agreement, 0 what chance would give. Limits from blocks of time, because a minute is like the one before it."
COMPOSITE: tuple[tuple[str, str, Callable[[Any], str]], ...] = (
    ("one_second_kappa", "Kappa, second by second", lambda value: f"{value:.2f}"),
    ("paired_task_kappa", "Kappa of tasks that overlap most", lambda value: f"{value:.2f}"),
    ("duration_concordance", "Concordance of their durations", lambda value: f"{value:.2f}"),
    ("median_start_gap_s", "Seconds between their starts (median)", lambda value: f"{value:.0f}"),
    ("order_identity_pct", "Same order of tasks, of 100", lambda value: f"{value:.0f}"),
)  # fmt: skip


def tracks(agreements: Sequence[Mapping[str, Any]]) -> Table | None:
    """Zones and activities of every session with two observers."""
    rows = [
        (one["occasion"], _track(track), words.agreement(track["kappa"]["value"], track["kappa"]["lower"], track["kappa"]["upper"]),
         _figure(track["ac1"]), NONE if track["alpha"] is None else f"{track['alpha']:.2f}", f"{track['compared_s'] / 60:,.0f}")
        for one in agreements
        for track in one["tracks"]
    ]  # fmt: skip
    columns = (
        text("Session"), text("What"), text("Kappa with 95% limits"), text("AC1 with 95% limits"), number("Alpha"), number("Minutes of people")
    )  # fmt: skip
    note = f"{KAPPA} AC1 does not fall when one code is rare; alpha is Krippendorff's."
    return Table("agreement", "Where two observers watched together", columns, rows, (note,)) if rows else None


def composite(agreements: Sequence[Mapping[str, Any]]) -> Table | None:
    """Five views of the same tasks (Lopetegui 2013): none of them is enough alone."""
    shown = [
        (one["occasion"], track["composite"])
        for one in agreements
        for track in one["tracks"]
        if track["track"] in {"activity", "all codes"} and track["composite"]["paired_tasks"]
    ]
    if not shown:
        return None
    rows = [
        (name, *(NONE if found[key] is None else told(found[key]) for _, found in shown))
        for key, name, told in COMPOSITE
    ]
    columns = (text("Activities"), *(number(occasion) for occasion, _ in shown))
    note = "A task is an activity of one person from its start to its end. These are the five figures of time-and-motion studies (TimeCaT)."
    return Table("composite", "The same tasks, seen in five ways", columns, rows, (note,))


def codes(agreements: Sequence[Mapping[str, Any]], label: Callable[[str], str]) -> Table | None:
    """Every code that somebody held for a minute. Inside the service: the minutes are exact."""
    rows = [
        (label(row["code"]), _track(track), one["occasion"], words.agreement(row["kappa"]["value"], row["kappa"]["lower"], row["kappa"]["upper"]),
         _figure(row["ac1"]), words.hundred(row["observed"]["value"]), f"{row['first_s'] / 60:,.0f}", f"{row['second_s'] / 60:,.0f}")
        for one in agreements
        for track in one["tracks"]
        for row in sorted(track["codes"], key=lambda row: (row["acceptable"], -row["first_s"], row["code"]))
        if row["judged"]
    ]  # fmt: skip
    columns = (
        text("Code"), text("What"), text("Session"), text("Kappa"), text("AC1"), number("Same, of 100 minutes"),
        number("Minutes: first"), number("Second"),
    )  # fmt: skip
    note = "The weakest first. A code on which two agree too little is put together with a like one, or trained and watched again."
    return Table("agreement-codes", "Two observers, code by code", columns, rows, (note,)) if rows else None


def moments(agreements: Sequence[Mapping[str, Any]], label: Callable[[str], str]) -> Table | None:
    """Moments that both recorded, within a tolerance. Inside the service: the numbers are exact."""
    rows = [
        (_moment(row["code"], label), one["occasion"], f"{row['first']:,}", f"{row['second']:,}", f"{row['matched']:,}", words.hundred(row["f1"]),
         NONE if row["median_error_s"] is None else f"{row['median_error_s']:.1f}".replace("-", "−"))
        for one in agreements
        for row in one["moments"]
        if row["code"] == "all" or not row["code"].startswith(START)
    ]  # fmt: skip
    columns = (
        text("Moment"), text("Session"), number("First"), number("Second"), number("Both"), number("Same, of 100"), number("Seconds apart"),
    )  # fmt: skip
    within = {one["tolerance_s"] for one in agreements}
    note = (
        f"Within {max(within, default=0):.0f} seconds of each other. Same: twice the moments of both, over all. All: with the starts of activities and zones."
        " Seconds apart: the second observer's median, minus if earlier."
    )
    return Table("agreement-moments", "Two observers, moment by moment", columns, rows, (note,)) if rows else None


def _moment(code: str, label: Callable[[str], str]) -> str:
    return "All" if code == "all" else label(code)


def _track(track: Mapping[str, Any]) -> str:
    return TRACKS.get(track["track"], str(track["track"]))


def _figure(one: Mapping[str, Any]) -> str:
    if one["value"] is None:
        return NONE
    return f"{one['value']:.2f}" + ("" if one["lower"] is None else f" ({one['lower']:.2f} to {one['upper']:.2f})")
