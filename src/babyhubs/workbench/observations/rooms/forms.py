"""What people fill in to draw a room: boxes by their edges, or a file with polygons."""

import json
from collections.abc import Iterator
from typing import Any

from django import forms

from babyhubs.observations.ethogram import starter
from babyhubs.observations.log.operation import PLAN
from babyhubs.observations.starter_layout import starter as boxes

LARGEST = 200 * 1024  # bytes of a file: a plan is a few thousand
EDGES = (("left", "Left edge"), ("top", "Top edge"), ("right", "Right edge"), ("bottom", "Bottom edge"))


class BoxesForm(forms.Form):
    """A box for each zone, in hundredths of the room's width and depth; an empty row is no zone."""

    identity = forms.SlugField(label="Name of the room", max_length=40, help_text="As: easton-hall. Not its address.")
    wide = forms.DecimalField(
        label="Width in metres",
        required=False,
        min_value=1,
        max_value=100,
        help_text="Leave it empty if nobody measured it.",
    )
    deep = forms.DecimalField(label="Depth in metres", required=False, min_value=1, max_value=100)

    def __init__(self, *args: Any, plan: dict[str, Any] | None = None, **kwargs: Any) -> None:
        given = plan or _as_boxes(None)
        kwargs["initial"] = kwargs.get("initial", {}) | _initial(given)
        super().__init__(*args, **kwargs)
        self.zones = list(starter().zones)
        for zone in self.zones:
            for edge, words in EDGES:
                self.fields[f"{zone}_{edge}"] = forms.IntegerField(
                    label=f"{starter().label(zone)}: {words.lower()}", required=False, min_value=0, max_value=100
                )

    def rows(self) -> Iterator[tuple[str, list[Any]]]:
        """Zone by zone: its name, and the four fields."""
        for zone in self.zones:
            yield starter().label(zone), [self[f"{zone}_{edge}"] for edge, _ in EDGES]

    def clean(self) -> dict[str, Any]:
        """A row is whole, or empty."""
        given = super().clean() or {}
        zones = []
        for zone in self.zones:
            given_edges = [given.get(f"{zone}_{edge}") for edge, _ in EDGES]
            edges = [round(edge * PLAN / 100) for edge in given_edges if edge is not None]
            if not edges:
                continue
            if len(edges) < len(EDGES):
                if not any(f"{zone}_{edge}" in self.errors for edge, _ in EDGES):
                    self.add_error(f"{zone}_left", f"{starter().label(zone)}: fill in all four edges, or none.")
                continue
            left, top, right, bottom = edges
            if right <= left or bottom <= top:
                self.add_error(
                    f"{zone}_right", f"{starter().label(zone)}: right and bottom are larger than left and top."
                )
                continue
            corners = [[left, top], [right, top], [right, bottom], [left, bottom]]
            zones.append({"id": zone, "label": starter().label(zone), "polygon": corners})
        plan: dict[str, Any] = {"zones": zones}
        if given.get("wide") and given.get("deep"):
            plan["scale"] = [round(given["wide"] * 1000), round(given["deep"] * 1000)]
        elif given.get("wide") or given.get("deep"):
            self.add_error("deep", "Give width and depth, or neither.")
        return given | {"plan": plan}


class PlanFileForm(forms.Form):
    """A plan with polygons, drawn elsewhere."""

    identity = forms.SlugField(label="Name of the room", max_length=40, help_text="As: easton-hall. Not its address.")
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


def _as_boxes(plan: dict[str, Any] | None) -> dict[str, Any]:
    if plan is not None:
        return plan
    zones = [
        {"id": one.identity, "polygon": [list(corner) for corner in one.polygon]} for one in boxes(starter()).zones
    ]
    return {"zones": zones}


def _initial(plan: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for zone in plan["zones"]:
        xs, ys = ([corner[axis] for corner in zone["polygon"]] for axis in (0, 1))
        edges = (min(xs), min(ys), max(xs), max(ys))
        found |= {f"{zone['id']}_{edge}": round(100 * at / PLAN) for (edge, _), at in zip(EDGES, edges, strict=True)}
    if scale := plan.get("scale"):
        found |= {"wide": scale[0] / 1000, "deep": scale[1] / 1000}
    return found
