"""What the sessions add up to: worked out by the worker, shown page by page."""
