"""What people fill in to draw a room: a picture, the corners of zones, or a file with polygons."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms

from babyhubs.errors import InputError
from babyhubs.observations import drawn, layout
from babyhubs.observations import picture as pictures
from babyhubs.observations.ethogram import Ethogram
from babyhubs.observations.log.operation import PLAN
from babyhubs.observations.starter_layout import starter as boxes
from babyhubs.workbench.observations.models import RoomPicture

LARGEST = 200 * 1024  # bytes of a file: a plan is a few thousand
HUNDREDTH = PLAN // 100
IDENTITY = {"label": "Name of the room", "max_length": 40, "help_text": "As: easton-hall. Not its address."}
Corners = list[list[int]]


class PictureForm(forms.Form):
    """A photo, or a scan of a sketch, of the empty room."""

    identity = forms.SlugField(**IDENTITY)
    picture = forms.FileField(
        label="The picture",
        help_text="JPEG, PNG or WebP, 12 MB at most. From above, or a sketch or fire plan: a photo from the door makes the far end look small.",
        widget=forms.FileInput,
    )
    nobody = forms.BooleanField(
        label="Nobody is in the picture, and no name or face on a wall, a screen or a notice board",
        error_messages={"required": "Look at the picture again: say that nobody is in it, or take another one."},
    )

    def clean_picture(self) -> pictures.Picture:
        """Read, and written anew."""
        sent = self.cleaned_data["picture"]
        try:
            return pictures.read(sent.read(pictures.LIMITS.largest + 1), sent.name)
        except InputError as error:
            raise forms.ValidationError(f"{error.what} {error.remedy}") from error


class RemovePictureForm(forms.Form):
    """Why a picture goes."""

    why = forms.CharField(label="Why does it go?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class ZonesForm(forms.Form):
    """The corners of each zone, in hundredths of the room's width and depth; an empty field is no zone."""

    identity = forms.SlugField(**IDENTITY)
    measure = forms.CharField(
        label="The measure: two points of the picture",
        required=False,
        max_length=60,
        help_text="As: 10 50, 90 50. Two corners of the room, or the ends of a wall that somebody measured.",
    )
    metres = forms.DecimalField(label="Metres between them", required=False, min_value=Decimal("0.5"), max_value=200)
    wide = forms.DecimalField(
        label="Width in metres",
        required=False,
        min_value=1,
        max_value=100,
        help_text="Leave it empty if nobody measured it.",
    )
    deep = forms.DecimalField(label="Depth in metres", required=False, min_value=1, max_value=100)
    all_the_same = forms.BooleanField(
        label="Keep this plan all the same",
        required=False,
        help_text="Better: draw it otherwise. A tick keeps it as it is.",
    )

    def __init__(
        self,
        book: Ethogram,
        *args: Any,
        plan: dict[str, Any] | None = None,
        shown: RoomPicture | None = None,
        **kwargs: Any,
    ) -> None:
        self.shown = shown
        given = plan or ({"zones": []} if shown else layout.as_json(boxes(book)))
        labels = {zone["id"]: zone["label"] for zone in given["zones"]}
        self.zones = {zone: book.label(zone) for zone in book.zones} | labels
        kwargs["initial"] = kwargs.get("initial", {}) | _initial(given, shown)
        super().__init__(*args, **kwargs)
        for name in ("wide", "deep") if shown else ("measure", "metres"):
            del self.fields[name]
        for zone, label in self.zones.items():
            self.fields[f"zone_{zone}"] = forms.CharField(label=label, required=False, max_length=1000)
        self.remarks: list[str] = []

    def corners(self) -> Iterator[Any]:
        """The fields of the zones."""
        return (self[f"zone_{zone}"] for zone in self.zones)

    def scales(self) -> Iterator[Any]:
        """The fields from which square metres come."""
        return (self[name] for name in (("measure", "metres") if self.shown else ("wide", "deep")))

    def clean(self) -> dict[str, Any]:
        """Shapes that can be used; what would be better otherwise is said once, and kept if somebody says so."""
        given = super().clean() or {}
        zones = []
        for zone, label in self.zones.items():
            try:
                found = corners(given.get(f"zone_{zone}") or "")
                if found:
                    one = {"id": zone, "label": label, "polygon": found}
                    read = layout.read({"id": "room", "version": 1, "zones": [one]})
                    assert read is not None
                    drawn.check(read)
                    zones.append(one)
            except InputError as error:
                self.add_error(f"zone_{zone}", f"{error.what} {error.remedy}".strip())
        plan: dict[str, Any] = {"zones": zones}
        if scale := self._scale(given):
            plan["scale"] = scale
        if not self.errors and not given.get("all_the_same"):
            read = layout.read(plan | {"id": "room", "version": 1})
            self.remarks = drawn.remarks(read) if read else []
            for remark in self.remarks:
                self.add_error("all_the_same", remark)
        return given | {"plan": plan}

    def _scale(self, given: dict[str, Any]) -> list[int] | None:
        """Width and depth of the plan in millimetres."""
        first, second = (given.get(one) for one in (("measure", "metres") if self.shown else ("wide", "deep")))
        if not first and not second:
            return None
        if not first or not second:
            missing = ("metres", "Give two points and the metres between them, or neither.")
            self.add_error(*(missing if self.shown else ("deep", "Give width and depth, or neither.")))
            return None
        if self.shown is None:
            return [round(first * 1000), round(second * 1000)]
        try:
            ends = _pairs(first)
            if len(ends) != 2:
                raise InputError("The measure has two points.", remedy="As: 10 50, 90 50.")
            (left, top), (right, bottom) = ends
            across, down = (right - left) * self.shown.width, (bottom - top) * self.shown.height
            if (long := (across**2 + down**2) ** 0.5 / PLAN) < 1:
                raise InputError("The two points of the measure are the same.")
        except InputError as error:
            self.add_error("measure", f"{error.what} {error.remedy}".strip())
            return None
        each = float(second) * 1000 / long  # millimetres a point of the picture
        return [round(self.shown.width * each), round(self.shown.height * each)]


