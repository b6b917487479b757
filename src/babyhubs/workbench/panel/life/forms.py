"""Forms about a member."""

from typing import Any

from django import forms

from babyhubs.panel import payments
from babyhubs.workbench.panel.drawing.forms import DAY, Dated
from babyhubs.workbench.panel.life import words
from babyhubs.workbench.panel.states import MemberState

ANSWERS = (MemberState.ACCEPTED, MemberState.DECLINED, MemberState.NO_ANSWER)


class SentForm(Dated):
    """A message went out. ways: those that the person's contact allows, the wished one first."""

    way = forms.ChoiceField(label="How did it go?", widget=forms.RadioSelect)
    on = forms.DateField(label="On which day?", help_text=DAY)
    answer_by = forms.DateField(
        label="Answer by", help_text="The day that the words name; change it in both.", required=False
    )

    def __init__(self, *args: Any, ways: list[str], invites: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = [(key, words.ways()[key]) for key in ways]
        if not invites:
            del self.fields["answer_by"]


class AnswerForm(Dated):
    """How somebody answered the invitation."""

    state = forms.ChoiceField(
        label="What did they say?", choices=[(one.value, one.label) for one in ANSWERS], widget=forms.RadioSelect
    )
    on = forms.DateField(label="On which day?", help_text=DAY)


class LeaveForm(Dated):
    """Somebody leaves the panel."""

    why = forms.ChoiceField(label="Why?", choices=list(words.leaving().items()), widget=forms.RadioSelect)
    on = forms.DateField(label="On which day?", help_text=DAY)


class PayForm(forms.Form):
    """How somebody wants to be paid."""

    pay = forms.ChoiceField(
        label="How do they want to be paid?",
        choices=[(one, one.capitalize()) for one in payments.CHOICES],
        widget=forms.RadioSelect,
    )
    less = forms.DecimalField(
        label="Amount, if they want less than the rate", required=False, min_value=0, decimal_places=2
    )
    told_benefits_on = forms.DateField(
        label="Day on which they had the notice about benefits",
        help_text=f"{DAY} Leave it empty if they have not had it: then nothing can be paid.",
        required=False,
    )


class ExpenseForm(Dated):
    """Something that was paid back."""

    what = forms.ChoiceField(
        label="For what?", choices=[(one, one.capitalize()) for one in payments.EXPENSES], widget=forms.RadioSelect
    )
    pounds = forms.DecimalField(label="Pounds", min_value=0, decimal_places=2)
    on = forms.DateField(label="On which day?", help_text=DAY)
