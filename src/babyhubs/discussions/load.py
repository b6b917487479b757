"""Our project in the shape that is exchanged: what the REFI-QDA writer writes, every object with the GUID that it has always had."""

from collections import defaultdict
from sqlite3 import Row

from babyhubs.discussions.consents import USE, consents
from babyhubs.discussions.exchange import (
    WHOLE,
    Case,
    Code,
    CodeSet,
    Coding,
    Exchange,
    Link,
    Note,
    Selection,
    Source,
    User,
    Variable,
)
from babyhubs.discussions.project import Project
from babyhubs.discussions.receipt import Receipt

Notes = dict[tuple[str, str], tuple[str, ...]]


def load(project: Project, receipt: Receipt | None = None) -> Exchange:
    """Everything that REFI-QDA has a place for, in the order in which it came. Withdrawn codings and memos are left out, and so are
    participants who withdrew, with the texts in which nobody else took part. receipt: says what was left out.
    """
    notes = _notes_on(project)
    gone = {guid for guid, given in consents(project, USE).items() if given is False}
    cases, sources = _cases(project), _sources(project, notes)
    silent = {one.guid for one in sources if _only_of(one.guid, cases, gone)}
    if receipt is not None:
        for one in sources:
            if one.guid in silent:
                receipt.lose("text", one.name, "everybody who took part in it has withdrawn")
        waiting = project.value("SELECT count(*) FROM source WHERE review = 'waiting'")
        if waiting:
            receipt.said.append(
                f"{waiting:,} texts have not been looked through for names: this file is for inside the service only."
            )
    return Exchange(
        name=project.about("name") or project.path.stem,
        description=project.about("description"),
        user=project.about("user"),
        at=project.about("made_at") or project.about("created"),
        users=tuple(User(*row) for row in project.rows("SELECT guid, name, short FROM coder ORDER BY rowid")),
        codes=codes(project, notes),
        variables=tuple(Variable(*row) for row in project.rows("SELECT * FROM variable ORDER BY rowid")),
        cases=tuple(one for one in cases if one.guid not in gone),
        sources=tuple(one for one in sources if one.guid not in silent),
        notes=tuple(
            Note(row["guid"], row["name"], row["text"], row["description"], row["coder"], row["at"])
            for row in project.rows("SELECT * FROM memo WHERE withdrawn_by IS NULL ORDER BY number")
        ),
        sets=_sets(project),
        links=tuple(
            Link(*row)
            for row in project.rows("SELECT guid, name, direction, colour, origin, target FROM link ORDER BY number")
        ),
        project_notes=notes.get(("project", ""), ()),
    )


def _only_of(source: str, cases: tuple[Case, ...], gone: set[str]) -> bool:
    linked = [one.guid for one in cases if source in one.sources]
    return bool(linked) and set(linked) <= gone


def codes(project: Project, notes: Notes | None = None) -> tuple[Code, ...]:
    """The codebook; what a code includes and leaves out stands in its description, as other programs have one field only."""
    return tuple(
        Code(
            row["guid"], row["name"], row["parent"], bool(row["codable"]), row["colour"], _description(row),
            (notes or {}).get(("code", row["guid"]), ()),
        )
        for row in project.rows("SELECT * FROM code ORDER BY position")
    )  # fmt: skip


def _description(row: Row) -> str:
    parts = [row["definition"]]
    for heading, name in (("Include", "include"), ("Leave out", "exclude"), ("Example", "example")):
        if row[name]:
            parts.append(f"{heading}: {row[name]}")
    return "\n".join(part for part in parts if part)


def _notes_on(project: Project) -> Notes:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in project.rows(
        "SELECT memo, kind, target FROM memo_on JOIN memo ON memo.guid = memo_on.memo WHERE withdrawn_by IS NULL"
        " ORDER BY kind, target, position, memo.number"
    ):
        found[row["kind"], row["target"]].append(row["memo"])
    return {key: tuple(guids) for key, guids in found.items()}


def _cases(project: Project) -> tuple[Case, ...]:
    values: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in project.rows("SELECT * FROM participant_value WHERE status = 'given' ORDER BY rowid"):
        values[row["participant"]].append((row["variable"], row["value"]))
    sources: dict[str, list[str]] = defaultdict(list)
    for row in project.rows("SELECT participant, source FROM participant_source ORDER BY rowid"):
        sources[row["participant"]].append(row["source"])
    return tuple(
        Case(row["guid"], row["label"], row["description"], tuple(values[row["guid"]]), tuple(sources[row["guid"]]))
        for row in project.rows("SELECT * FROM participant ORDER BY rowid")
    )


def _sources(project: Project, notes: Notes) -> tuple[Source, ...]:
    codings: dict[str, list[Coding]] = defaultdict(list)
    for row in project.rows("SELECT * FROM coding WHERE withdrawn_by IS NULL ORDER BY number"):
        codings[row["passage"]].append(
            Coding(row["guid"], row["code"], row["coder"], row["at"], notes.get(("coding", row["guid"]), ()))
        )
    withdrawn = {row[0] for row in project.rows("SELECT passage FROM coding WHERE withdrawn_by IS NOT NULL")}
    selections: dict[str, list[Selection]] = defaultdict(list)
    for row in project.rows("SELECT * FROM passage ORDER BY number"):
        if row["guid"] in withdrawn and not codings[row["guid"]]:
            continue  # its last coding was taken back
        selections[row["source"]].append(
            Selection(
                row["guid"] if row["state"] != WHOLE else f"whole:{row['source']}", row["start"], row["end"], row["name"],
                row["description"], row["coder"], row["at"], row["changed_by"], row["changed_at"], row["state"],
                tuple(codings[row["guid"]]), notes.get(("passage", row["guid"]), ()),
            )
        )  # fmt: skip
    values: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in project.rows("SELECT * FROM source_value ORDER BY rowid"):
        values[row["source"]].append((row["variable"], row["value"]))
    return tuple(
        Source(
            row["guid"], row["name"], row["text"], row["description"], row["coder"], row["at"], row["changed_by"],
            row["changed_at"], tuple(selections[row["guid"]]), notes.get(("source", row["guid"]), ()), tuple(values[row["guid"]]),
        )
        for row in project.rows(
            "SELECT source.*, text FROM source JOIN source_version AS v ON v.source = source.guid AND v.version = source.version"
            " ORDER BY number"
        )
    )  # fmt: skip


def _sets(project: Project) -> tuple[CodeSet, ...]:
    members: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in project.rows("SELECT code_set, kind, target FROM set_member ORDER BY position"):
        members[row["code_set"]].append((row["kind"], row["target"]))
    return tuple(
        CodeSet(row["guid"], row["name"], row["description"], tuple(members[row["guid"]]))
        for row in project.rows("SELECT * FROM code_set ORDER BY number")
    )
