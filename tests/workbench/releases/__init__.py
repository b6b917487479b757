"""Tests of the queue of releases."""
