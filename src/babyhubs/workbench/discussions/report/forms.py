"""What people say when they ask for a report, and when they ask that it may leave."""

from collections.abc import Sequence
from typing import Any

from django import forms

from babyhubs.discussions.coreq import Item
from babyhubs.workbench.programme.forms import used_as_field


class ReportForm(forms.Form):
    """Whose groups are compared, and what only the team can answer of COREQ's items."""

    attribute = forms.ChoiceField(
        label="Compare groups by",
        required=False,
        help_text="Small groups are hidden in the report, whatever you choose.",
    )

    def __init__(self, attributes: Sequence[str], items: Sequence[Item], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attribute"].choices = [("", "Nothing: everybody together"), *((name, name) for name in attributes)]
        self.items = [f"coreq_{one.number}" for one in items]
        for one in items:
            self.fields[f"coreq_{one.number}"] = forms.CharField(
                label=f"{one.number}. {one.name}",
                required=False,
                max_length=1_000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def coreq(self) -> dict[str, str]:
        """The answers by the item's number."""
        return {name.removeprefix("coreq_"): self.cleaned_data[name] for name in self.items}


class ReleaseForm(forms.Form):
    """A request that a report may leave the service."""

    title = forms.CharField(label="What is it?", max_length=200)
    reason = forms.CharField(
        label="Who needs it, and for what?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    used_as = used_as_field()
