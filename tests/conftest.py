"""Shared fixtures. The network is blocked for every test (pyproject: --disable-socket)."""
