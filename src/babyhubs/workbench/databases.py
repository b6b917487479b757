"""The two databases, on SQLite or PostgreSQL, and why SQLite is set as it is.

Contact details (`people`) live in a database of their own, so that no query can join them to anything else. Django
calls its first database `default`; here that is the workbench's.
"""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from babyhubs.errors import InputError

WORKBENCH = "default"
PEOPLE = "people"
FILES = {WORKBENCH: "workbench.sqlite3", PEOPLE: "people.sqlite3"}

# One line a setting, each with its reason; tests/workbench/test_databases.py proves them in force.
PRAGMAS = {
    # Readers go on while one writes, and a writer killed in the middle leaves nothing half done.
    "journal_mode": "WAL",
    # What was said to be saved survives a power cut. NORMAL is three to four times faster and may lose the last saves.
    "synchronous": "FULL",
    # What is deleted is overwritten with zeros: erasure means erasure, in the file too.
    "secure_delete": "ON",
}
# Seconds to wait for another writer before giving up. Writes here take milliseconds.
BUSY_TIMEOUT = 5


def databases(folder: Path, database_url: str, people_url: str) -> dict[str, dict[str, object]]:
    """Django's DATABASES."""
    if not database_url:
        return {alias: _sqlite(folder / name) for alias, name in FILES.items()}
    return {WORKBENCH: _postgresql(database_url), PEOPLE: _postgresql(people_url)}


def _sqlite(path: Path) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",  # switches foreign keys on by itself
        "NAME": str(path),
        # Kept open: closing the last connection would fold the journal back into the file after every page.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A transaction that will write takes the lock when it begins. Otherwise one that read first and writes
            # later fails at once, whatever the timeout, when another wrote in between.
            "transaction_mode": "IMMEDIATE",
            "timeout": BUSY_TIMEOUT,
            "init_command": ";".join(f"PRAGMA {name}={value}" for name, value in PRAGMAS.items()),
        },
    }


def _postgresql(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    name = parts.path.lstrip("/")
    if parts.scheme not in {"postgresql", "postgres"} or not name:
        raise InputError(
            "The address of the database is not understood.",
            where="BABYHUBS_DATABASE_URL or BABYHUBS_PEOPLE_DATABASE_URL",
            remedy="Write it as postgresql://user:password@host:5432/name.",
        )
    options = dict(parse_qsl(parts.query))  # as libpq takes them: sslmode, or host for a socket's folder
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(name),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,  # seconds; a fresh connection costs more than most pages
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
