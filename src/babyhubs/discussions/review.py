"""The queue of doubtful words: a person decides each, and passes the text; only then may it be coded."""

import re
from typing import Any

from babyhubs.discussions.anchors import Edit
from babyhubs.discussions.project import Project
from babyhubs.discussions.pseudonyms.forgetting import forget
from babyhubs.discussions.pseudonyms.screening import screen, spans, write_doubts
from babyhubs.discussions.pseudonyms.sealing import PERSON, WORD, Names
from babyhubs.discussions.texts import plain
from babyhubs.discussions.versions import redact, text_of
from babyhubs.errors import InputError, Refused

KEEP = "keep"


def queue(project: Project, source: str | None = None) -> list[dict[str, Any]]:
    """Words to look at, text by text, with some characters around the first place."""
    rows = project.rows(
        "SELECT doubt.*, source.name AS source_name FROM doubt JOIN source ON source.guid = doubt.source"
        " WHERE decision = '' AND (?1 IS NULL OR doubt.source = ?1) ORDER BY source.number, start",
        source,
    )
    texts: dict[str, str] = {}
    found = []
    for row in rows:
        text = texts.setdefault(row["source"], text_of(project, row["source"]))
        around = text[max(0, row["start"] - 40) : row["end"] + 40].replace("\n", " ")
        found.append({**dict(row), "around": around})
    return found


def decide(
    project: Project, number: int, decision: str, who: str, at: str, key: bytes | None = None, kind: str = PERSON
) -> str:
    """keep: the word is harmless. replace: it is a name; it is learnt, and replaced in every text of the project.

    Gives what stands there now.
    """
    row = project.row("SELECT * FROM doubt WHERE number = ?", number)
    if row is None or decision not in {KEEP, "replace"}:
        raise InputError(
            "There is no such word to decide, or no such decision.", where=str(number), remedy="Say keep or replace."
        )
    word = str(row["word"])
    if decision == KEEP:
        with project.act("word kept", who, at, row["source"]):
            keep_word(project, word, who, at)
        return word
    if key is None:
        raise Refused("A name can be replaced only with the key.", remedy="Give --key.")
    names = Names(project, key)
    with project.act("word replaced", who, at, row["source"]):
        replacement = names.add(word, kind) if WORD.search(word) else f"[{row['kind']}]"
        # the word itself must not stay behind in the queue
        project.connection.execute(
            "UPDATE doubt SET decision = 'replace', decided_by = ?, at = ?, word = ? WHERE word = ? AND decision = ''",
            (who, at, replacement, word),
        )
        for source in [one[0] for one in project.rows("SELECT guid FROM source ORDER BY number")]:
            _replace(project, source, names, word, replacement, who, at)
        forget(project, names)
    return replacement


def take_out(project: Project, words: str, kind: str, who: str, at: str, key: bytes) -> str:
    """Words that nothing doubted and that a person found: learnt as a name, and replaced in every text of the project.

    A name in lower case is found by nobody else. Gives what stands there now.
    """
    plain_words = " ".join(words.split())
    names = Names(project, key)
    with project.act("words taken out", who, at):
        replacement = names.add(plain_words, kind)
        times = 0
        for source in [one[0] for one in project.rows("SELECT guid FROM source ORDER BY number")]:
            before = text_of(project, source)
            for spelling in dict.fromkeys([plain_words, *_spellings(before, plain_words)]):
                _replace(project, source, names, spelling, replacement, who, at)
            times += text_of(project, source) != before
        if not times:
            raise InputError(
                "These words stand in no text.",
                remedy="Copy them from the text as they stand there, without the marks.",
            )
        forget(project, names)
    return replacement


def _spellings(text: str, words: str) -> list[str]:
    """The words as they stand in a text, whatever their capitals and line ends."""
    shape = re.compile(r"\s+".join(re.escape(word) for word in words.split()), re.IGNORECASE)
    return [one[0] for one in shape.finditer(text)]


def pass_text(project: Project, source: str, who: str, at: str) -> None:
    """A person says that nothing in the text points to anybody any more. Refused while words wait."""
    waiting = project.value("SELECT count(*) FROM doubt WHERE source = ? AND decision = ''", source)
    if waiting:
        raise Refused(
            f"{waiting:,} words of this text wait to be looked at.", where=str(project.value("SELECT name FROM source WHERE guid = ?", source)),
            remedy="Decide each: keep or replace.",
        )  # fmt: skip
    with project.act("text passed", who, at, source):
        project.connection.execute("UPDATE source SET review = 'passed', reviewed_by = ? WHERE guid = ?", (who, source))


def keep_word(project: Project, word: str, who: str, at: str) -> None:
    """A person finds a word harmless, wherever it comes; inside an act."""
    project.connection.execute("INSERT OR IGNORE INTO kept_word VALUES (?, ?, ?)", (word, who, at))
    project.connection.execute(
        "UPDATE doubt SET decision = 'keep', decided_by = ?, at = ? WHERE word = ? AND decision = ''", (who, at, word)
    )


def keep_all(project: Project, source: str, who: str, at: str) -> int:
    """A person has read the whole list of a text and finds every remaining word harmless; gives their number."""
    words = [row[0] for row in project.rows("SELECT word FROM doubt WHERE source = ? AND decision = ''", source)]
    with project.act("words kept", who, at, source):
        for word in words:
            keep_word(project, word, who, at)
    return len(words)


def screen_again(project: Project, source: str, who: str, at: str, key: bytes | None) -> int:
    """Screen a text that came without (a coded project), or after names were learnt; gives the number of places replaced."""
    names = Names(project, key) if key else None
    text = text_of(project, source)
    edits = [Edit(start, end, replacement) for start, end, _, replacement, _ in spans(text, names)]
    with project.act("text screened", who, at, source):
        if edits:
            redact(project, source, edits, who, at)
        screened = screen(text_of(project, source), names)
        write_doubts(project, source, screened)
        if names is not None:
            forget(project, names)
        if edits or screened.doubts:
            project.connection.execute(
                "UPDATE source SET review = 'waiting', reviewed_by = '' WHERE guid = ?", (source,)
            )
    return len(edits)


def _replace(project: Project, source: str, names: Names, word: str, replacement: str, who: str, at: str) -> None:
    text = text_of(project, source)
    edits = [Edit(start, end, new) for start, end, _, new, _ in spans(text, names)]
    taken = [(edit.start, edit.end) for edit in edits]
    at_ = text.find(word)
    while at_ >= 0:
        end = at_ + len(word)
        alone = not (text[at_ - 1 : at_].isalnum() or text[end : end + 1].isalnum())
        if alone and not any(start < end and at_ < stop for start, stop in taken):
            edits.append(Edit(at_, end, replacement))
        at_ = text.find(word, end)
    if edits:
        redact(project, source, edits, who, at)
        write_doubts(project, source, screen(plain(text_of(project, source)), names))
