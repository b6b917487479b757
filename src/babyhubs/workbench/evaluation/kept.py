"""What the page of an answer shows, as the worker wrote it: JSON, its digest in the database.

It is shown only if it is byte for byte what was written: it holds drawings, which go into our pages as they are.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from babyhubs.workbench.evaluation import places


def write(run: Any, pages: Mapping[str, Any]) -> dict[str, str]:
    """Writes the pages; gives name -> SHA-256, for the row of the run."""
    folder = places.pages(run)
    folder.mkdir(mode=0o700, exist_ok=True)
    digests = {}
    for name, shown in pages.items():
        content = json.dumps(shown, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
        path = folder / f"{name}.json"
        path.write_bytes(content)
        path.chmod(0o600)
        digests[name] = hashlib.sha256(content).hexdigest()
    return digests


def read(run: Any, name: str) -> dict[str, Any] | None:
    """What a page shows; None where it is not there, or no longer what was written."""
    path = places.pages(run) / f"{name}.json"
    if name not in run.pages or not path.is_file():
        return None
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != run.pages[name]:
        return None
    found: dict[str, Any] = json.loads(content)
    return found
