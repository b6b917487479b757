"""Who took part, what they say of themselves, and what they agreed to; consent is only added to, and the latest word counts.

No name is kept here: a participant has a label without meaning. The consent sheet's names go into the sealed list (pseudonyms.sealing).
"""

import hashlib
import re
from collections.abc import Mapping

from babyhubs.discussions.anchors import Edit
from babyhubs.discussions.project import Project
from babyhubs.discussions.versions import redact, text_of
from babyhubs.errors import InputError

USE, QUOTE, PARAPHRASE, RECORD, ARCHIVE = "use", "quote", "paraphrase", "record", "archive"
PURPOSES = (USE, QUOTE, PARAPHRASE, RECORD, ARCHIVE)
NOT_ASKED, DECLINED, UNKNOWN = "not asked", "declined", "unknown"
WITHDRAWN = "[withdrawn]"
SHORTEST_CODE = 8


def add_participant(
    project: Project, label: str, who: str, at: str, role: str = "parent", values: Mapping[str, str] | None = None
) -> str:
    """A participant by label; gives the GUID. Values by attribute: what they say, or: not asked, declined, unknown."""
    with project.act("participant added", who, at, label):
        return participant_inside(project, label, role, values or {})


def participant_inside(project: Project, label: str, role: str, values: Mapping[str, str]) -> str:
    """The same inside an act that is open."""
    if not label.strip():
        raise InputError("A participant needs a label.", remedy="Give P1, P2 and so on: no name and no initials.")
    found = project.value("SELECT guid FROM participant WHERE label = ?", label)
    guid = str(found) if found else project.identifier("participant", label)
    project.connection.execute("INSERT OR IGNORE INTO participant VALUES (?, ?, ?, '')", (guid, label, role))
    for name, value in values.items():
        variable = project.value("SELECT guid FROM variable WHERE name = ?", name)
        if variable is None:
            variable = project.identifier("variable", name)
            project.connection.execute("INSERT INTO variable VALUES (?, ?, 'Text', '')", (variable, name))
        said = " ".join(value.split())
        status = (
            said.casefold() if said.casefold() in {NOT_ASKED, DECLINED, UNKNOWN} else "given" if said else NOT_ASKED
        )
        project.connection.execute(
            "INSERT OR REPLACE INTO participant_value VALUES (?, ?, ?, ?)",
            (guid, variable, said if status == "given" else "", status),
        )
    return guid


def record(
    project: Project, participant: str, purpose: str, given: bool, who: str, at: str, day: str = "", form: str = ""
) -> None:
    """Write down that a participant agreed to a purpose, or no longer does."""
    with project.act("consent given" if given else "consent withdrawn", who, at, participant, purpose):
        record_inside(project, participant, purpose, given, who, day, form)


def record_inside(project: Project, participant: str, purpose: str, given: bool, who: str, day: str, form: str) -> None:
    """The same inside an act that is open."""
    if purpose not in PURPOSES:
        raise InputError(f"{purpose!r} is not a purpose.", remedy="Use one of " + ", ".join(PURPOSES) + ".")
    project.connection.execute(
        "INSERT INTO consent (participant, purpose, given, day, form, recorded_by) VALUES (?, ?, ?, ?, ?, ?)",
        (participant, purpose, int(given), day, form, who),
    )


def consents(project: Project, purpose: str) -> dict[str, bool | None]:
    """For each participant: yes, no, or None where nobody has asked. The latest word counts."""
    found: dict[str, bool | None] = dict.fromkeys(row[0] for row in project.rows("SELECT guid FROM participant"))
    for row in project.rows("SELECT participant, given FROM consent WHERE purpose = ? ORDER BY number", purpose):
        found[row["participant"]] = bool(row["given"])
    return found


def withdraw_everything(project: Project, participant: str, who: str, at: str) -> None:
    """A participant takes back what they said: consent ends, and their words leave every text for good.

    In a group only their own turns go; where nobody else took part, all but the interviewer's words go.
    """
    with project.act("participant withdrew", who, at, participant):
        for purpose in PURPOSES:
            record_inside(project, participant, purpose, False, who, at[:10], "")
        for row in project.rows("SELECT source, speaker FROM participant_source WHERE participant = ?", participant):
            others = project.value(
                "SELECT count(*) FROM participant_source WHERE source = ? AND participant <> ?",
                row["source"],
                participant,
            )
            turns = project.rows("SELECT * FROM turn WHERE source = ? ORDER BY number", row["source"])
            own = [one for one in turns if (one["speaker"] == row["speaker"] if others else not one["asks"])]
            text = text_of(project, row["source"])
            edits = [
                Edit(one["said"], one["said"] + len(text[one["said"] : one["end"]].rstrip()), WITHDRAWN)
                for one in own
                if text[one["said"] : one["end"]].strip()
            ]
            if edits:
                redact(project, row["source"], edits, who, at)
                project.connection.execute(
                    "UPDATE coding SET withdrawn_by = (SELECT max(number) FROM act) WHERE withdrawn_by IS NULL AND passage IN"
                    " (SELECT guid FROM passage WHERE source = ? AND instr(quote, ?) > 0)",
                    (row["source"], WITHDRAWN),
                )
        project.connection.execute("DELETE FROM participant_value WHERE participant = ?", (participant,))


def give_code(project: Project, participant: str, code: str, who: str, at: str) -> None:
    """Remember the code with which a parent can withdraw; only its digest is kept."""
    with project.act("code to withdraw given", who, at, participant):
        give_code_inside(project, participant, code)


def give_code_inside(project: Project, participant: str, code: str) -> None:
    """The same inside an act that is open."""
    if len(code.strip()) < SHORTEST_CODE:
        raise InputError(f"A code to withdraw with has at least {SHORTEST_CODE} characters.")
    project.connection.execute("INSERT INTO withdrawal_code VALUES (?, ?)", (_digest(project, code), participant))


def participant_of_code(project: Project, code: str) -> str | None:
    """Whose code this is, or None."""
    found = project.value("SELECT participant FROM withdrawal_code WHERE digest = ?", _digest(project, code))
    return None if found is None else str(found)


def _digest(project: Project, code: str) -> str:
    """Slow on purpose: short codes must not be guessed from a copy of the project."""
    plain = code.strip().upper().replace("-", "").replace(" ", "")
    return hashlib.scrypt(plain.encode(), salt=project.guid.bytes, n=2**14, r=8, p=1).hex()


def link_speaker(project: Project, participant: str, source: str, speaker: str, who: str, at: str) -> None:
    """Say which label in a text is this participant."""
    if not project.row("SELECT 1 FROM turn WHERE source = ? AND speaker = ?", source, speaker):
        raise InputError(
            f"Nobody in this text is called {speaker!r}.", where=source, remedy="Choose one of its speakers."
        )
    with project.act("speaker named", who, at, source, participant):
        project.connection.execute(
            "INSERT INTO participant_source VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET speaker = excluded.speaker",
            (participant, source, speaker),
        )


def label_is_safe(label: str) -> bool:
    """Whether a label looks like one without meaning (P1, Parent 12, M03)."""
    return re.fullmatch(r"[A-Za-z]{1,12}[ _-]?\d{1,4}", label) is not None
