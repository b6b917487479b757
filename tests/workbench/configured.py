"""Django, made ready once a process for the tests, on SQLite or on the PostgreSQL of BABYHUBS_TEST_POSTGRES.

BABYHUBS_TEST_POSTGRES is the address of a server whose user may make databases, as postgresql://postgres@/?host=/run/x.
"""

import os
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from babyhubs.workbench.options import Options
from babyhubs.workbench.start import start

SERVER = os.environ.get("BABYHUBS_TEST_POSTGRES", "")


def configure() -> None:
    """Settings for tests: a private folder, cheap password hashes; all else as a user gets it."""
    from django.conf import settings

    if settings.configured:
        return
    start(options(Path(tempfile.mkdtemp(prefix="babyhubs-tests-"))))
    # The real hash is slow on purpose; a test that signs in a hundred times should not be.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def options(folder: Path) -> Options:
    """A workbench on one's own machine."""
    if not SERVER:
        return Options(folder=folder)
    return Options(folder=folder, database_url=_named("workbench"), people_database_url=_named("people"))


def _named(name: str) -> str:
    parts = urlsplit(SERVER)
    return parts._replace(path=f"/{name}").geturl()
