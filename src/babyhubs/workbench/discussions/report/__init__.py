"""The report of the discussions: written by the worker, refused where something may not be printed, and released like every answer."""
