"""Observations in the workbench: which hubs to watch, rooms, the capture page, the logs that phones send, and what they add up to."""
