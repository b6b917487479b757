"""Whose codings somebody may see: while two people code a text, neither sees what the other coded there, on any page."""

from typing import Any

from babyhubs.discussions.finished import State, states
from babyhubs.discussions.project import Project
from babyhubs.discussions.voices import Voice, voices
from babyhubs.workbench.access.permission import Permission


def coder_of(request: Any) -> str:
    """By which a person is known as a coder in the project."""
    return str(request.user.pk)


def sees_others(request: Any, state: State) -> bool:
    """Whether this person sees on a text's own page what others coded in it. Who may not code is no second coder."""
    return Permission.DISCUSSIONS_CODE not in request.rights or state.sees(coder_of(request))


def hidden(request: Any, project: Project) -> set[str]:
    """Texts that this person codes beside another, unseen by each other: of these only their own codings are shown to them."""
    me = coder_of(request)
    return {source for source, one in states(project).items() if me in one.coded and not one.sees(me)}


def evidence(request: Any, project: Project) -> list[Voice]:
    """The codings that count on pages about all texts, as far as this person may see them."""
    me, unseen = coder_of(request), hidden(request, project)
    return [one for one in voices(project) if one.coder == me or one.source not in unseen]