class PlanFileForm(forms.Form):
    """A plan with polygons, drawn elsewhere."""

    identity = forms.SlugField(**IDENTITY)
    file = forms.FileField(
        label="The plan (JSON)",
        help_text="With zones, each with id, label and polygon, in ten-thousandths of the plan.",
    )

    def clean_file(self) -> Any:
        """Read as JSON."""
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST:
            raise forms.ValidationError("A plan is smaller than 200 kB.")
        try:
            return json.loads(sent.read().decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError("This file is not JSON.") from error


def corners(text: str) -> Corners:
    """Corners in ten-thousandths from hundredths as people write them. Two are the opposite corners of a box."""
    found = _pairs(text)
    if len(found) == 2:
        (left, top), (right, bottom) = found
        return [[left, top], [right, top], [right, bottom], [left, bottom]]
    if len(found) == 1:
        raise InputError(
            "One corner is no zone.", remedy="Give two opposite corners of a box, or three corners and more."
        )
    return found


def words(polygon: Corners) -> str:
    """Corners as they stand in a field."""
    return ", ".join(f"{_number(x)} {_number(y)}" for x, y in polygon)


def _pairs(text: str) -> Corners:
    numbers = re.split(r"[\s,;]+", text.strip()) if text.strip() else []
    try:
        found = [round(float(number) * HUNDREDTH) for number in numbers if re.fullmatch(r"\d{1,3}(\.\d{1,4})?", number)]
    except ValueError:
        found = []
    if len(found) < len(numbers) or len(found) % 2 or any(number > PLAN for number in found):
        raise InputError("Corners are pairs of numbers from 0 to 100.", remedy="As: 10 20, 40 20, 40 60.")
    return [list(pair) for pair in zip(found[::2], found[1::2], strict=True)]


def _number(value: int) -> str:
    return f"{value / HUNDREDTH:.2f}".rstrip("0").rstrip(".")


def _initial(plan: dict[str, Any], shown: RoomPicture | None) -> dict[str, Any]:
    found: dict[str, Any] = {f"zone_{zone['id']}": words(zone["polygon"]) for zone in plan["zones"]}
    if scale := plan.get("scale"):
        found |= {"wide": scale[0] / 1000, "deep": scale[1] / 1000}
        if (
            shown is not None and abs(scale[0] * shown.height - scale[1] * shown.width) <= scale[0]
        ):  # of this very shape
            found |= {"measure": "0 0, 100 0", "metres": scale[0] / 1000}
    return found
