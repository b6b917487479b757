"""Files of other programs, in and out. What each can carry, and what is lost, stands in docs/reference/observation-files.md."""
