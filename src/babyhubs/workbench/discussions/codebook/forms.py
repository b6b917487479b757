"""What people fill in about the codebook."""

from typing import Any

from django import forms

from babyhubs.discussions.codebook import BARRIER, CONTEXT, FACILITATOR

DIRECTIONS = (
    ("", "None"),
    (BARRIER, "▼ Barrier: makes it harder to come, or to come again"),
    (FACILITATOR, "▲ Facilitator: makes it easier"),
    (CONTEXT, "● Context: neither"),
)


def _long(label: str, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )


class ShippedForm(forms.Form):
    """A codebook that comes with the program."""

    name = forms.ChoiceField(label="A codebook that comes with the program")

    def __init__(self, books: list[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data)
        self.fields["name"].choices = books


class CodeForm(forms.Form):
    """A code. above: codes below which it may stand."""

    name = forms.CharField(label="Name", max_length=200)
    parent = forms.ChoiceField(label="Below", required=False)
    direction = forms.ChoiceField(label="Direction", required=False, choices=DIRECTIONS, widget=forms.RadioSelect)
    definition = _long("What it means")
    include = _long("What belongs to it")
    exclude = _long("What does not, and where that goes")
    example = _long("An example")

    def __init__(self, above: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = [("", "Nothing: it stands by itself"), *above]
