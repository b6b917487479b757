"""The beginning of the discussions of a programme. What follows is in the subpackages."""

import shutil
from typing import Any

from django.conf import settings
from django.utils import timezone

from babyhubs.discussions import codebook
from babyhubs.discussions import project as library
from babyhubs.errors import InputError
from babyhubs.workbench.discussions import places, project
from babyhubs.workbench.discussions.models import DiscussionProject
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited


@audited("discussions.begun", "began the discussions")
def begin(actor: Actor, programme: Any) -> Changed[DiscussionProject]:
    """An empty project with the default codebook, and the key of its names in another place."""
    if project.row_of(programme) is not None:
        raise InputError("The discussions of this programme have begun already.", remedy="Go on with them.")
    path = places.of_project(settings.BABYHUBS.folder, programme.pk)
    if path.parent.exists():  # of a start that was cut off: nobody was told of it, and nothing is in it
        shutil.rmtree(path.parent)
    path.parent.mkdir(mode=0o700, parents=True)
    project.key(programme.pk)
    at = timezone.now().isoformat(timespec="seconds")
    with library.create(path, programme.name, actor.name, at) as one:
        codebook.add_shipped(one, codebook.DEFAULT, actor.name, at)
        row = DiscussionProject.objects.create(
            programme=programme, begun_by_id=actor.key or None, last_act=project.newest_act(one)
        )
    return Changed(row, subject=row, programme=programme.pk, details={"codebook": codebook.DEFAULT})
