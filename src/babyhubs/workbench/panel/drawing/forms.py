"""Forms about a draw."""

from typing import Any

from django import forms
from django.utils import timezone

from babyhubs.workbench.panel.drawing.making import EVERYBODY, RESERVE

DAY = "As: 24/11/2026."


def today() -> str:
    """Today as it stands in a form."""
    return f"{timezone.localdate():%d/%m/%Y}"


class Dated(forms.Form):
    """A form whose day is today unless somebody changes it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": today()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


class MakeForm(forms.Form):
    """Of whom to draw."""

    of = forms.ChoiceField(
        label="Draw from",
        choices=[(RESERVE, "The reserve"), (EVERYBODY, "Everybody in the register who agreed to the draw")],
        widget=forms.RadioSelect,
        initial=RESERVE,
    )


class WayForm(forms.Form):
    """Why this way out."""

    why = forms.CharField(label="Why this way?", max_length=300, help_text="It stays with the seats. Name nobody.")


class PublishForm(Dated):
    """Where the digest stands."""

    where = forms.CharField(
        label="Where was it published?", max_length=200, help_text="As: our web page, and the notice board in Easton."
    )
    on = forms.DateField(label="On which day?", help_text=DAY)


class NumberForm(Dated):
    """The number that came up."""

    ticket = forms.IntegerField(label="Number", min_value=0, help_text="Three digits from 000 to 999.")
    how = forms.CharField(
        label="How was it drawn?",
        max_length=200,
        help_text="As: three ten-sided dice at the Easton hub, seen by eight parents. Name nobody.",
    )
    on = forms.DateField(label="On which day?", help_text=DAY)


class AsideForm(forms.Form):
    """Why a draw is set aside."""

    why = forms.CharField(label="Why?", max_length=300, help_text="It stays with the draw. Name nobody.")


class ReserveForm(forms.Form):
    """How many are expected to leave."""

    leave = forms.IntegerField(
        label="Of 100 members, how many may leave?",
        min_value=1,
        max_value=99,
        initial=20,
        help_text="Parents of small babies leave more often than others: 20 is a careful guess.",
    )


class CheckForm(forms.Form):
    """The digest that somebody wrote down when it was published."""

    published = forms.CharField(label="Digest as it was published", max_length=64, required=False)
