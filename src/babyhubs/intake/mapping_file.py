"""The mapping as a file that people read and change: TOML, with a comment on every part and every open question."""

import re
from pathlib import Path

import tomlkit
from tomlkit.container import Container
from tomlkit.items import Item, SingleKey, Table

from babyhubs.errors import InputError, Refused
from babyhubs.intake.fields import FILES, WORDS
from babyhubs.intake.mapping import NOT_A_HUB, UNDECIDED, FileMapping, Mapping
from babyhubs.intake.proposal import Proposal
from babyhubs.intake.question import Key as EntryKey

_HEAD = """What the columns, codes, days and venues of this export mean.
Made by `babyhubs map`, read by `babyhubs check` and `babyhubs audit`, and used again next month.
You may change every entry with a text editor; docs/reference/mapping-file.md says what each may hold.
"?" is an entry that nobody has decided. A column or a day format that is "?" stops the audit. A code or a venue that is
"?" counts as unknown until you write what it means."""

_PARTS = {
    "layout": "How the file is laid out. It is read exactly like this, and an error says so when it no longer is.",
    "columns": "Field = heading in the file. Leave out a field that the file does not have.",
    "dates": 'How the days are written: %d day, %m month, %Y year, %b name of a month; "excel" for numbers of days. '
    'Several ways are separated by "|". A clock time behind a day is dropped.',
    "venues": 'Venue as written = identifier of the hub in the hubs file, or "" for a place that is no hub.',
    "area_vintage": "The census of the small area codes: 2011 or 2021; 0 for an areas file of your own.",
}


# Columns without which a file may be perfectly well made and still carry no answer.
_NO_ANSWER_WITHOUT = {
    ("children", "date_of_birth"): "Without ages nobody can say who could have come, and so not who is missed.",
}


def write(mapping: Mapping, path: Path, proposal: Proposal | None = None) -> None:
    """Write the mapping, whole or not at all; `mapping.read` reads it back equal. proposal: gives the comments."""
    text = render(mapping, proposal)
    unfinished = path.with_name(path.name + ".part")
    try:
        unfinished.write_bytes(text.encode())
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise InputError(
            "The mapping file cannot be written.", where=str(path), remedy="Choose a folder that you may write to."
        ) from error


def render(mapping: Mapping, proposal: Proposal | None = None) -> str:
    """The file's text."""
    notes = _notes(proposal)
    document = tomlkit.document()
    for line in _HEAD.splitlines():
        document.add(tomlkit.comment(line))
    document.add(tomlkit.nl())
    document.add("format", tomlkit.item(mapping.format))
    _comment(document, _PARTS["area_vintage"])
    for line in notes.get(("children", "area_vintage", "", ""), []):
        _comment(document, line)
    if mapping.area_vintage is not None:
        document.add("area_vintage", tomlkit.item(mapping.area_vintage))
    files = tomlkit.table(is_super_table=bool(mapping.files))
    for name, file in mapping.files.items():
        files.add(SingleKey(name), _file(name, file, notes))
    document.add("files", files)
    venues = tomlkit.table()
    _comment(venues, _PARTS["venues"])
    for venue, hub in mapping.venues.items():
        _entry(venues, venue, hub, notes.get(("", "venues", "", venue), []), _venue_remedy(hub))
    document.add(tomlkit.nl())
    document.add("venues", venues)
    return tomlkit.dumps(document)


def answers(mapping: Mapping) -> dict[EntryKey, str]:
    """Everything that a mapping decides, entry by entry."""
    found: dict[EntryKey, str] = {}
    for name, file in mapping.files.items():
        found |= {(name, "columns", field, ""): heading for field, heading in file.columns.items()}
        found |= {(name, "dates", field, ""): day_format for field, day_format in file.dates.items()}
        for field, words in file.codes.items():
            found |= {(name, "codes", field, value): word for value, word in words.items()}
    found |= {("", "venues", "", venue): hub for venue, hub in mapping.venues.items()}
    if mapping.area_vintage is not None:
        found["children", "area_vintage", "", ""] = str(mapping.area_vintage)
    return {key: entry for key, entry in found.items() if entry != UNDECIDED}


def require_decided(mapping: Mapping, path: Path | None = None) -> None:
    """Refuse a mapping that lacks what the audit cannot do without, or holds "?" for a column or a day format.

    Codes and venues that are "?" may stay: they count as unknown. So does a home that the file does not have.
    """
    at = f"{path}: " if path else ""
    for name, file in mapping.files.items():
        if name not in FILES:
            raise InputError(
                f"The mapping names a file {name!r}, which is none that is read.",
                where=f"{at}files.{name}",
                remedy="Use " + ", ".join(FILES) + ".",
            )
        for field in FILES[name]:
            if field.required and file.columns.get(field.name, UNDECIDED) == UNDECIDED:
                if (name, field.name) in _NO_ANSWER_WITHOUT:
                    raise Refused(
                        f"The {name} file has no {field.label.lower()}. {_NO_ANSWER_WITHOUT[name, field.name]}",
                        where=f"{at}files.{name}.columns.{field.name}",
                        remedy="Export it with this column. If it is there under another heading, write the heading in the mapping file.",
                    )
                raise InputError(
                    f"No column of the {name.replace('_', ' ')} file is known to be: {field.label}.",
                    where=f"{at}files.{name}.columns.{field.name}",
                    remedy=f'Write the heading in the mapping file, as {field.name} = "heading".',
                )
        _require_entries(at, name, file)
    if "children" in mapping.files and "area" in mapping.files["children"].columns and mapping.area_vintage is None:
        raise InputError(
            "The mapping does not say of which census the small areas are.",
            where=f"{at}area_vintage",
            remedy="Write 2011 or 2021, or 0 for an areas file of your own.",
        )


