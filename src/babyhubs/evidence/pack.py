"""The pack: everything that a reader needs to follow each claim to its source and to check that nothing was altered.

It is a pure function of the ledger's slice, the released tables and what the pack says of itself: the same ones give the same bytes.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from babyhubs.errors import Refused
from babyhubs.evidence import ledger_file, page
from babyhubs.evidence.about import About
from babyhubs.evidence.crate import METADATA, crate
from babyhubs.evidence.drawing import svg
from babyhubs.evidence.exhibit import Exhibit
from babyhubs.evidence.ledger import Ledger
from babyhubs.evidence.record import INSIDE
from babyhubs.evidence.slicing import slice_for_claims
from babyhubs.evidence.thread import upwards

SCHEMA = "babyhubs-pack/1"
MANIFEST, SUMS, TABLES = "manifest.json", "SHA256SUMS", "tables/"


@dataclass(frozen=True)
class Pack:
    """tables: file name to bytes. ledger: a slice."""

    about: About
    ledger: Ledger
    tables: Mapping[str, bytes]


def pack(about: About, ledger: Ledger, tables: Mapping[str, bytes]) -> Pack:
    """A pack of the ledger's last claims and of what they rest on."""
    return Pack(about, slice_for_claims(ledger), tables)


def contents(made: Pack) -> dict[str, bytes]:
    """Every file of the pack, by path."""
    names = sorted(made.tables)
    thread = upwards(made.ledger, [name for name, claim in made.ledger.claims.items() if claim["sources"]])
    drawing = svg(thread, f"What the claims rest on: {made.about.title}")
    records = list(made.ledger.records.values())
    texts = {
        "README.md": page.readme(made.about, made.ledger, names),
        "claims.json": _json(list(made.ledger.claims.values())),
        "exhibits.json": _json([one.to_json() for one in records if isinstance(one, Exhibit)]),
        "findings.json": _json([one.to_json() for one in records if not isinstance(one, Exhibit)]),
        "index.html": page.index(made.about, made.ledger, drawing, names),
        "ledger.jsonl": ledger_file.lines(made.ledger),
        "licences.md": page.licences(made.about),
        "provenance.json": _json(
            {"command": "evidence build", "software": made.about.software, "ledger": made.ledger.head}
        ),
        "thread.svg": drawing,
    }
    files = {path: text.encode() for path, text in texts.items()}
    files |= {f"{TABLES}{name}": made.tables[name] for name in names}
    files[METADATA] = _json(crate(made.about, files, {path: hexadecimal(one) for path, one in files.items()})).encode()
    files[MANIFEST] = manifest(made, files).encode()
    files[SUMS] = sums(files).encode()
    return dict(sorted(files.items()))


def manifest(made: Pack, files: Mapping[str, bytes]) -> str:
    """What the pack says of itself, the ledger's head, and size and digest of each file but itself and SHA256SUMS."""
    listed = [
        {"path": path, "bytes": len(files[path]), "sha256": hexadecimal(files[path])}
        for path in sorted(files)
        if path not in (MANIFEST, SUMS)
    ]
    ledger = {"head": made.ledger.head, "entries": len(made.ledger.entries)}
    return _json({"schema": SCHEMA, "about": made.about.to_json(), "ledger": ledger, "files": listed})


def sums(files: Mapping[str, bytes]) -> str:
    """The digests in the form that `sha256sum -c SHA256SUMS` reads, so that a check needs no program of ours."""
    return "".join(f"{hexadecimal(files[path])}  {path}\n" for path in sorted(files) if path != SUMS)


def seal(files: Mapping[str, bytes]) -> str:
    """One digest for the whole pack. Whoever keeps it apart can see later that this is the same pack."""
    return f"sha256:{hexadecimal(files[SUMS])}" if SUMS in files else ""


def hexadecimal(content: bytes) -> str:
    """The SHA-256 as people and `sha256sum` write it."""
    return sha256(content).hexdigest()


def table_name(path: PurePath) -> str:
    """The name of a released table in the pack; Refused where it lies in a folder that must stay inside."""
    if INSIDE in path.parts[-4:-1]:  # the folders nearest to it: further up is the user's own business
        raise Refused(
            "A table lies in a folder that must stay inside the service.",
            where=str(path),
            remedy="Give the released tables: the folder `csv` of an answer.",
        )
    return path.name


def _json(value: Any) -> str:
    return json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False) + "\n"
