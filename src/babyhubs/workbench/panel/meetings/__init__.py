"""Meetings: when, what it is paid as, who came; what was asked and said, what came of it."""
