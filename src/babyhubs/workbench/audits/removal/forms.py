"""The question before files are removed."""

from django import forms


class RemoveForm(forms.Form):
    """Somebody must say that they mean it: it cannot be undone."""

    sure = forms.BooleanField(
        label="I have what I need of these files. Remove them for good.",
        error_messages={"required": "Say that you want these files removed."},
    )
