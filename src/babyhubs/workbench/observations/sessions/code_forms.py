"""What comes in from the codes on a phone's screen: photographs, and parts that were found before."""

import base64
import binascii
from typing import Any

from django import forms

from babyhubs.errors import InputError
from babyhubs.observations.qr import part as codes

MOST = 100  # photographs at once: as many files as a form may have


class FileInput(forms.ClearableFileInput):
    """Takes several files. The name of the class tells form.jinja which component it is."""

    allow_multiple_selected = True


class Photographs(forms.FileField):
    """Several at once, or none."""

    widget = FileInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each as one file."""
        given = data if isinstance(data, list) else [data] if data else []
        if len(given) > MOST:
            raise forms.ValidationError(f"Choose at most {MOST} photographs at once.")
        return [super(Photographs, self).clean(one, initial) for one in given]


class FromCodesForm(forms.Form):
    """`parts` goes to and fro with the page, so that nothing that was found has to be found twice, and nothing is kept here."""

    pictures = Photographs(
        label="Photographs of the codes",
        help_text="JPEG or PNG, in any order, several codes on one if you like. Up to 100 at once.",
        required=False,
        widget=FileInput(attrs={"multiple": True}),
    )
    parts = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_parts(self) -> list[codes.Part]:
        """One a line, in base 64."""
        try:
            return [
                codes.part(base64.b64decode(line, validate=True), "a part that was found before")
                for line in self.cleaned_data["parts"].split()
            ]
        except (binascii.Error, ValueError, InputError) as error:
            raise forms.ValidationError("What was found before came back changed. Start again.") from error

    def clean(self) -> dict[str, Any]:
        """Something of the two."""
        given = super().clean() or self.cleaned_data
        if not self.errors and not given["pictures"] and not given["parts"]:
            self.add_error("pictures", "Choose one or more photographs.")
        return given
