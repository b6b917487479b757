"""A period in words."""

from datetime import date


def in_words(text: str) -> str:
    """2025-09-01/2026-08-31 in words."""
    first, last = (date.fromisoformat(part) for part in text.split("/"))
    return f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"
