"""What people send to bring a code book."""

from typing import Any

from django import forms

from babyhubs.observations.ethogram import LARGEST


class CodeBookForm(forms.Form):
    """A file like the one that ships."""

    file = forms.FileField(
        label="The code book (TOML)", help_text="A text file like the starter, with your own id and version."
    )

    def clean_file(self) -> Any:
        """Its name and its text."""
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST:
            raise forms.ValidationError("A code book is smaller than 200 kB.")
        try:
            return sent.name, sent.read().decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(
                "This file is not text (UTF-8). Save it as plain text, not from a word processor."
            ) from error
