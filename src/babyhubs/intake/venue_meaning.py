"""What a venue as written means: a hub of the venue table, home, or a place that is neither, as the mapping says."""

from collections.abc import Mapping as Meanings
from dataclasses import dataclass

import polars as pl

from babyhubs.errors import InputError
from babyhubs.intake import rules
from babyhubs.intake.mapping import NOT_A_HUB, UNDECIDED


@dataclass(frozen=True)
class Venues:
    """venues: spelling -> hub identifier, or "" for a place that is no hub, or "?"."""

    venues: Meanings[str, str]

    def read(self, written: pl.Series) -> pl.Series:
        """A struct a row: hub, venue_home (somebody's home), bad_venue (written, and nobody has said what it means)."""
        meaning = {spelling: hub for spelling, hub in self.venues.items() if hub != UNDECIDED}
        hub = written.replace_strict(meaning, default=None, return_dtype=pl.String)
        home = written.str.to_lowercase().str.replace_all("’", "'").is_in(rules.limits()["home_words"])
        return pl.DataFrame(
            {
                "hub": hub.replace(NOT_A_HUB, None),
                "venue_home": home.fill_null(value=False),
                "bad_venue": written.is_not_null() & hub.is_null() & ~home.fill_null(value=False),
            }
        ).to_struct("venue_meaning")


def venues(meanings: Meanings[str, str], hubs: pl.DataFrame, hubs_file: str) -> Venues:
    """The mapping's venues; each must be a hub of the hubs file."""
    known = set(hubs["hub"])
    for spelling, hub in sorted(meanings.items()):
        if hub not in (NOT_A_HUB, UNDECIDED) and hub not in known:
            raise InputError(
                f"The mapping sends a venue to the hub {hub!r}, which is not in the hubs file.",
                where=f"mapping file: venues, {spelling!r}; {hubs_file}",
                remedy='Correct the identifier, or write "" for a place that is no hub.',
            )
    return Venues(meanings)
