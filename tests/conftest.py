"""Shared fixtures. The network is blocked for every test (pyproject: --disable-socket)."""

import os

from hypothesis import settings

# no timing decides a test: a busy machine is not a fault
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

# The browser's driver keeps an event loop in the process that it runs in. Django then takes every later query in that
# process for one from asynchronous code, and refuses it. The tests have no asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
