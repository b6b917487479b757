"""What the overview shows."""

from typing import Any

from django.urls import reverse

from babyhubs.workbench.discussions.parts import PARTS


def parts(request: Any) -> list[dict[str, str]]:
    """The pages that this person may open."""
    return [
        {"title": one.title, "hint": one.hint, "address": reverse(one.route, args=[request.programme.pk])}
        for one in PARTS
        if one.permission in request.rights
    ]
