"""Observations in the workbench: plans, rooms, what phones send, results."""
