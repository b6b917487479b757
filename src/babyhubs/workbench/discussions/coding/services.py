"""What a coder does to a text. The record is told counts, never words; the project's own log has each act."""

from collections.abc import Sequence
from typing import Any

from babyhubs.discussions import coding, finished
from babyhubs.discussions.sentences import whole_words
from babyhubs.discussions.versions import text_of
from babyhubs.errors import InputError, Refused
from babyhubs.workbench.discussions.project import Acting, acting
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited


@audited("discussions.passage-coded", "coded a passage")
def code(
    actor: Actor,
    programme: Any,
    *,
    source: str,
    version: int,
    start: int,
    end: int,
    codes: Sequence[str],
    memo: str = "",
) -> Changed[coding.Coded]:
    """Codes, a memo or both on the words from start to end, widened to whole words. version: of the text that was on the page."""
    with acting(actor, programme) as act:
        me = _coder(act, actor)
        _require_open(act, source, me)
        if version != act.project.value("SELECT version FROM source WHERE guid = ?", source):
            raise Refused("The text has been corrected since you opened it.", remedy="Choose the words again.")
        start, end = whole_words(text_of(act.project, source), max(start, 0), end)
        made = coding.code_passage(act.project, source, start, end, codes, me, act.at, memo)
    return act.changed(made, codings=len(made.codings), memos=int(bool(memo)))


@audited("discussions.coding-taken-back", "took a code back")
def take_back(actor: Actor, programme: Any, *, given: str) -> Changed[str]:
    """One's own coding; gives the text."""
    with acting(actor, programme) as act:
        me = _coder(act, actor)
        row = act.project.row(
            "SELECT coding.coder, source FROM coding JOIN passage ON passage.guid = passage WHERE coding.guid = ?",
            given,
        )
        if row is None or row["coder"] != me:
            raise InputError("This is not a code that you put on.", remedy="Open the page again.")
        _require_open(act, row["source"], me)
        coding.withdraw(act.project, given, me, act.at)
    return act.changed(str(row["source"]), codings=-1)


@audited("discussions.coding-undone", "undid their last step of coding")
def undo(actor: Actor, programme: Any) -> Changed[str]:
    """One's own last step: a code put on, a code taken back or a memo; says which, or nothing where there is none."""
    with acting(actor, programme) as act:
        what = coding.undo(act.project, _coder(act, actor), act.at)
    return act.changed(what, undone=int(bool(what)))


@audited("discussions.text-memo-written", "wrote a memo")
def write_memo(actor: Actor, programme: Any, *, kind: str, target: str, text: str) -> Changed[str]:
    """A memo on a text, a code or the whole project."""
    with acting(actor, programme) as act:
        guid = coding.write_memo(act.project, kind, target, text, _coder(act, actor), act.at)
    return act.changed(guid, on=kind)


@audited("discussions.coding-finished", "finished coding a text")
def finish(actor: Actor, programme: Any, *, source: str) -> Changed[None]:
    """When a second person has finished it too, both see what the other coded."""
    with acting(actor, programme) as act:
        finished.finish(act.project, source, _coder(act, actor), act.at)
    return act.changed(None)


@audited("discussions.coding-taken-up", "took up coding a text again")
def go_on(actor: Actor, programme: Any, *, source: str) -> Changed[None]:
    """Not finished after all."""
    with acting(actor, programme) as act:
        finished.go_on(act.project, source, _coder(act, actor), act.at)
    return act.changed(None)


@audited("discussions.coding-looked-at", "looked at another's coding")
def look(actor: Actor, programme: Any, *, source: str) -> Changed[None]:
    """Before coding it oneself: from then on one is no independent second coder of the text."""
    with acting(actor, programme) as act:
        finished.look(act.project, source, _coder(act, actor), act.at)
    return act.changed(None)


def _coder(act: Acting, actor: Actor) -> str:
    """Who acts, as a coder of the project: by the account, because two people may have one name."""
    return coding.coder(act.project, actor.name, act.at, actor.key)


def _require_open(act: Acting, source: str, me: str) -> None:
    state = finished.states(act.project, source).get(source)
    if state and me in state.finished and not state.compared:
        raise Refused("You said that you have finished this text.", remedy="Press: go on coding.")
