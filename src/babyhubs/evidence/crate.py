"""The pack described as an RO-Crate 1.2, the form in which research repositories and secure environments take it in.

Specification: https://w3id.org/ro/crate/1.2. The Five Safes profile is not claimed: it records who asked for access and who signed
the release, and this pack does not know that.
"""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from babyhubs.evidence.about import About
from babyhubs.evidence.page import WHAT

SPECIFICATION = "https://w3id.org/ro/crate/1.2"
METADATA = "ro-crate-metadata.json"
FORMATS = {
    ".csv": "text/csv",
    ".html": "text/html",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".md": "text/markdown",
    ".svg": "image/svg+xml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def crate(about: About, files: Mapping[str, bytes], sums: Mapping[str, str]) -> dict[str, Any]:
    """files: what is in the pack besides this description; sums: the SHA-256 of each, in hexadecimal."""
    program, publisher = "#software", "#publisher"
    return {
        "@context": f"{SPECIFICATION}/context",
        "@graph": [
            {
                "@id": METADATA,
                "@type": "CreativeWork",
                "conformsTo": {"@id": SPECIFICATION},
                "about": {"@id": "./"},
            },
            {
                "@id": "./",
                "@type": "Dataset",
                "name": about.title,
                "description": f"{'Simulated: no real family is in it. ' if about.simulated else ''}{about.about or about.title}",
                "datePublished": about.date,
                "license": {"@id": about.licence},
                "publisher": {"@id": publisher},
                "hasPart": [{"@id": path} for path in sorted(files)],
                "mentions": [{"@id": "#build"}],
            },
            {"@id": about.licence, "@type": "CreativeWork", "name": about.licence},
            {"@id": publisher, "@type": "Organization", "name": about.publisher},
            {
                "@id": program,
                "@type": "SoftwareApplication",
                "name": about.software.split(" ")[0],
                "softwareVersion": about.software.split(" ")[-1],
            },
            {
                "@id": "#build",
                "@type": "CreateAction",
                "name": "Build of the pack from the ledger, the claims and the released tables",
                "instrument": {"@id": program},
                "object": [{"@id": path} for path in sorted(files) if path.startswith("tables/")]
                + [{"@id": "ledger.jsonl"}],
                "result": [{"@id": "claims.json"}, {"@id": "index.html"}],
            },
            *(_file(path, files[path], sums[path]) for path in sorted(files)),
        ],
    }


def _file(path: str, content: bytes, sha256: str) -> dict[str, Any]:
    return {
        "@id": path,
        "@type": "File",
        "name": WHAT.get(path, f"Released table {PurePosixPath(path).stem}"),
        "contentSize": str(len(content)),
        "encodingFormat": FORMATS.get(PurePosixPath(path).suffix, "application/octet-stream"),
        "sha256": sha256,
    }
