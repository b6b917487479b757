"""Where a postcode is, as far as the reference tables know it, and languages by their names."""

from functools import cache

import polars as pl

from babyhubs.errors import InputError
from babyhubs.reference import codes, postcodes

DIGITS = 6  # of a degree: a tenth of a metre


def centre(postcode: str) -> tuple[float, float] | None:
    """Latitude and longitude of a postcode, or None where it is not known here."""
    said = "".join(postcode.upper().split())
    found = postcodes.lookup().filter(pl.col("postcode") == said).select("latitude", "longitude")
    if not said or found.is_empty():
        return None
    latitude, longitude = found.row(0)
    return degrees(latitude), degrees(longitude)


def degrees(value: float) -> float:
    """A coordinate as it is kept."""
    return round(float(value), DIGITS) + 0.0  # and never -0.0


def language_codes(written: str) -> str:
    """Names or codes with commas between them, as codes joined by a space, in the order given, each once."""
    found = []
    for part in filter(None, (one.strip() for one in written.split(","))):
        code = _by_word().get(part.casefold())
        if code is None:
            raise InputError(f"{part!r} is no language that is known here.", remedy="Write its English name: Somali.")
        found.append(code)
    return " ".join(dict.fromkeys(found))


def language_names(joined: str) -> list[str]:
    """The English names of codes joined by a space."""
    names = dict(codes.languages().select("code", "name").iter_rows())
    return [names.get(code, code) for code in joined.split()]


@cache
def _by_word() -> dict[str, str]:
    rows = list(codes.languages().select("code", "name").iter_rows())
    return {name.casefold(): code for code, name in rows} | {code: code for code, _ in rows}
