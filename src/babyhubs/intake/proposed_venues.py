"""The venues of an export: every spelling with the hub that it means."""

from collections.abc import Mapping as Answers
from dataclasses import dataclass

import polars as pl

from babyhubs.intake import venues
from babyhubs.intake.contents import Column
from babyhubs.intake.guess import Guess, uncertain
from babyhubs.intake.mapping import NOT_A_HUB, UNDECIDED
from babyhubs.intake.question import Explanation, Key, Question
from babyhubs.intake.venues import Hub

USUAL_KIND = 0.05  # of the contacts at hubs: a kind of premises that hubs are usually in
WHERE = (("contacts", "venue"), ("group_sessions", "venue"), ("head_counts", "hub"))


@dataclass(frozen=True)
class ProposedVenues:
    """entries: venue as written -> hub, "" or "?"."""

    entries: dict[str, str]
    questions: tuple[Question, ...]
    explanations: tuple[Explanation, ...]


def hubs_of(used: dict[str, Column]) -> tuple[Hub, ...]:
    """The hubs of a hubs file with every name they have there."""
    if "hub" not in used:
        return ()
    frame = pl.DataFrame({name: found.series for name, found in used.items()})
    hubs: dict[str, list[str]] = {}
    for row in frame.filter(pl.col("hub").is_not_null()).iter_rows(named=True):
        spellings = (row.get("spellings") or "").split("|")
        names = [name.strip() for name in (row.get("name") or "", row.get("site_code") or "", *spellings)]
        hubs.setdefault(row["hub"], []).extend(name for name in names if name)
    return tuple(Hub(hub, tuple(dict.fromkeys(names))) for hub, names in hubs.items())


def propose_venues(
    used: dict[str, dict[str, Column]], hubs: tuple[Hub, ...], answers: Answers[Key, str], *, hubs_given: bool
) -> ProposedVenues:
    """A hub, no hub, or a question for every spelling in contacts, group sessions and head counts."""
    decided = {value: hub for (_, part, _, value), hub in answers.items() if part == "venues"}
    rows: dict[str, int] = {}
    for file, field in WHERE:
        if field in used.get(file, {}):
            for value, count in used[file][field].counts.iter_rows():
                rows[value] = rows.get(value, 0) + count
    found = venues.match(sorted(set(rows) - set(decided)), list(hubs))
    for value in _premises_like_a_hub(used.get("contacts", {}), found):
        found[value] = uncertain(
            NOT_A_HUB, "No hub in the hubs file has this code, but its contacts are in such places."
        )
    entries = dict(decided)
    questions: list[Question] = []
    explanations: list[Explanation] = []
    choices = (*((hub.hub, hub.names[0] if hub.names else hub.hub) for hub in hubs), (NOT_A_HUB, "no hub"))
    for value, guess in sorted(found.items(), key=lambda item: (-rows[item[0]], item[0])):
        key: Key = ("", "venues", "", value)
        entries[value] = guess.word if guess.certain else UNDECIDED
        if guess.certain:
            explanations.append(Explanation(*key, guess.why, guess.obvious))
        elif hubs_given:
            text = f"Which hub is the venue {value!r}? {guess.why}"
            questions.append(Question(*key, text, choices, guess.word, (value,), rows[value]))
        else:
            explanations.append(Explanation(*key, "No hubs file was given, so no venue can be matched with a hub."))
    return ProposedVenues(dict(sorted(entries.items())), tuple(questions), tuple(explanations))


def _premises_like_a_hub(contacts: dict[str, Column], found: dict[str, Guess]) -> list[str]:
    """Site codes of no listed hub whose contacts mostly lie in the kinds of premises where hubs are.

    A hub that moved, or was given another code, would otherwise lose its visits without a word.
    """
    if "venue" not in contacts or "location_type" not in contacts:
        return []
    rows = pl.DataFrame({"venue": contacts["venue"].series, "kind": contacts["location_type"].series}).drop_nulls()
    hub_venues = [value for value, guess in found.items() if guess.certain and guess.word != NOT_A_HUB]
    kinds = rows.filter(pl.col("venue").is_in(hub_venues))["kind"].value_counts(sort=True)
    usual = kinds.filter(pl.col("count") >= USUAL_KIND * int(kinds["count"].sum()))["kind"].to_list()
    others = [value for value, guess in found.items() if guess.certain and guess.why == venues.OTHER_SITE]
    shares = rows.filter(pl.col("venue").is_in(others)).group_by("venue").agg(pl.col("kind").is_in(usual).mean())
    return sorted(shares.filter(pl.col("kind") >= 0.5)["venue"].to_list())
