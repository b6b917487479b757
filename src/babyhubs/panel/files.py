"""The two files of a draw, as users of sortition tools have them: quotas (feature, value, min, max) and the pool of people.

Read through the same door as every other file, so that encodings, separators, title rows and Excel are no trouble. Spaces and letter case in answers do
not matter. An empty cell or "prefer not to say" counts for no value; "Somali; Polish" counts for both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from babyhubs.errors import InputError
from babyhubs.intake.raw import ROW, RawTable
from babyhubs.intake.reading import read
from babyhubs.panel import quotas as rules
from babyhubs.panel.people import Person
from babyhubs.panel.quotas import Quota

IDENTIFIERS = ("id", "unique_id", "nationbuilder_id", "person_id")
ADDRESSES = ("primary_address1", "primary_address2", "primary_zip")
# older files of sortition tools call the first two columns category and name
COLUMNS = {"category": "feature", "name": "value"}
NOT_SAID = frozenset({"", "prefer not to say"})


@dataclass(frozen=True)
class Pool:
    """People with the columns that were used; notes: what was found, in sentences."""

    people: tuple[Person, ...]
    identifier: str
    address: tuple[str, ...]
    notes: tuple[str, ...]


def read_quotas(path: Path) -> tuple[Quota, ...]:
    """The quotas, in the order of the file."""
    table = _table(path)
    names = {COLUMNS.get(name.strip().casefold(), name.strip().casefold()): name for name in table.columns}
    missing = [name for name in ("feature", "value", "min", "max") if name not in names]
    if missing:
        raise InputError(
            f"The quotas have no column {' and no column '.join(missing)}.",
            where=str(path),
            remedy="Name the columns feature, value, min and max.",
        )
    found = []
    for row in table.frame.iter_rows(named=True):
        where = f"{path}: row {row[ROW]:,}"
        cell = {name: (row[column] or "").strip() for name, column in names.items()}
        flex = cell.get("max_flex", "")
        found.append(
            Quota(
                cell["feature"],
                cell["value"],
                _whole(cell["min"], "min", where),
                _whole(cell["max"], "max", where),
                _whole(cell.get("min_flex") or "0", "min_flex", where),
                _whole(flex, "max_flex", where) if flex else None,
                cell.get("reason", ""),
            )
        )
    rules.check(tuple(found), str(path))
    return tuple(found)


def read_pool(path: Path, quotas: Sequence[Quota], identifier: str = "", address: Sequence[str] = ()) -> Pool:
    """The people, with their answers to the features that quotas speak of and nothing else."""
    table = _table(path)
    names = {name.strip().casefold(): name for name in table.columns}
    key = _identifier(names, identifier, path)
    homes = tuple(_column(names, one, path) for one in address) or tuple(
        names[one] for one in ADDRESSES if one in names
    )
    notes = []
    if homes and not address:
        notes.append(f"At most one person from an address: the columns {', '.join(homes)} were taken for the address.")
    columns = {feature: _column(names, feature, path) for feature in rules.features(tuple(quotas))}
    values = {(q.feature, _plain(q.value)): q.value for q in quotas}
    people: list[Person] = []
    seen: dict[str, int] = {}
    silent: dict[str, None] = {}
    for row in table.frame.iter_rows(named=True):
        place = int(row[ROW])
        where = f"{path}: row {place:,}"
        person = (row[key] or "").strip()
        if not person:
            raise InputError(
                "A person has no identifier.", where=f"{where}, column {key}", remedy="Give everybody one."
            )
        if person in seen:
            raise InputError(
                f"The identifier {person!r} stands twice.",
                where=f"{where} and row {seen[person]:,}",
                remedy="Keep one.",
            )
        seen[person] = place
        answers = {}
        for feature, column in columns.items():
            answers[feature] = _answers(row[column] or "", feature, values, f"{where}, column {column}")
            if not answers[feature]:
                silent[feature] = None
        people.append(Person(person, answers, "\x1f".join(_plain(row[one] or "") for one in homes).strip("\x1f")))
    # without numbers: the notes stand on the page of the draw too
    notes += [f"Not everybody answered {name}: who did not counts for none of its seats." for name in silent]
    return Pool(tuple(people), key, homes, tuple(notes))


def _answers(cell: str, feature: str, values: dict[tuple[str, str], str], where: str) -> tuple[str, ...]:
    plain = _plain(cell)
    if (feature, plain) in values:
        return (values[feature, plain],)
    if plain in NOT_SAID:
        return ()
    parts = [_plain(part) for part in cell.split(";") if part.strip()]
    unknown = [part for part in parts if (feature, part) not in values]
    if unknown:
        raise InputError(
            f"The answer {cell.strip()!r} is in no quota of {feature}.",
            where=where,
            remedy="Correct the answer, or add a line for it to the quotas (minimum 0 if it needs no seat).",
        )
    return tuple(dict.fromkeys(values[feature, part] for part in parts))


def _table(path: Path) -> RawTable:
    if not path.is_file():
        raise InputError("The file is not there.", where=str(path), remedy="Check the name of the file.")
    return read(path)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _column(names: dict[str, str], wanted: str, path: Path) -> str:
    found = names.get(wanted.strip().casefold())
    if found is None:
        raise InputError(
            f"The pool has no column {wanted!r}.",
            where=f"{path}, which has {', '.join(names.values())}",
            remedy="Correct the name in the quotas, or add the column.",
        )
    return found


def _identifier(names: dict[str, str], wanted: str, path: Path) -> str:
    if wanted:
        return _column(names, wanted, path)
    for one in IDENTIFIERS:
        if one in names:
            return names[one]
    raise InputError(
        "It is not clear which column holds the identifier.",
        where=f"{path}, which has {', '.join(names.values())}",
        remedy="Name it with --id. Use numbers or codes, not names.",
    )


def _whole(text: str, column: str, where: str) -> int:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if number < 0 or number != int(number):
        raise InputError(
            f"{text!r} is not a whole number.", where=f"{where}, column {column}", remedy="Write 0, 1, 2..."
        )
    return int(number)
