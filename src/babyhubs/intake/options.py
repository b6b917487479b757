"""What cleaning is told beside the files and the mapping."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import polars as pl

from babyhubs.intake import rules
from babyhubs.reference.areas import AREA_VINTAGE, OWN, require_vintage


@dataclass(frozen=True)
class Options:
    """key: makes the pseudonyms. as_of: the day on which the export is looked at. areas: `reference.areas.SCHEMA`.

    rules: rule name -> whether it is on; rules that are not named keep their default.
    """

    key: bytes = field(repr=False)
    as_of: date
    index_vintage: int
    areas: pl.DataFrame = field(repr=False)
    rules: Mapping[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        vintages = self.areas["area_vintage"].unique().to_list()
        for vintage in vintages:
            require_vintage(vintage, self.index_vintage)

    @cached_property
    def on(self) -> frozenset[str]:
        """The names of the rules that are on."""
        return rules.switched(self.rules)

    @property
    def own_areas(self) -> bool:
        """Whether the areas are a file of one's own."""
        return bool((self.areas["area_vintage"] == OWN).any())

    @property
    def area_vintage(self) -> int:
        """The census year of the areas that come out; 0 for an areas file of one's own."""
        return OWN if self.own_areas else AREA_VINTAGE[self.index_vintage]
