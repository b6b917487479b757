"""Reading the log of a hub: what held when, after all corrections. This is the exposure of the evaluation."""

from collections.abc import Iterable
from datetime import date
from operator import attrgetter

from babyhubs.workbench.hubs.kinds import MODEL
from babyhubs.workbench.hubs.models import Change


def standing(entries: Iterable[Change]) -> list[Change]:
    """The entries that hold: those that no later entry corrects or withdraws, by day, then in the order of writing."""
    all_of_them = list(entries)
    corrected = {one.corrects_id for one in all_of_them}
    held = [one for one in all_of_them if one.pk not in corrected and not one.withdrawn]
    return sorted(sorted(held, key=attrgetter("number")), key=lambda one: one.on or date.min)


def model_of(entries: Iterable[Change]) -> tuple[str, date | None]:
    """The latest model, and the day from which it holds; "" where nobody wrote it down."""
    found = [one for one in standing(entries) if one.kind == MODEL]
    return (found[-1].became, found[-1].on) if found else ("", None)
