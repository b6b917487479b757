"""Searching and checking the record."""

from typing import Any

from django import forms

from babyhubs.errors import InputError
from babyhubs.workbench.record.chain import Anchor


class SearchForm(forms.Form):
    """What to look for."""

    words = forms.CharField(label="Words", required=False, max_length=100, help_text="In a name or in the details.")
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


class CheckForm(forms.Form):
    """A head of the record that was kept outside the database."""

    head = forms.CharField(
        label="Head of the record that you kept",
        required=False,
        max_length=100,
        help_text="It is in the name of each backup, in each evidence pack, and on the terminal when the workbench starts.",
    )

    def clean_head(self) -> Any:
        """The anchor, or nothing."""
        text = self.cleaned_data["head"]
        if not text:
            return None
        try:
            return Anchor.read(text)
        except InputError as error:
            raise forms.ValidationError(f"{error.what} {error.remedy}") from error
