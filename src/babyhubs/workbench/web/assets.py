"""Addresses of the layout's files, each with a digest of its content: a browser may keep a file until it changes."""

import hashlib
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static


@cache
def asset(name: str) -> str:
    """The address of a static file, as /static/workbench/theme.css?v=1a2b3c4d5e6f."""
    found = finders.find(name)
    if not found:
        raise FileNotFoundError(name)
    digest = hashlib.sha256(Path(found).read_bytes()).hexdigest()[:12]
    return f"{static(name)}?v={digest}"