def _require_entries(at: str, name: str, file: FileMapping) -> None:
    for part, entries in (("columns", file.columns), ("dates", file.dates)):
        for field, entry in entries.items():
            if entry == UNDECIDED:
                raise InputError(
                    f"The mapping is not decided about {field.replace('_', ' ')}.",
                    where=f"{at}files.{name}.{part}.{field}",
                    remedy="Write what it is in the mapping file; the comment above the line says what is possible.",
                )


def _file(name: str, file: FileMapping, notes: dict[EntryKey, list[str]]) -> Table:
    table = tomlkit.table(is_super_table=True)
    labels = {field.name: field.label for field in FILES.get(name, ())}
    layout = tomlkit.table()
    _comment(layout, _PARTS["layout"])
    for part in ("kind", "encoding", "delimiter", "sheet", "header_row", "header_lines"):
        layout.add(part, _value(getattr(file.layout, part)))
    table.add("layout", layout)
    columns = tomlkit.table()
    _comment(columns, _PARTS["columns"])
    for field, heading in file.columns.items():
        remedy = "Write the heading, or take the line out." if heading == UNDECIDED else ""
        _entry(columns, field, heading, notes.get((name, "columns", field, ""), []), remedy, labels.get(field, ""))
    table.add("columns", columns)
    days = tomlkit.table()
    _comment(days, _PARTS["dates"])
    for field, day_format in file.dates.items():
        remedy = "Write the format." if day_format == UNDECIDED else ""
        _entry(days, field, day_format, notes.get((name, "dates", field, ""), []), remedy)
    table.add("dates", days)
    if file.codes:
        codes = tomlkit.table(is_super_table=True)
        for field, words in file.codes.items():
            codes.add(SingleKey(field), _codes(name, field, words, labels, notes))
        table.add("codes", codes)
    return table


def _codes(
    name: str, field: str, words: dict[str, str], labels: dict[str, str], notes: dict[EntryKey, list[str]]
) -> Table:
    table = tomlkit.table()
    allowed = ", ".join(WORDS[field]) if field in WORDS else "codes of the national list"
    _comment(table, f'{labels.get(field, field)}. Value as written = {allowed}; "" for not recorded.')
    for value, word in words.items():
        remedy = "Write what it means." if word == UNDECIDED else ""
        _entry(table, value, word, notes.get((name, "codes", field, value), []), remedy)
    return table


def _venue_remedy(hub: str) -> str:
    return f'Write the hub\'s identifier, or "{NOT_A_HUB}" for no hub.' if hub == UNDECIDED else ""


def _entry(table: Table, key: str, value: str, notes: list[str], remedy: str, label: str = "") -> None:
    for line in notes if remedy else []:
        _comment(table, line)
    if remedy:
        _comment(table, f"What to do: {remedy}")
    item = _value(value)
    if said := _one_line(label or ("" if remedy else " ".join(notes))):
        item.comment(said)
    table.add(SingleKey(key), item)


def _notes(proposal: Proposal | None) -> dict[EntryKey, list[str]]:
    """The comments on each entry: what is open, with the best guess; or why it is so, where that is worth a line."""
    if proposal is None:
        return {}
    notes: dict[EntryKey, list[str]] = {}
    for question in proposal.questions:
        lines = [f"NOT DECIDED ({question.rows:,} rows). {question.text}"]
        if question.guess != UNDECIDED:
            # what the other columns hold is shown on the terminal alone: a mapping file may be passed on
            named = dict(question.choices).get(question.guess, "") if question.part != "columns" else ""
            lines.append(f"Best guess: {question.guess!r}" + (f" ({named})." if named else "."))
        notes[question.key] = lines
    for why in proposal.explanations:
        if why.part != "columns" and not why.obvious:
            notes.setdefault(why.key, [why.text])
    return notes


def _value(value: str | int) -> Item:
    item: Item = tomlkit.item(value)
    return item


def _comment(where: Table | tomlkit.TOMLDocument | Container, text: str) -> None:
    for line in _wrapped(_one_line(text)):
        where.add(tomlkit.comment(line))


def _one_line(text: str) -> str:
    """Comments end with the line, so nothing from a file may end one."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split())


def _wrapped(text: str, width: int = 116) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
