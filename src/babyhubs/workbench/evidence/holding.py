"""What all strands hold now beside the ledger, in which it was recorded when the claims were last checked.

What has turned amber follows from the two, at every look: nobody has to remember to record anything first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from babyhubs.evidence import ledger_file
from babyhubs.evidence.ledger import Ledger
from babyhubs.evidence.record import FINDING, Record, kind, place, stays_inside, words
from babyhubs.workbench.evidence.models import LedgerLine
from babyhubs.workbench.programme.sources import Source, sources
from babyhubs.workbench.programme.steps import steps

EVIDENCE = "evidence"
Place = tuple[str, ...]


@dataclass(frozen=True)
class Held:
    """recorded: the ledger as it is kept. now: the same, after what the strands hold now. by_identity, by_place: what is held now.

    inside: how many records were made to stay inside the service; no claim can rest on them.
    """

    recorded: Ledger
    now: Ledger
    by_identity: Mapping[str, Source]
    by_place: Mapping[Place, str]
    inside: int

    @property
    def records(self) -> tuple[Record, ...]:
        """What is held now."""
        return tuple(one.record for one in self.by_identity.values())

    def where(self, record: Record) -> Place:
        """How a claim names a record: its place, and its words too where others stand at the same place."""
        base = place(record)
        return base if self.by_place.get(base) == record.identity else (*base, words(record))

    def source_of(self, where: Place) -> Source | None:
        """What stands at a place now."""
        identity = self.by_place.get(where)
        return self.by_identity[identity] if identity else None


def held(programme: Any) -> Held:
    """All of it, for one page."""
    found: dict[str, Source] = {}
    inside = 0
    for strand in steps():
        if strand == EVIDENCE:
            continue
        for one in sources(programme, strand):
            if stays_inside(one.record):
                inside += 1
            else:
                found[one.record.identity] = one
    recorded = ledger(programme)
    now = with_runs(recorded, (one.record for one in found.values()))
    by_place: dict[Place, str] = {}
    for identity, one in found.items():
        base = place(one.record)
        by_place.setdefault(base if base not in by_place else (*base, words(one.record)), identity)
    return Held(recorded, now, found, by_place, inside)


def ledger(programme: Any) -> Ledger:
    """The ledger as it is kept."""
    lines = LedgerLine.objects.filter(programme=programme).values_list("line", flat=True)
    return ledger_file.read_lines("".join(f"{line}\n" for line in lines), "the ledger of this programme")


def with_runs(before: Ledger, records: Any) -> Ledger:
    """The ledger after every strand handed on what it holds: its findings as one run, each kind of exhibit beside them."""
    runs: dict[str, list[Record]] = {name: [] for name in before.runs}
    for record in records:
        name = record.strand if kind(record) == FINDING else f"{record.strand} {kind(record)}"
        runs.setdefault(name, []).append(record)
    after = before
    for name in sorted(runs):
        after = after.with_run(name, runs[name])
    return after
