"""The versions of the plans of a programme's rooms, and the pictures that they lie on."""

from dataclasses import replace

from django.db.models import Exists, OuterRef
from django.db.models.fields.json import KT
from django.urls import reverse

from babyhubs.observations.layout import Layout, read
from babyhubs.workbench.observations.models import RoomPicture, RoomPlan
from babyhubs.workbench.programme.models import Programme


def newest(programme: Programme) -> list[RoomPlan]:
    """Of each room its newest version, by name. there: whether the picture that it names was not removed."""
    there = RoomPicture.objects.filter(programme=OuterRef("programme"), name=OuterRef("shown"), removed_at=None)
    plans = RoomPlan.objects.filter(programme=programme).annotate(shown=KT("content__picture"))
    found: dict[str, RoomPlan] = {}
    for one in plans.annotate(there=Exists(there)):
        found.setdefault(one.identity, one)
    return list(found.values())


def given_out(programme: Programme) -> list[Layout]:
    """The same as layouts, without pictures that are not there any more."""
    found = ((one, read(one.content)) for one in newest(programme))
    return [layout if one.there else replace(layout, picture="") for one, layout in found if layout is not None]


def pictures(programme: Programme) -> dict[str, RoomPicture]:
    """Those that were not removed, by name, without their bytes."""
    found = RoomPicture.objects.filter(programme=programme, removed_at=None).defer("content")
    return {one.name: one for one in found}


def address(picture: RoomPicture) -> str:
    """Where a picture is shown."""
    return str(reverse("observation-room-picture", args=[picture.programme_id, picture.pk]))
