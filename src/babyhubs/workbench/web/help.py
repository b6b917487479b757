"""Which document helps with which page: by the beginning of the route's name, the longest that fits (help.toml)."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _pages() -> dict[str, str]:
    return dict(tomllib.loads(files(__package__).joinpath("help.toml").read_text(encoding="utf-8"))["pages"])


@cache
def key_for(route: str) -> str:
    """The key of the document for a route; the overview by role where no line fits."""
    fitting = [one for one in _pages() if route == one or route.startswith(f"{one}-")]
    return _pages()[max(fitting, key=len)] if fitting else "how-to"
