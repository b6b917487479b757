"""Tests of the directory of hubs."""
