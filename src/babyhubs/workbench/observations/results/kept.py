"""What each page of the results shows, as the worker wrote it: a JSON file a page, its digest in the database.

A page is shown only if its file is byte for byte what was written: it holds drawings, which go into our pages as they are.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from babyhubs.workbench.observations.models import Analysis
from babyhubs.workbench.observations.results import places


def write(one: Analysis, pages: Mapping[str, Any]) -> dict[str, str]:
    """Writes the pages; gives name -> SHA-256, for the row of the analysis."""
    folder, digests = places.pages(one), {}
    for name, shown in pages.items():
        content = json.dumps(shown, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
        path = folder / f"{name}.json"
        path.write_bytes(content)
        path.chmod(0o600)
        digests[name] = hashlib.sha256(content).hexdigest()
    return digests


def read(one: Analysis, name: str) -> dict[str, Any] | None:
    """What a page shows; None where it is not there, or no longer what was written."""
    path = places.pages(one) / f"{name}.json"
    if name not in one.pages or not path.is_file():
        return None
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != one.pages[name]:
        return None
    found: dict[str, Any] = json.loads(content)
    return found
