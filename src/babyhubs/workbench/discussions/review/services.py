"""Everything that takes names out. The record is told how many words, never which."""

from typing import Any

from babyhubs.discussions import review
from babyhubs.workbench.discussions import project
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited


@audited("discussions.words-decided", "decided on words that may be names")
def decide(actor: Actor, programme: Any, source: str, *, decisions: dict[int, str]) -> Changed[int]:
    """doubt -> keep, or the kind of name that it is (person, place, organisation); gives how many were decided.

    A word that is replaced goes out of every text, so a later doubt on the same word may be gone already.
    """
    done = 0
    with project.acting(actor, programme) as act:
        for number, decision in decisions.items():
            row = act.project.row("SELECT decision FROM doubt WHERE number = ? AND source = ?", number, source)
            if row is None or row["decision"]:
                continue
            done += 1
            if decision == review.KEEP:
                review.decide(act.project, number, review.KEEP, act.who, act.at)
            else:
                review.decide(act.project, number, "replace", act.who, act.at, act.key(), decision)
    return act.changed(done, text=source, decided=done)


@audited("discussions.words-kept", "found the remaining words of a text harmless")
def keep_all(actor: Actor, programme: Any, source: str) -> Changed[int]:
    """A person has read the whole list."""
    with project.acting(actor, programme) as act:
        kept = review.keep_all(act.project, source, act.who, act.at)
    return act.changed(kept, text=source, kept=kept)


@audited("discussions.words-taken-out", "took words out of the texts")
def take_out(actor: Actor, programme: Any, *, words: str, kind: str) -> Changed[str]:
    """Words that nothing doubted; gives what stands there now."""
    with project.acting(actor, programme) as act:
        replacement = review.take_out(act.project, words, kind, act.who, act.at, act.key())
    return act.changed(replacement)


@audited("discussions.text-screened", "had a text screened for names again")
def screen_again(actor: Actor, programme: Any, source: str) -> Changed[int]:
    """With what was learnt since; gives how many places were replaced."""
    with project.acting(actor, programme) as act:
        places = review.screen_again(act.project, source, act.who, act.at, act.key())
    return act.changed(places, text=source, replaced=places)


@audited("discussions.text-passed", "passed a text: nothing in it points to anybody")
def pass_text(actor: Actor, programme: Any, source: str) -> Changed[None]:
    """From now on it may be coded."""
    with project.acting(actor, programme) as act:
        review.pass_text(act.project, source, act.who, act.at)
    return act.changed(None, text=source)
