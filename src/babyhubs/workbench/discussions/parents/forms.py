"""The form of a new link, for staff."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from babyhubs.workbench.discussions.parents.wording import ENGLISH, OTHERS, texts

LONGEST = timedelta(days=180)


class InvitationForm(forms.Form):
    """Which families, in which languages, until when. rows: of the frame, (GUID, words)."""

    row = forms.ChoiceField(label="For which families?")
    languages = forms.MultipleChoiceField(
        label="Other languages beside English",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="A draft says on the page that no speaker has checked it. Ask one before you switch it on.",
    )
    last_day = forms.DateField(label="Last day", help_text="As 2026-12-24; at most half a year from now.")

    def __init__(self, rows: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["row"].choices = rows
        self.fields["languages"].choices = [
            (one, f"{texts(one).own_name}{' (draft)' if texts(one).draft else ''}") for one in OTHERS
        ]

    def clean_last_day(self) -> date:
        """A link does not lie about for ever."""
        day: date = self.cleaned_data["last_day"]
        if not timezone.localdate() <= day <= timezone.localdate() + LONGEST:
            raise forms.ValidationError("Give a day from today to half a year from now.")
        return day

    def clean_languages(self) -> list[str]:
        """English is always there, and first."""
        return [ENGLISH, *self.cleaned_data["languages"]]
