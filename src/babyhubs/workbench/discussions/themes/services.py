"""What changes in the themes. Whether a quote may be printed is checked when it is shown, and again when the report is built."""

from collections.abc import Sequence
from typing import Any

from babyhubs.discussions import themes
from babyhubs.discussions.gate import is_cut_from
from babyhubs.errors import InputError
from babyhubs.workbench.discussions.project import acting
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited


@audited("discussions.theme-added", "wrote a theme")
def add(actor: Actor, programme: Any, *, name: str, statement: str, codes: Sequence[str]) -> Changed[str]:
    """A name, a sentence that says what was found, and the codes that it rests on."""
    with acting(actor, programme) as act:
        guid = themes.add_theme(act.project, name.strip(), statement.strip(), codes, act.who, act.at)
    return act.changed(guid, codes=len(codes))


@audited("discussions.theme-changed", "changed a theme")
def change(
    actor: Actor, programme: Any, *, theme: str, name: str, statement: str, codes: Sequence[str]
) -> Changed[None]:
    """Its words or its codes."""
    with acting(actor, programme) as act:
        themes.change_theme(act.project, theme, name.strip(), statement.strip(), codes, act.who, act.at)
    return act.changed(None, codes=len(codes))


@audited("discussions.theme-withdrawn", "took a theme out of the report")
def withdraw(actor: Actor, programme: Any, *, theme: str) -> Changed[None]:
    """It stays in the project's log."""
    with acting(actor, programme) as act:
        themes.withdraw_theme(act.project, theme, act.who, act.at)
    return act.changed(None)


@audited("discussions.quote-chosen", "chose a quote for a theme")
def choose(
    actor: Actor, programme: Any, *, theme: str, passage: str, wording: str = "", against: bool = False
) -> Changed[None]:
    """wording: the passage shortened, each cut shown as [...]. against: it does not fit the theme."""
    with acting(actor, programme) as act:
        words = str(act.project.value("SELECT quote FROM passage WHERE guid = ?", passage) or "")
        wording = wording.strip() or words
        if not is_cut_from(wording, words):
            raise InputError(
                "These are not letter for letter the words of the passage.",
                remedy="Leave words out only whole, and show each cut as [...].",
            )
        themes.choose_quote(act.project, theme, passage, act.who, act.at, wording, against)
    return act.changed(None, against=int(against))


@audited("discussions.quote-dropped", "took a quote out of a theme")
def drop(actor: Actor, programme: Any, *, theme: str, passage: str) -> Changed[None]:
    """The passage keeps its codes."""
    with acting(actor, programme) as act:
        themes.drop_quote(act.project, theme, passage, act.who, act.at)
    return act.changed(None)
