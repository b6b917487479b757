"""Did changing the hub narrow the gap, and where should the next one open."""
