"""What the program says about a file before a person looks: the attack where exact counts are at hand, else the file alone."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babyhubs.disclosure.profiles import Profile
from babyhubs.disclosure.protection import Protected
from babyhubs.errors import InputError
from babyhubs.reports.cells import FORMULA_STARTS
from babyhubs.workbench.releases.states import Verdict
from babyhubs.workbench.releases.table_text import TABLES, Table, tables

MOST_SAID = 100  # sentences about one file: more are not read
LONGEST = 60  # characters of a column's name in a sentence
_NUMBER = re.compile(r"[+-]?[\d,.]+%?")


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict, and what it rests on in sentences."""

    verdict: Verdict
    said: tuple[str, ...]


def by_attack(protected: Protected) -> Judgement:
    """What a reader with a solver can work out from the family that the file publishes."""
    found = protected.attack
    sensitive = found.bounds.height
    if found.succeeds:
        cells = found.bounds.filter(~found.bounds["safe"])["cell"].to_list()
        named = "; ".join(cells[:5]) + (f" and {len(cells) - 5} more" if len(cells) > 5 else "")
        return Judgement(Verdict.GIVEN_AWAY, (f"{len(cells)} of {sensitive} small counts can be worked out: {named}.",))
    said = [f"The attack tried {sensitive} small counts, and none can be worked out."]
    if not found.complete:
        said.append("Not all that ties the counts could be used: look also for other releases about the same families.")
    return Judgement(Verdict.SAFE, tuple(said))


def by_profile(path: Path, name: str, profile: Profile) -> Judgement:
    """What the file alone shows against the rules of the profile. Never a pass: exact counts were not at hand."""
    found = list(tables(path, name))
    said = [_placed(one, text) for one in found for text in _columns(one, profile)]
    if len(said) > MOST_SAID:
        said = [*said[:MOST_SAID], f"And {len(said) - MOST_SAID:,} more columns."]
    if not found:
        said.append("The program cannot read this kind of file. Open it where it was made, and look at every figure.")
    elif not said:
        said.append("No whole number that the profile would have hidden or rounded was found.")
    if len(found) == TABLES:
        said.append(f"No more than {TABLES} tables were read.")
    said.append("No attack could be made, because the exact counts behind the file are not at hand.")
    return Judgement(Verdict.LOOK, tuple(said))


def agreed_profile(folder: Path, profile: Profile) -> None:
    """An answer folder was written under the profile that is asked for."""
    try:
        said = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))["disclosure_profile"]["name"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            "This folder does not say how its figures were protected.",
            where=folder.name,
            remedy="Run the audit again, and ask for its answer to be released.",
        ) from error
    if said != profile.name:
        raise InputError(
            f"These figures were protected under the profile {said}, not {profile.name}.",
            remedy=f"Ask under {said}, or run the audit again under {profile.name}.",
        )


def _placed(table: Table, text: str) -> str:
    return f"{table.title}, {text}" if table.title else text[:1].upper() + text[1:]


def _columns(table: Table, profile: Profile) -> Iterator[str]:
    """Sentences for each column: what a spreadsheet would run, and numbers that the profile would have hidden or rounded."""
    low, high = profile.suppress
    low = max(low, 1) if profile.zero_shown else low
    for place, column in enumerate(table.heading):
        cells = [row[place] for row in table.rows if place < len(row)]
        live = sum(cell.startswith(FORMULA_STARTS) and not _NUMBER.fullmatch(cell) for cell in (column, *cells))
        if live:
            cell = "1 cell that a spreadsheet would" if live == 1 else f"{live:,} cells that a spreadsheet would"
            yield f"column {column[:LONGEST]!r}: {cell} run as a formula."
        numbers = [number for cell in cells if (number := _whole(cell)) is not None]
        small = sum(low <= number <= high for number in numbers)
        odd = sum(number % profile.base != 0 for number in numbers) if profile.base else 0
        if small:
            yield f"column {column[:LONGEST]!r}: {_count(small)} from {low} to {high}."
        elif odd and profile.method == "nearest":
            yield f"column {column[:LONGEST]!r}: {_count(odd)} not rounded to {profile.base}."


def _count(number: int) -> str:
    return "1 whole number" if number == 1 else f"{number:,} whole numbers"


def _whole(text: str) -> int | None:
    plain = text.strip().replace(",", "")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 16 else None
