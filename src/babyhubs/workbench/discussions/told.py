"""One parent's own contribution, taken down at once: who they say they are, what they agreed to, and what they said."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from babyhubs.discussions import consents, frame
from babyhubs.discussions.known_groups import ASKED_AS
from babyhubs.discussions.project import Project
from babyhubs.discussions.receipt import Receipt
from babyhubs.discussions.taking_down import Discussion, add_text
from babyhubs.errors import InputError, Refused
from babyhubs.workbench.discussions.about import USE
from babyhubs.workbench.discussions.frame.presenters import USES, row_of, whom
from babyhubs.workbench.discussions.naming import next_label, next_name
from babyhubs.workbench.discussions.project import Acting


@dataclass(frozen=True, slots=True)
class Told:
    """What one parent said. about: without name and participants. agreed: purpose -> yes or no. values: attribute -> value."""

    text: str
    about: Discussion
    agreed: Mapping[str, bool]
    values: Mapping[str, str] = field(default_factory=dict)
    role: str = "parent"
    row: str = ""  # of the frame, where it is known by which they were asked
    code: str = ""  # with which they can take it all back


def take_down(act: Acting, told: Told, form: str) -> tuple[str, str]:
    """Participant, consents, text, code and count in one act; gives the GUIDs of participant and text. form: where they agreed."""
    values = {**as_asked(act.project, told.row), **told.values}  # what they say themselves goes before
    if not told.agreed.get(consents.USE):
        raise Refused(
            "Without the parent's consent to use it, nothing is kept.", remedy="Thank them, and leave the page."
        )
    one = act.project
    receipt = Receipt("told by a parent")
    with one.act("told by a parent", act.who, act.at):
        label, name = next_label(one), next_name(one)
        participant = consents.participant_inside(one, label, told.role, values)
        for purpose, given in told.agreed.items():
            consents.record_inside(one, participant, purpose, given, act.who, act.at[:10], form)
        about = Discussion(
            name=name,
            kind=told.about.kind,
            language=told.about.language,
            day=told.about.day or act.at[:10],
            place=told.about.place,
            interpreter=told.about.interpreter,
            description=told.about.description,
            safeguarding=told.about.safeguarding,
            participants=(participant,),
        )
        source = add_text(one, told.text, about, act.who, act.at, receipt, act.key())
        if told.code:
            consents.give_code_inside(one, participant, told.code)
        if told.row:
            _count_up(act, told.row)
    return participant, source


def as_asked(one: Project, row: str) -> dict[str, str]:
    """What the row of the frame says of whoever was asked by it: how they use the hub, and as whom they were asked."""
    if not row:
        return {}
    found = row_of(one, row)
    if found is None:
        raise InputError("There is no such row in the frame.", where=row, remedy="Choose one that is there.")
    return {USE: USES[found.use], ASKED_AS: whom(found.attribute, found.group)}


def _count_up(act: Acting, row: str) -> None:
    """One more person of a row took part; who took part was also invited, reached and agreed, counted or not."""
    now = next(one for one in frame.rows(act.project) if one.guid == row).counts
    took_part = now["took part"] + 1
    more = {stage: took_part - now[stage] for stage in frame.STAGES if now[stage] < took_part}
    frame.count_inside(act.project, row, more, act.at[:10], act.who)
