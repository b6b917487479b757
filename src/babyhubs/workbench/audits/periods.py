"""A period in words, long and short."""

from datetime import date, timedelta


def in_short(text: str) -> str:
    """2025-09-01/2026-08-31 as Sep 2025 to Aug 2026; the days too where they are not those of whole months."""
    first, last = (date.fromisoformat(part) for part in text.split("/"))
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        return f"{first:%b %Y} to {last:%b %Y}"
    return f"{first.day} {first:%b %Y} to {last.day} {last:%b %Y}"


def in_words(text: str) -> str:
    """2025-09-01/2026-08-31 in words."""
    first, last = (date.fromisoformat(part) for part in text.split("/"))
    return f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"
