"""Sessions for other programs: every form that there is, file by file."""

from collections.abc import Sequence

from babyhubs.errors import Refused
from babyhubs.observations.formats import boris_out, eaf_out, gehl_out, geojson, sdis, sequences, tidy, to_log, xes_out
from babyhubs.observations.layout import read
from babyhubs.observations.log.seal import text
from babyhubs.observations.occupancy import zone_use
from babyhubs.observations.records import Recording

FORMS = {
    "own": "Our own logs, tap by tap",
    "tidy": "Tables (CSV) with a data dictionary",
    "boris": "A project of BORIS",
    "eaf": "ELAN, a file for each session",
    "sdis": "SDIS, for GSEQ",
    "gehl": "The scans as a Public Life table (people staying)",
    "xes": "An event log (XES), for process mining",
    "geojson": "The zones of each room with the time spent in them (GeoJSON)",
    "sequences": "A column for each minute, for TraMineR",
}


def written(found: Sequence[Recording], to: str) -> dict[str, str]:
    """File names and their content. Exact figures of single families: for inside the service, or through a release."""
    if to == "tidy":
        return tidy.files(found)
    if to in {"boris", "sdis", "gehl", "xes", "sequences"}:
        whole = {
            "boris": ("sessions.boris", boris_out.project),
            "sdis": ("sessions.sds", sdis.document),
            "gehl": ("staying.csv", gehl_out.table),
            "xes": ("sessions.xes", lambda given: xes_out.document(given, None)),
            "sequences": ("sequences.csv", sequences.table),
        }
        name, make = whole[to]
        return {name: make(found)}
    each: dict[str, str] = {}
    for place, one in enumerate(found, start=1):
        name = f"{place:03d}-{safe(one.name)}"
        if to == "eaf":
            each[f"{name}.eaf"] = eaf_out.document(one)
        elif to == "own":
            each[f"{name}.obs.jsonl"] = text(to_log.all_logs([one])[0])
        elif (layout := read(one.header.get("layout"))) is not None:
            minutes = {row.zone: row.person_minutes for row in zone_use(one, layout)}
            each[f"{name}.geojson"] = geojson.zones(layout, minutes)
    if not each:
        raise Refused(
            "None of these sessions has a floor plan.", remedy="Draw zones before the session, or export another form."
        )
    return each


def safe(name: str) -> str:
    """A part of a file name on every system."""
    plain = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_") else "-" for sign in name)
    return plain[:60].strip("-") or "session"
