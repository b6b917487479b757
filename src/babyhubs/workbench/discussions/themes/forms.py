"""What people write about a theme."""

from typing import Any

from django import forms


class ThemeForm(forms.Form):
    """A theme. codes: those of the codebook, in its order."""

    name = forms.CharField(label="Name", max_length=120, help_text="A few words, as: Getting there costs too much.")
    statement = forms.CharField(
        label="What was found, in a sentence",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It is printed as it stands here. No names, no places.",
    )
    codes = forms.MultipleChoiceField(label="The codes that it rests on", widget=forms.CheckboxSelectMultiple)

    def __init__(self, codes: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = codes
