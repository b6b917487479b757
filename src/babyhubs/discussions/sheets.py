"""Tables from outside: participants with consent and attributes, comments one a row, codings by quote. Names never enter the project."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from babyhubs.discussions.codebook import code_inside as new_code
from babyhubs.discussions.coding import code_inside, coder
from babyhubs.discussions.consents import PURPOSES, participant_inside, record_inside
from babyhubs.discussions.exchange import WHOLE
from babyhubs.discussions.importing import sha256_of
from babyhubs.discussions.passages import code_paths
from babyhubs.discussions.project import Project
from babyhubs.discussions.pseudonyms.screening import without_names
from babyhubs.discussions.pseudonyms.sealing import ORGANISATION, PERSON, PLACE, Names
from babyhubs.discussions.receipt import Receipt
from babyhubs.discussions.store import keep
from babyhubs.discussions.taking_down import Discussion, add_text
from babyhubs.discussions.versions import text_of
from babyhubs.errors import InputError, Refused
from babyhubs.intake.raw import ROW
from babyhubs.intake.reading import read

NAME_COLUMNS = {
    "name": PERSON,
    "names": PERSON,
    "child": PERSON,
    "children": PERSON,
    "other names": PERSON,
    "places": PLACE,
    "organisations": ORGANISATION,
}
LABEL, ROLE, TEXT, SPEAKER = "participant", "role", "text", "speaker"
_KNOWN = {LABEL, ROLE, TEXT, SPEAKER, "form", "consent date", "quote", "code", "coder", *NAME_COLUMNS, *PURPOSES}
YES, NO = {"yes", "y", "1", "true", "given", "x"}, {"no", "n", "0", "false", "withdrawn", "refused"}
SEPARATOR = ";"


def participants(project: Project, path: Path, who: str, at: str, key: bytes | None) -> Receipt:
    """A consent sheet: participant, role, text, speaker, names, one column for each purpose; every other column is an attribute.

    Names are sealed under the key and replaced in texts; several stand with semicolons between them.
    """
    rows, receipt = _rows(path)
    if not rows or LABEL not in rows[0]:
        raise InputError(
            "The sheet has no column participant.", where=str(path), remedy="Give each a label such as P1."
        )
    if key is None and any(row.get(name) for row in rows for name in NAME_COLUMNS):
        raise Refused(
            "The sheet has names, and there is no key to seal them.",
            where=str(path),
            remedy="Give --key, in another folder than the project.",
        )
    names = Names(project, key) if key else None
    with project.act("participants read", who, at, path.name):
        for number, row in enumerate(rows, 2):
            if not row[LABEL]:
                receipt.lose("row", f"row {number}", "it has no participant")
                continue
            kept = {LABEL, ROLE, TEXT, SPEAKER, "form", "consent date", *NAME_COLUMNS, *PURPOSES}
            values = {name: value for name, value in row.items() if name not in kept}
            guid = participant_inside(project, row[LABEL], row.get(ROLE) or "parent", values)
            receipt.came["participants"] += 1
            for purpose in PURPOSES:
                said = row.get(purpose, "").casefold()
                if said in YES | NO:
                    record_inside(
                        project, guid, purpose, said in YES, who, row.get("consent date", ""), row.get("form", "")
                    )
                    receipt.came["consents"] += 1
                elif said:
                    receipt.lose("consent", f"row {number}, {purpose}", "it says neither yes nor no")
            for column, kind in NAME_COLUMNS.items():
                for name in row.get(column, "").split(SEPARATOR):
                    if name.strip() and names is not None:
                        names.add(name, kind)
                        receipt.came["names sealed"] += 1
            _link(project, guid, row, number, receipt, names)
        keep(project, receipt, at)
    return receipt


def _link(
    project: Project, guid: str, row: Mapping[str, str], number: int, receipt: Receipt, names: Names | None
) -> None:
    """Texts by name, speakers by label: both may be names, and then stand replaced in the project, now or after the next screening."""
    speaker = row.get(SPEAKER, "")
    for name in row.get(TEXT, "").split(SEPARATOR):
        if not name.strip():
            continue
        hidden = without_names(name.strip(), names) if names else name.strip()
        source = project.value("SELECT guid FROM source WHERE name IN (?, ?)", name.strip(), hidden)
        if source is None:
            receipt.lose(
                "link to a text", f"row {number}", "no text has this name yet; import it, and read the sheet again"
            )
            continue
        labels = {one[0] for one in project.rows("SELECT DISTINCT speaker FROM turn WHERE source = ?", source)}
        replaced = without_names(speaker, names) if names else speaker
        project.connection.execute(
            "INSERT INTO participant_source VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET speaker = excluded.speaker",
            (guid, source, speaker if speaker in labels else replaced),
        )
        receipt.came["links to texts"] += 1


@dataclass(frozen=True)
class CommentColumns:
    """Which column says what. codes: several, with | between them, put on the whole comment by `coder`."""

    text: str
    participant: str = ""
    codes: str = ""
    name: str = ""
    day: str = ""
    attributes: tuple[str, ...] = ()
    coder: str = "labels in the file"


def comments(
    project: Project, path: Path, columns: CommentColumns, who: str, at: str, key: bytes | None = None
) -> Receipt:
    """One text a row. Rows without words are counted on the receipt."""
    rows, receipt = _rows(path, lower=False)
    wanted = [columns.text, columns.participant, columns.codes, columns.name, columns.day, *columns.attributes]
    missing = [name for name in wanted if name and (not rows or name not in rows[0])]
    if missing:
        raise InputError(
            f"The table has no column {missing[0]!r}.", where=str(path), remedy="Look at the first row of the table."
        )
    labeller = coder(project, columns.coder, at) if columns.codes else ""
    codes: dict[str, str] = {}
    with project.act("comments read", who, at, path.name):
        names = Names(project, key) if key else None
        for number, row in enumerate(rows, 2):
            words = row[columns.text].strip()
            if not words:
                receipt.lose("comment", f"row {number}", "it has no words")
                continue
            person: tuple[str, ...] = ()
            if columns.participant and row[columns.participant]:
                values = {name: row[name] for name in columns.attributes}
                person = (participant_inside(project, row[columns.participant], "parent", values),)
            name = row[columns.name] if columns.name else f"{path.stem} {number}"
            about = Discussion(
                name, "comment", day=row.get(columns.day, "") if columns.day else "", participants=person
            )
            source = add_text(project, words, about, who, at, receipt, key, names)
            for label in (
                dict.fromkeys(part.strip() for part in row.get(columns.codes, "").split("|")) if columns.codes else ()
            ):
                if label:
                    if label not in codes:
                        codes[label] = new_code(project, label)
                    _code_whole(project, source, codes[label], labeller, at, receipt)
        keep(project, receipt, at)
    return receipt


def _code_whole(project: Project, source: str, code: str, labeller: str, at: str, receipt: Receipt) -> None:
    """A label of the file belongs to the whole comment. It was given elsewhere, so the text need not have been passed here."""
    passage = project.identifier("whole source", source)
    text = text_of(project, source)
    if not project.row("SELECT 1 FROM passage WHERE guid = ?", passage):
        project.connection.execute(
            "INSERT INTO passage VALUES (?, ?, ?, 1, 0, ?, ?, '', '', ?, '', '', ?, ?, '', '')",
            (passage, project.number(), source, len(text), text, WHOLE, labeller, at),
        )
    guid = project.identifier("coding", source, code, labeller)
    made = project.connection.execute(
        "INSERT OR IGNORE INTO coding VALUES (?, ?, ?, ?, ?, ?, NULL)",
        (guid, project.number(), passage, code, labeller, at),
    ).rowcount
    receipt.came["codings"] += made


def codings(project: Project, path: Path, who: str, at: str) -> Receipt:
    """Codings from a table: text, quote, code (a path with > between levels, or a name), coder. The quote must stand in the text once."""
    rows, receipt = _rows(path)
    if not rows or not {"text", "quote", "code"} <= set(rows[0]):
        raise InputError("The table needs the columns text, quote and code.", where=str(path))
    coders = {name: coder(project, name, at) for name in sorted({row.get("coder", "") or who for row in rows})}
    paths = _codes_by_name(project)
    with project.act("codings read", who, at, path.name) as act:
        for number, row in enumerate(rows, 2):
            why = _one_coding(project, row, coders[row.get("coder", "") or who], paths, at, act)
            if why:
                receipt.lose("coding", f"row {number}", why)
            else:
                receipt.came["codings"] += 1
        keep(project, receipt, at)
    return receipt


def _one_coding(
    project: Project, row: Mapping[str, str], coder: str, paths: Mapping[str, Sequence[str]], at: str, act: int
) -> str:
    source = project.value("SELECT guid FROM source WHERE name = ?", row["text"])
    if source is None:
        return "no text has this name"
    codes = paths.get(row["code"].casefold(), ())
    if len(codes) != 1:
        return "the code is not in the codebook" if not codes else "several codes have this name: give its path"
    text = text_of(project, source)
    times = text.count(row["quote"]) if row["quote"] else 0
    if times != 1:
        return (
            "the quote does not stand in the text, letter for letter"
            if not times
            else "the quote stands in the text more than once"
        )
    start = text.index(row["quote"])
    code_inside(project, source, start, start + len(row["quote"]), codes, coder, at, act)
    return ""


def _codes_by_name(project: Project) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    names = {row["guid"]: row["name"] for row in project.rows("SELECT guid, name FROM code WHERE codable")}
    for guid, path in code_paths(project).items():
        if guid in names:
            for name in {path.casefold(), names[guid].casefold()}:
                found.setdefault(name, []).append(guid)
    return found


def _rows(path: Path, *, lower: bool = True) -> tuple[list[dict[str, str]], Receipt]:
    table = read(path)
    receipt = Receipt(path.name, sha256_of(path))
    for row, reason, _ in table.not_data.iter_rows():
        receipt.lose("row", f"row {row}", str(reason))
    rows = [
        {(_heading(name) if lower else name): (value or "").strip() for name, value in row.items() if name != ROW}
        for row in table.frame.iter_rows(named=True)
    ]
    return rows, receipt


def _heading(name: str) -> str:
    """Headings that mean something here in one spelling; every other is an attribute, spelt as it is."""
    plain = name.strip().casefold()
    return plain if plain in _KNOWN else name.strip()
