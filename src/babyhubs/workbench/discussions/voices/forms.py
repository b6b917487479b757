"""Forms of the voice notes."""

from django import forms

from babyhubs.workbench.discussions.voices.models import DAYS, MOST_DAYS

MOST = 20_000  # characters: far more than anybody says in three minutes


class SwitchForm(forms.Form):
    """Whether parents may send one, and for how long it is kept."""

    on = forms.BooleanField(label="Parents may send a voice note", required=False)
    days = forms.IntegerField(
        label="Days until a recording is deleted",
        min_value=1,
        max_value=MOST_DAYS,
        initial=DAYS,
        help_text=f"From 1 to {MOST_DAYS}. The parent reads this number before she sends anything.",
    )


class WriteDownForm(forms.Form):
    """What was said."""

    said = forms.CharField(
        label="What was said",
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Leave names out, or write them as you hear them: the review of names comes next.",
    )
