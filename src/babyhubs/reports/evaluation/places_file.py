"""Areas, sites, sessions and a matrix of minutes from files, as siting wants them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from babyhubs.errors import InputError
from babyhubs.evaluation.access import opening, osm_pbf, walking
from babyhubs.evaluation.access.opening import DAYS, Session
from babyhubs.reports.evaluation.cells_file import read
from babyhubs.reports.measures.table import Table
from babyhubs.statistics.interval import Flags, Floats

GROUP = "infants: "  # what a column of infants of one ethnic group begins with


@dataclass(frozen=True)
class Areas:
    """names; infants, missed families; fifth 1 to 5 (1 most deprived); x, y: easting and northing, or longitude and latitude.

    by_group: infants of each ethnic group, where the table says so.
    """

    names: tuple[str, ...]
    infants: Floats
    missed: Floats
    fifth: Floats
    x: Floats
    y: Floats
    degrees: bool
    by_group: Mapping[str, Floats] = field(default_factory=dict)


@dataclass(frozen=True)
class Sites:
    """names; open: hubs of today (True) and candidates (False); sessions of those of today, () where none were brought."""

    names: tuple[str, ...]
    open: Flags
    x: Floats
    y: Floats
    degrees: bool
    sessions: tuple[Session, ...] = ()


def areas(path: Path) -> Areas:
    """Columns area, infants, quintile, and easting, northing or lat, lon; missed where the audit gave it (else all infants); and
    one `infants: Asian` for each ethnic group whose infants are known.
    """
    table = Table(read(path), str(path))
    infants = table.numbers("infants", 0)
    fifth = table.numbers("quintile", 1)
    table.refuse_rows("quintile", (fifth > 5) | np.isnan(fifth), "is not a fifth from 1 (most deprived) to 5")
    missed = table.numbers("missed", 0) if table.has("missed") else infants
    x, y, degrees = _place(table)
    groups = {
        name.removeprefix(GROUP): np.nan_to_num(table.numbers(name, 0))
        for name in table.frame.columns
        if name.startswith(GROUP)
    }
    return Areas(_names(table, "area"), np.nan_to_num(infants), np.nan_to_num(missed), fifth, x, y, degrees, groups)


def sites(path: Path, sessions: Path | None) -> Sites:
    """Columns site, open (1 a hub of today, 0 a candidate), and easting, northing or lat, lon."""
    table = Table(read(path), str(path))
    names = _names(table, "site")
    opened = table.numbers("open", 0) == 1
    if not opened.any():
        raise InputError(
            "No site is a hub of today.", where=str(path), remedy="Add the hubs that are open now with open = 1."
        )
    if opened.all():
        raise InputError(
            "Every site is open already: there is no candidate.",
            where=str(path),
            remedy="Add candidates with open = 0.",
        )
    x, y, degrees = _place(table)
    return Sites(names, opened, x, y, degrees, _sessions(sessions, names) if sessions else ())


def minutes(
    these: Areas, those: Sites, matrix: Path | None, extract: Path | None, detour: float, pace: float
) -> tuple[Floats, str]:
    """(areas, sites) and how they were got: from a matrix, along streets, or as straight lines with a detour."""
    if matrix:
        return _matrix(matrix, these, those), "minutes as imported"
    if these.degrees != those.degrees:
        raise InputError(
            "Areas and sites are on different grids.", remedy="Give both easting and northing, or both lat and lon."
        )
    if extract:
        if not these.degrees:
            raise InputError(
                "Along streets, places are needed as lat and lon.", remedy="Add these columns to both files."
            )
        streets = walking.network(osm_pbf.read(extract))
        return walking.minutes(
            streets, these.y, these.x, those.y, those.x, pace
        ), f"on foot along streets, {pace:g} km an hour"
    if these.degrees:
        north, east = 111_195.0, 111_195.0 * float(np.cos(np.radians(these.y.mean())))
        found = walking.straight_line_minutes(
            these.x * east, these.y * north, those.x * east, those.y * north, detour, pace
        )
    else:
        found = walking.straight_line_minutes(these.x, these.y, those.x, those.y, detour, pace)
    return found, f"straight line times {detour:g}, {pace:g} km an hour"


def open_now(those: Sites, day: str, hour: float | None) -> Flags:
    """Hubs of today; with a day (and an hour) those open then."""
    if not day:
        return those.open
    if not those.sessions:
        raise InputError("Nothing says when hubs are open.", where="option --day", remedy="Bring --sessions.")
    if day not in DAYS:
        raise InputError(f"{day!r} is not a day.", where="option --day", remedy=", ".join(DAYS))
    number = DAYS.index(day)
    if hour is None:
        any_hour = {one.site for one in those.sessions if one.day == number}
        found = those.open & np.isin(np.arange(len(those.names)), list(any_hour))
    else:
        found = those.open & opening.open_at(those.sessions, len(those.names), number, hour)
    if not found.any():
        raise InputError("No hub is open then.", where="options --day and --hour", remedy="Choose another time.")
    return found


def _place(table: Table) -> tuple[Floats, Floats, bool]:
    degrees = not table.has("easting") and table.has("lat")
    names = ("lon", "lat") if degrees else ("easting", "northing")
    x, y = (table.numbers(name) for name in names)
    for name, values in zip(names, (x, y), strict=True):
        table.refuse_rows(name, np.isnan(values), "is no place")
    return x, y, degrees


def _names(table: Table, column: str) -> tuple[str, ...]:
    found = tuple(name or "" for name in table.texts(column))
    if len(set(found)) < len(found) or "" in found:
        raise InputError(
            f"A name in {column!r} is blank or stands twice.", where=table.where, remedy="Give each its own name."
        )
    return found


def _sessions(path: Path, names: tuple[str, ...]) -> tuple[Session, ...]:
    table = Table(read(path), str(path))
    place = {name: number for number, name in enumerate(names)}
    begins, ends = table.numbers("begins", 0), table.numbers("ends", 0)
    found = []
    for row, (site, day) in enumerate(zip(table.texts("site"), table.texts("day"), strict=True)):
        if site not in place or day not in DAYS or not 0 <= begins[row] < ends[row] <= 24:
            raise InputError(
                "A session is not readable.", where=f"{path}, row {row + 2:,}",
                remedy="Write a site of the sites file, a day as Monday, and hours as 9.5 and 11.",
            )  # fmt: skip
        found.append(Session(place[site], DAYS.index(day), float(begins[row]), float(ends[row])))
    return tuple(found)


def _matrix(path: Path, these: Areas, those: Sites) -> Floats:
    table = Table(read(path), str(path))
    found = np.full((len(these.names), len(those.names)), np.inf)
    area = {name: number for number, name in enumerate(these.names)}
    site = {name: number for number, name in enumerate(those.names)}
    values = table.numbers("minutes", 0)
    for a, s, value in zip(table.texts("area"), table.texts("site"), values.tolist(), strict=True):
        if a in area and s in site and np.isfinite(value):
            found[area[a], site[s]] = value
    if np.isinf(found).all():
        raise InputError(
            "No area and site of the matrix is in the other files.", where=str(path), remedy="Compare their names."
        )
    return found
