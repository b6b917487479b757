"""What the overview shows."""

from typing import Any

from django.urls import reverse

from babyhubs.discussions import voices
from babyhubs.workbench.discussions import project
from babyhubs.workbench.discussions.models import DiscussionProject
from babyhubs.workbench.discussions.parts import PARTS


def so_far(programme: Any, row: DiscussionProject) -> list[str]:
    """How far they are, in sentences."""
    with project.opened(programme) as one:
        people, texts = len(voices.people(one)), one.count("source")
        waiting = one.value("SELECT count(*) FROM source WHERE review <> 'passed'")
        missing = project.unrecorded(one, row)
    said = [
        f"{people:,} {'person' if people == 1 else 'people'} took part, in {texts:,} text{'s' * (texts != 1)}."
        if texts
        else "Nobody has been heard yet."
    ]
    if waiting:
        said.append(f"{waiting:,} of the texts wait{'s' if waiting == 1 else ''} for somebody who looks for names.")
    if missing:
        said.append(
            f"{missing:,} act{'s stand' if missing > 1 else ' stands'} in the project's own log and not in the record: something was cut off."
        )
    return said


def parts(request: Any) -> list[dict[str, str]]:
    """The pages that this person may open."""
    return [
        {"title": one.title, "hint": one.hint, "address": reverse(one.route, args=[request.programme.pk])}
        for one in PARTS
        if one.permission in request.rights
    ]
