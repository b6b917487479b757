"""What another program's project holds goes into ours: everything in one act, or nothing.

Importing the same file twice changes nothing: a GUID that is there already stays as it is, and the receipt says so.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from babyhubs.discussions.exchange import EXACT, NO_TEXT, OUTSIDE, WHOLE, Exchange, Selection, Source
from babyhubs.discussions.project import Project
from babyhubs.discussions.receipt import Receipt
from babyhubs.discussions.texts import context, digest
from babyhubs.discussions.turns import turns_of


def store(project: Project, found: Exchange, receipt: Receipt, who: str, at: str) -> None:
    """Write a project that was read, and its receipt."""
    with project.act("import", who, at, receipt.file):
        writer = _Writer(project, receipt)
        for name, value in (
            ("name", found.name),
            ("description", found.description),
            ("user", found.user),
            ("made_at", found.at),
        ):
            if value and not project.about(name):
                project.connection.execute("INSERT OR REPLACE INTO project VALUES (?, ?)", (name, value))
        writer.add("coder", "coders", ((one.guid, one.name, one.short) for one in found.users))
        writer.codes(found)
        writer.add(
            "variable", "attributes", ((one.guid, one.name, one.kind, one.description) for one in found.variables)
        )
        for source in found.sources:
            writer.source(source)
        writer.cases(found)
        writer.notes(found)
        writer.sets(found)
        writer.add(
            "link", "links",
            ((one.guid, project.number(), one.name, one.direction, one.colour, one.origin, one.target) for one in found.links),
        )  # fmt: skip
        keep(project, receipt, at)


def keep(project: Project, receipt: Receipt, at: str) -> None:
    """Store the receipt with the project."""
    project.connection.execute(
        "INSERT INTO receipt (at, file, sha256, content) VALUES (?, ?, ?, ?)",
        (at, receipt.file, receipt.sha256, receipt.content()),
    )


class _Writer:
    def __init__(self, project: Project, receipt: Receipt) -> None:
        self.project = project
        self.receipt = receipt
        self.run = project.connection.execute
        self.codes_there: set[str] = set()
        self._memos: list[tuple[str, str, str, int]] = []

    def add(self, table: str, kind: str, rows: Iterable[Sequence[Any]]) -> None:
        """Rows of one table; those whose key is there already are counted apart."""
        for row in rows:
            marks = ", ".join("?" * len(row))
            made = self.run(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", tuple(row)).rowcount  # noqa: S608
            if made:
                self.receipt.came[kind] += 1
            else:
                self.receipt.lose(kind, str(row[0]), "the project has it already, and keeps what it has")

    def codes(self, found: Exchange) -> None:
        given = {one.guid for one in found.codes} | {row[0] for row in self.project.rows("SELECT guid FROM code")}
        self.add(
            "code", "codes",
            (
                (one.guid, one.parent if one.parent in given else "", self.project.number(), one.name, "", one.description,
                 "", "", "", one.colour, int(one.codable), "")
                for one in found.codes
            ),
        )  # fmt: skip
        self.codes_there = {row[0] for row in self.project.rows("SELECT guid FROM code")}
        for one in found.codes:
            self.memo_on(one.notes, "code", one.guid)

    def source(self, one: Source) -> None:
        text = one.text
        row = (
            one.guid,
            self.project.number(),
            one.name,
            one.description,
            one.user,
            one.at,
            one.changed_by,
            one.changed_at,
        )
        made = self.run(
            "INSERT OR IGNORE INTO source (guid, number, name, description, coder, at, changed_by, changed_at, version)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)",
            row,
        ).rowcount
        if not made:
            self.receipt.lose("texts", one.name, "the project has it already, and keeps what it has")
            return
        self.receipt.came["texts"] += text is not None
        self.run(
            "INSERT INTO source_version VALUES (?, 1, ?, ?, ?, ?)",
            (one.guid, text, digest(text or ""), one.at, one.user),
        )
        write_turns(self.project, one.guid, text or "")
        self.run_many(
            "INSERT OR IGNORE INTO source_value VALUES (?, ?, ?)",
            [(one.guid, variable, value) for variable, value in one.values if self.known("variable", variable)],
        )
        self.memo_on(one.notes, "source", one.guid)
        for selection in one.selections:
            self.selection(one, selection)

    def selection(self, source: Source, one: Selection) -> None:
        text = source.text or ""
        placed = one.state in {EXACT, WHOLE}
        before, after = context(text, one.start, one.end) if placed else ("", "")
        quote = text[one.start : one.end] if placed else ""
        guid = one.guid if one.state != WHOLE else self.project.identifier("whole source", source.guid)
        made = self.run(
            "INSERT OR IGNORE INTO passage VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                guid, self.project.number(), source.guid, one.start, one.end, quote, before, after, one.state, one.name,
                one.description, one.user, one.at, one.changed_by, one.changed_at,
            ),
        ).rowcount  # fmt: skip
        if not made:
            self.receipt.lose("passages", one.guid, "the project has it already, and keeps what it has")
            return
        self.receipt.came["passages"] += 1
        self.receipt.came["passages without words"] += one.state in {NO_TEXT, OUTSIDE}
        self.memo_on(one.notes, "passage", guid)
        for coding in one.codings:
            if coding.code not in self.codes_there:
                self.receipt.lose(
                    "coding", f"{source.name}, {one.start} to {one.end}", "its code is not in the codebook"
                )
                continue
            row = (coding.guid, self.project.number(), guid, coding.code, coding.user, coding.at, None)
            self.add("coding", "codings", [row])
            self.memo_on(coding.notes, "coding", coding.guid)

    def cases(self, found: Exchange) -> None:
        self.add("participant", "participants", ((one.guid, one.name, "", one.description) for one in found.cases))
        for case in found.cases:
            for variable, value in case.values:
                if self.known("variable", variable):
                    self.add_quietly("participant_value", (case.guid, variable, value, "given"))
                    self.receipt.came["attribute values"] += 1
            for source in case.sources:
                if self.known("source", source):
                    self.add_quietly("participant_source", (case.guid, source, ""))
                else:
                    self.receipt.lose("link of a participant to a text", case.name, "the text is not among those read")

    def notes(self, found: Exchange) -> None:
        self.add(
            "memo", "memos",
            ((one.guid, self.project.number(), one.name, one.text, one.description, one.user, one.at, None) for one in found.notes),
        )  # fmt: skip
        self.memo_on(found.project_notes, "project", "")
        there = {row[0] for row in self.project.rows("SELECT guid FROM memo")}
        for note, kind, target, position in self._memos:
            if note in there:
                self.add_quietly("memo_on", (note, kind, target, position))
            else:
                self.receipt.lose("link to a memo", kind, "the memo is not in the file")

    def memo_on(self, notes: Sequence[str], kind: str, target: str) -> None:
        """Remembered until the memos themselves are there."""
        self._memos += [(note, kind, target, position) for position, note in enumerate(notes)]

    def sets(self, found: Exchange) -> None:
        tables = {"code": "code", "source": "source", "note": "memo"}
        self.add(
            "code_set", "sets", ((one.guid, self.project.number(), one.name, one.description) for one in found.sets)
        )
        for one in found.sets:
            for position, (kind, target) in enumerate(one.members):
                if self.known(tables[kind], target):
                    self.add_quietly("set_member", (one.guid, kind, target, position))
                else:
                    self.receipt.lose("member of a set", one.name, f"the {kind} is not among those read")

    def known(self, table: str, guid: str) -> bool:
        """Whether a GUID is there; what points to nothing is not stored."""
        return self.project.row(f"SELECT 1 FROM {table} WHERE guid = ?", guid) is not None  # noqa: S608

    def add_quietly(self, table: str, row: Sequence[Any]) -> None:
        self.run(f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * len(row))})", tuple(row))  # noqa: S608

    def run_many(self, query: str, rows: list[tuple[Any, ...]]) -> None:
        self.project.connection.executemany(query, rows)


def write_turns(project: Project, source: str, text: str) -> None:
    """Who speaks where, found again for the text as it now is. Answers about who asks are kept by the speaker's label."""
    asks = {
        row["speaker"]: row["asks"] for row in project.rows("SELECT speaker, asks FROM turn WHERE source = ?", source)
    }
    project.connection.execute("DELETE FROM turn WHERE source = ?", (source,))
    project.connection.executemany(
        "INSERT INTO turn VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (source, number, one.start, one.said, one.end, one.speaker, asks.get(one.speaker, int(one.asks)))
            for number, one in enumerate(turns_of(text))
        ],
    )
