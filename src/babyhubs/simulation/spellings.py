"""How else people write a hub's name: the spellings that exports mix and that a venue table gathers."""

import re

_KIND_OF_PLACE = r"\s*(?:[:,&]|\band\b|\b(?:Children|Nursery|Primary|Library|Early|School|Maintained|Centre)\b)"


def spellings(names: list[str]) -> list[list[str]]:
    """Other spellings of each name; one that could mean two hubs is given to neither."""
    wanted = [list(dict.fromkeys(_variants(name))) for name in names]
    taken = [spelling.casefold() for variants in [names, *wanted] for spelling in variants]
    return [[spelling for spelling in variants if taken.count(spelling.casefold()) == 1] for variants in wanted]


def _variants(name: str) -> list[str]:
    place = re.split(_KIND_OF_PLACE, name)[0]
    plain = name.replace("'", "").replace("&", "and")
    short = re.sub(r"Children'?s? Cent(?:re|er)", "CC", name)
    return [plain, short if short != name else f"{name} CC", f"{place} baby hub", f"{place.upper()} CLINIC"]
