"""Shared fixtures. The network is blocked for every test (pyproject: --disable-socket)."""

from hypothesis import settings

# no timing decides a test: a busy machine is not a fault
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
