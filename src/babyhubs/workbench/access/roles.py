"""The roles, read from roles.toml and checked once."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from babyhubs.workbench.access.permission import SITE, Permission


@dataclass(frozen=True, slots=True)
class Role:
    """A role as people are told it, and the rights it brings."""

    key: str
    name: str
    description: str
    of_site: bool
    may: frozenset[Permission]


@cache
def roles() -> dict[str, Role]:
    """All roles by their key, in the order of the file."""
    read = tomllib.loads(files(__package__).joinpath("roles.toml").read_text(encoding="utf-8"))
    return {key: _role(key, entry) for key, entry in read.items()}


def programme_roles() -> list[Role]:
    """The roles that a programme gives."""
    return [role for role in roles().values() if not role.of_site]


def site_roles() -> list[Role]:
    """The roles that the workbench gives."""
    return [role for role in roles().values() if role.of_site]


def rights(keys: Iterable[str]) -> frozenset[Permission]:
    """What somebody with these roles may do. A role that no longer exists brings nothing."""
    known = roles()
    return frozenset().union(*(known[key].may for key in keys if key in known))


def _role(key: str, entry: dict[str, object]) -> Role:
    may = frozenset(Permission(name) for name in _list(entry["may"]))
    of_site = entry["scope"] == "site"
    astray = may - SITE if of_site else may & SITE
    if astray:
        raise ValueError(f"roles.toml, {key}: not of this scope: {sorted(astray)}")
    return Role(key, str(entry["name"]), str(entry["description"]), of_site, may)


def _list(value: object) -> list[str]:
    assert isinstance(value, list)
    return value
