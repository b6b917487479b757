"""What people decide when they plan what to watch."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms

from babyhubs.workbench.observations.plan.choosing import Missed

ASKED_ABOUT = 12  # groups without a known place: the largest shortfalls and the unseen; more would be no help
SCANS = ((0, "No scans"), (300, "Every 5 minutes"), (600, "Every 10 minutes"), (900, "Every 15 minutes"))


class PlanForm(forms.Form):
    """How many hubs and how closely, and for groups whose place the audit does not say, a hub."""

    hubs = forms.IntegerField(
        label="How many hubs that missed families are near to?", min_value=1, max_value=20, initial=3
    )
    contrasts = forms.IntegerField(
        label="How many others, to set beside them?", min_value=0, max_value=20, initial=3,
        help_text="Each is as alike in size as can be, with another model. Two clinics in each model is the least that can say anything about a model.",
    )  # fmt: skip
    sessions = forms.IntegerField(label="How many sessions at each hub?", min_value=1, max_value=20, initial=1)
    half_width = forms.IntegerField(
        label="How exact must a share of time be?", min_value=1, max_value=30, initial=10,
        help_text="10: to within 10 in 100 either way.",
    )  # fmt: skip
    scan = forms.TypedChoiceField(label="Scans", choices=SCANS, coerce=int, initial=300, widget=forms.RadioSelect)

    def __init__(self, groups: Iterable[Missed], hubs: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = [one for one in groups if not one.hub][:ASKED_ABOUT]
        choices = [("", "I do not know"), *hubs]
        for place, one in enumerate(self.asked):
            self.fields[f"where_{place}"] = forms.ChoiceField(
                label=f"{one.about}: at or near which hub?", choices=choices, required=False
            )

    def general(self) -> Iterator[Any]:
        """The fields that every plan has."""
        return (self[name] for name in ("hubs", "contrasts", "sessions", "half_width", "scan"))

    def places(self) -> Iterator[Any]:
        """The fields about groups."""
        return (self[f"where_{place}"] for place in range(len(self.asked)))

    def where(self) -> dict[str, str]:
        """Group -> hub, as somebody named it."""
        return {one.key: self.cleaned_data[f"where_{place}"] for place, one in enumerate(self.asked)}
