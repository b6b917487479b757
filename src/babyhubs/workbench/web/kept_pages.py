"""What the worker wrote for pages to show: a JSON file a page in one folder, its digest in the database.

A page is shown only if its file is byte for byte what was written: it holds drawings, which go into our pages as they are.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def write(folder: Path, pages: Mapping[str, Any]) -> dict[str, str]:
    """Writes the pages; gives name -> SHA-256, for the row that they belong to."""
    folder.mkdir(mode=0o700, exist_ok=True)
    digests = {}
    for name, shown in pages.items():
        content = json.dumps(shown, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
        path = folder / f"{name}.json"
        path.write_bytes(content)
        path.chmod(0o600)
        digests[name] = hashlib.sha256(content).hexdigest()
    return digests


def read(folder: Path, digests: Mapping[str, str], name: str) -> dict[str, Any] | None:
    """What a page shows; None where it is not there, or no longer what was written."""
    path = folder / f"{name}.json"
    if name not in digests or not path.is_file():
        return None
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != digests[name]:
        return None
    found: dict[str, Any] = json.loads(content)
    return found
