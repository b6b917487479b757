"""Tests of the audit in the workbench."""
