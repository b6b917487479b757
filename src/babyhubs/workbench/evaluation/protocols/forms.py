"""The protocol as a form."""

from typing import Any

from django import forms

from babyhubs.workbench.evaluation.exposure import parts
from babyhubs.workbench.evaluation.protocols.wording import ESTIMANDS, PICKED, RANKS, choices

MONTH = "A day of the month, as: 01/04/2024."


class ProtocolForm(forms.Form):
    """What is fixed in advance. superseding: a signed one is there, so the new one needs a reason."""

    title = forms.CharField(label="What is studied?", min_length=3, max_length=200)
    primary_outcome = forms.ChoiceField(label="The one outcome that decides", widget=forms.RadioSelect)
    primary_estimand = forms.ChoiceField(
        label="The one figure that decides", choices=ESTIMANDS, widget=forms.RadioSelect
    )
    what_counts_as_success = forms.CharField(
        label="What will count as success?",
        min_length=10,
        max_length=1000,
        help_text="As: the lower 95% limit of the relative gap lies above 1.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    counts_as_change = forms.MultipleChoiceField(
        label="What counts as the change of a hub?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="A hub has changed from the first day on which it adopted one of these. None chosen: any of them.",
    )
    hubs_picked = forms.ChoiceField(
        label="How was it decided which hubs change first?",
        required=False,
        choices=PICKED,
        widget=forms.RadioSelect,
        help_text="Hubs picked after a bad spell get better by themselves. "
        "The answer then sets these months aside. It also does so if you do not say, and there are fewer than thirty hubs.",
    )
    first_month = forms.DateField(label="First month of the study", help_text=MONTH)
    last_month = forms.DateField(label="Last month of the study", help_text=MONTH)
    secondary_outcomes = forms.MultipleChoiceField(
        label="Other outcomes that will be looked at", required=False, widget=forms.CheckboxSelectMultiple
    )
    placebo_outcomes = forms.MultipleChoiceField(
        label="Outcomes that the change cannot move",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="If one of them moves as well, something else was happening, and the answer says so.",
    )
    rank = forms.ChoiceField(label="Deprivation fifths of", choices=RANKS, widget=forms.RadioSelect, initial="national")

    def __init__(self, superseding: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("primary_outcome", "secondary_outcomes", "placebo_outcomes"):
            self.fields[name].choices = choices()
        self.fields["counts_as_change"].choices = parts()
        if superseding:
            self.fields["reason"] = forms.CharField(
                label="Why does it take the place of the signed one?", max_length=1000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip

    def clean(self) -> Any:
        """The months in order, and no outcome in two places."""
        given = super().clean()
        first, last = given.get("first_month"), given.get("last_month")
        if first and last and last <= first:
            self.add_error("last_month", "The study ends before it begins.")
        primary = given.get("primary_outcome")
        for name in ("secondary_outcomes", "placebo_outcomes"):
            if primary in given.get(name, []):
                self.add_error(name, "The outcome that decides is chosen here too.")
        if set(given.get("secondary_outcomes", [])) & set(given.get("placebo_outcomes", [])):
            self.add_error("placebo_outcomes", "An outcome cannot be both another outcome and one that cannot move.")
        return given
