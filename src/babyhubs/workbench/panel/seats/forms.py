"""Forms about seats."""

from typing import Any

from django import forms

from babyhubs.workbench.panel.seats import answers
from babyhubs.workbench.panel.seats.found import Choice
from babyhubs.workbench.people.questions import PREFER_NOT, characteristics

_WHY = "It stays with the rule, and everybody who checks the draw reads it. Name nobody."


class ProposeForm(forms.Form):
    """For which groups seats are proposed from the audit."""

    seats = forms.IntegerField(
        label="How many seats?", initial=12, help_text="8 to 15 is usual for a panel that meets."
    )
    features = forms.MultipleChoiceField(
        label="Questions in which families are missed", required=False, widget=forms.CheckboxSelectMultiple
    )
    unseen_groups = forms.MultipleChoiceField(
        label="Groups that records cannot show: a seat of their own",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, features: list[Choice], groups: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["features"].choices = [(one.key, one.question) for one in features]
        self.fields["unseen_groups"].choices = [(one.key, _group(one)) for one in groups]
        self.hints = {one.key: f"{one.missed or 'No'} group{'s' * (one.missed != 1)} under-served" for one in features}


class LimitsForm(forms.Form):
    """The limits of a rule, and the reason."""

    low = forms.IntegerField(label="At least", min_value=0)
    high = forms.IntegerField(label="At most", min_value=0)
    why = forms.CharField(label="Why?", max_length=300, help_text=_WHY)


class AddForm(LimitsForm):
    """A rule of one's own."""

    about = forms.ChoiceField(label="Seats for people who answer", widget=forms.Select)
    field_order = ("about", "low", "high", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [
            (f"{one.key}:{key}", f"{one.ask} – {text}")
            for one in characteristics().values()
            for key, text in one.answers.items()
            if key != PREFER_NOT
        ]


class CountForm(forms.Form):
    """The number of seats."""

    seats = forms.IntegerField(label="How many seats?", min_value=2)


def _group(one: Choice) -> str:
    question = answers.unseen()[one.key]
    return f"{one.key.replace('_', ' ').capitalize()} (asked as: {answers.title(question)})"
