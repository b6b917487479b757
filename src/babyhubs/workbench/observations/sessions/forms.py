"""What people send or write about a session."""

from typing import Any

from django import forms

LARGEST = 30 * 1024 * 1024  # bytes: a session of a whole day is a few megabytes


class HandedOverForm(forms.Form):
    """A log that was handed over as a file."""

    file = forms.FileField(label="The file from the phone", help_text="It ends in .obs.jsonl.")

    def clean_file(self) -> Any:
        """Not too large."""
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST:
            raise forms.ValidationError("This file is larger than 30 MB, and so no session.")
        return sent


class RecordedForm(forms.Form):
    """What the records say of a session."""

    attendances = forms.IntegerField(
        label="Attendances in the records for that session",
        min_value=0,
        max_value=2000,
        help_text="As the record system has them after the day. Against the families counted at the door, this is the capture rate.",
    )


class RemoveForm(forms.Form):
    """Why a log goes."""

    why = forms.CharField(label="Why does it go?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
