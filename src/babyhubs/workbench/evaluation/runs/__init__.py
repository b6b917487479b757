"""Questions to the worker, and what it answered."""
