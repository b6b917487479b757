"""Days of the week as people write them, in one way: "Tue Thu"."""

import re

NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)"
_WORD = re.compile(
    rf"(?P<first>{_DAY})[a-z]*\.?(?:\s*(?:-|–|\bto\b)\s*(?P<last>{_DAY})[a-z]*\.?)?|(?P<every>daily|every day|weekdays)",
    re.I,
)
_BETWEEN = re.compile(r"[\s,;/&+|]+|\band\b|\bevery\b", re.I)


def normalised(written: str) -> str | None:
    """Sorted three-letter names joined by a space; None where a part is no weekday."""
    days = {day for match in _WORD.finditer(written) for day in _days(match)}
    rest = _WORD.sub(" ", written)
    if _BETWEEN.sub("", rest) or not days:
        return None
    return " ".join(NAMES[day] for day in sorted(days))


def _days(match: re.Match[str]) -> list[int]:
    if match["every"]:
        return list(range(5 if match["every"].lower() == "weekdays" else 7))
    first = _number(match["first"])
    if not match["last"]:
        return [first]
    last = _number(match["last"])
    return [day % 7 for day in range(first, first + (last - first) % 7 + 1)]


def _number(name: str) -> int:
    return NAMES.index(name[:3].capitalize())
