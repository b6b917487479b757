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


def evidence(request: Any, project: Project) -> list[Voice]:
    """The codings that count on pages about all texts: of a text that somebody is coding beside another, only their own."""
    me = coder_of(request)
    hidden = {source for source, one in states(project).items() if me in one.coded and not one.sees(me)}
    return [one for one in voices(project) if one.coder == me or one.source not in hidden]
