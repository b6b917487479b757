"""The ledger: every record that a strand handed on, every run, and the claims as they were last checked. It only grows.

A run names the records that a strand holds now. What an earlier run of the same name held, and this one does not, is superseded.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from babyhubs.errors import InputError, Refused
from babyhubs.evidence.entry import CLAIMS, RECORD, RUN, START, Entry, subject_of
from babyhubs.evidence.finding import canonical_json
from babyhubs.evidence.record import Record, label, place, read_record, stays_inside

SHORTEST = 8  # digits of an identity that a person may type instead of all 64


@dataclass(frozen=True)
class Ledger:
    """A chain of entries, read-only: adding gives a new ledger."""

    entries: tuple[Entry, ...] = ()

    @property
    def head(self) -> str:
        """The digest of the last entry: whoever keeps it can see later that nothing before it was changed or cut off."""
        return self.entries[-1].digest if self.entries else START

    @cached_property
    def records(self) -> dict[str, Record]:
        """Every record by identity, in the order in which they came."""
        held = (entry for entry in self.entries if entry.kind == RECORD and entry.content is not None)
        return {entry.subject: read_record(entry.content) for entry in held}

    @cached_property
    def runs(self) -> dict[str, tuple[str, ...]]:
        """The identities that each run's last entry names."""
        held = (entry.content for entry in self.entries if entry.kind == RUN and entry.content is not None)
        return {content["name"]: tuple(content["records"]) for content in held}

    @cached_property
    def run_of(self) -> dict[str, str]:
        """The name of the run that holds a record now, or held it last."""
        held = (entry.content for entry in self.entries if entry.kind == RUN and entry.content is not None)
        found = {identity: content["name"] for content in held for identity in content["records"]}
        return found | {identity: name for name, identities in self.runs.items() for identity in identities}

    @cached_property
    def current(self) -> frozenset[str]:
        """The identities that some strand holds now."""
        return frozenset(identity for identities in self.runs.values() for identity in identities)

    @cached_property
    def claims(self) -> dict[str, Mapping[str, Any]]:
        """The claims as they were last checked, by name."""
        held = [entry.content for entry in self.entries if entry.kind == CLAIMS and entry.content is not None]
        return {claim["name"]: claim for claim in held[-1]["claims"]} if held else {}

    @cached_property
    def children(self) -> dict[str, tuple[str, ...]]:
        """What rests directly on each record."""
        found: dict[str, list[str]] = {}
        for identity, record in self.records.items():
            for parent in dict.fromkeys(record.parents):
                found.setdefault(parent, []).append(identity)
        return {parent: tuple(identities) for parent, identities in found.items()}

    def with_run(self, name: str, records: Iterable[Record]) -> "Ledger":
        """The ledger after a strand handed on these records; the same one where nothing changed.

        Refused where one holds exact counts: even its digest, which stays in the chain of every pack, could be guessed.
        """
        held = {record.identity: record for record in records}
        inside = [label(record) for record in held.values() if stays_inside(record)]
        if inside:
            raise Refused(
                f"{len(inside)} of these records were made to stay inside the service; a ledger holds what is released.",
                where=f"the first is {inside[0]}",
                remedy="Run the strand again with a disclosure profile for release, and record its findings.",
            )
        if self.runs.get(name) == tuple(sorted(held)):
            return self
        known = self.records
        fresh = [(RECORD, record.to_json()) for identity, record in held.items() if identity not in known]
        return self._with([*fresh, (RUN, {"name": name, "records": sorted(held)})])

    def with_claims(self, claims: list[dict[str, Any]]) -> "Ledger":
        """The ledger after these claims were checked; the same one where nothing changed."""
        if list(self.claims.values()) == claims:
            return self
        return self._with([(CLAIMS, {"claims": claims})])

    def replaced_by(self, identity: str) -> Record | None:
        """The record that stands now where this one stood."""
        if identity in self.current or identity not in self.records:
            return None
        old = self.records[identity]
        now = (self.records[one] for one in self.runs.get(self.run_of.get(identity, ""), ()) if one in self.records)
        return next((record for record in now if place(record) == place(old)), None)

    def find(self, text: str) -> str:
        """The claim or record that a person means: a claim's name, an identity, or its first digits."""
        if text in self.claims or text in self.records:
            return text
        digits = text.removeprefix("sha256:")
        hits = [one for one in self.records if one.removeprefix("sha256:").startswith(digits)]
        if len(digits) < SHORTEST or len(hits) != 1:
            raise InputError(
                "There is no such claim or record." if len(hits) != 1 else "These are too few digits of an identity.",
                where=text,
                remedy=f"Give a claim's name, or at least {SHORTEST} digits of a record's identity.",
            )
        return hits[0]

    def _with(self, added: list[tuple[str, dict[str, Any]]]) -> "Ledger":
        entries, head = list(self.entries), self.head
        for kind, content in added:
            kept = json.loads(canonical_json(content))  # as a reader of the file will have it
            entry = Entry(len(entries), head, kind, subject_of(kind, kept), kept)
            entries.append(entry)
            head = entry.digest
        return Ledger(tuple(entries))

    def name_of(self, identity: str) -> str:
        """One line for a person about a record, or about one that is not here."""
        record = self.records.get(identity)
        return label(record) if record else f"a record that is not in this ledger ({identity[:19]}…)"
