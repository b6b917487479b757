"""Tests of the discussions in the workbench."""
