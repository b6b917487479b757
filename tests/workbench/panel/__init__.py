"""Tests of the panel in the workbench."""
