"""One line of the ledger: what was added, and the digest that ties it to everything before it.

The digest of an entry covers its number, the entry before it, its kind and the digest of its content. So an entry can be shown
without its content (in a pack, for what the claims do not rest on), and the chain can still be checked from end to end.
"""

import json
from dataclasses import dataclass
from typing import Any

from babyhubs.evidence.claim import is_kept
from babyhubs.evidence.finding import canonical_json, digest
from babyhubs.evidence.record import read_record

SCHEMA = "babyhubs-ledger/1"
START = ""  # what the first entry has before it
RECORD, RUN, CLAIMS = "record", "run", "claims"
KINDS = (RECORD, RUN, CLAIMS)


@dataclass(frozen=True)
class Entry:
    """content is None where it is left out."""

    number: int
    previous: str
    kind: str
    subject: str  # the record's identity, or the digest of the content
    content: dict[str, Any] | None

    @property
    def digest(self) -> str:
        """What the next entry carries as its previous."""
        return digest(
            {
                "schema": SCHEMA,
                "number": self.number,
                "previous": self.previous,
                "kind": self.kind,
                "subject": self.subject,
            }
        )

    def line(self) -> str:
        """The entry as one line of the file: canonical JSON, so that one entry has one spelling."""
        return canonical_json(
            {
                "number": self.number,
                "previous": self.previous,
                "kind": self.kind,
                "subject": self.subject,
                "content": self.content,
                "entry": self.digest,
            }
        )

    def without_content(self) -> "Entry":
        """The same link of the chain, empty."""
        return Entry(self.number, self.previous, self.kind, self.subject, None)


def subject_of(kind: str, content: dict[str, Any]) -> str:
    """The digest of a content; of a record, its identity. ValueError where the content is not what its kind holds."""
    if kind == RECORD:
        return read_record(content).identity
    if not (_is_run(content) if kind == RUN else _are_claims(content)):
        raise ValueError(f"its content is no {kind}")
    return digest(content)


def _is_run(content: Any) -> bool:
    if not isinstance(content, dict) or set(content) != {"name", "records"} or not isinstance(content["name"], str):
        return False
    return isinstance(content["records"], list) and all(isinstance(one, str) for one in content["records"])


def _are_claims(content: Any) -> bool:
    if not isinstance(content, dict) or set(content) != {"claims"} or not isinstance(content["claims"], list):
        return False
    return all(is_kept(one) for one in content["claims"])


def read_line(line: str, after: Entry | None) -> Entry:
    """The entry of a line that must follow `after`; ValueError says what does not hold."""
    try:
        given = json.loads(line)
        entry = Entry(**{name: given[name] for name in ("number", "previous", "kind", "subject", "content")})
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ValueError("this is not an entry of a ledger") from error
    if entry.number != (after.number + 1 if after else 0) or entry.previous != (after.digest if after else START):
        raise ValueError("it does not follow the entry before it: an entry was changed, added, moved or taken out")
    if entry.kind not in KINDS:
        raise ValueError(f"{entry.kind!r} is no kind of entry")
    if entry.content is not None and subject_of(entry.kind, entry.content) != entry.subject:
        raise ValueError("its content is not what its digest says")
    if entry.line() != line:
        raise ValueError("it is not spelt as it was written")
    return entry
