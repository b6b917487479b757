"""Forms about a meeting and the budget."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from babyhubs.panel import payments
from babyhubs.workbench.panel.drawing.forms import DAY
from babyhubs.workbench.panel.meetings.services import EXPENSES


class MeetingForm(forms.Form):
    """A meeting, to come or held."""

    title = forms.CharField(label="What is it about?", max_length=200, help_text="In a few words. Name nobody.")
    on = forms.DateField(label="On which day?", help_text=DAY)
    place = forms.CharField(
        label="Where, and when?", max_length=200, required=False, help_text="As: Easton hub, 10 to 12."
    )
    activity = forms.ChoiceField(label="How long is it, for the payment?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rates = payments.rates(timezone.localdate())
        self.fields["activity"].choices = [
            (
                one.activity,
                f"{one.activity.capitalize()}: £{one.pounds:.2f}{'' if one.confirmed else ' (check the live page)'}",
            )
            for one in rates.values()
        ]


class CameForm(forms.Form):
    """Who came."""

    members = forms.MultipleChoiceField(label="Who came?", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, members: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"].choices = members


class BudgetForm(forms.Form):
    """What is set aside."""

    def __init__(self, *args: Any, budget: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names = {
            f"line_{place}": one for place, one in enumerate([*payments.rates(timezone.localdate()), EXPENSES])
        }
        for name, what in self._names.items():
            self.fields[name] = forms.DecimalField(
                label=f"{what.capitalize()}, in pounds",
                min_value=0,
                decimal_places=2,
                required=False,
                initial=budget.get(what, ""),
            )

    def budget(self) -> dict[str, Decimal]:
        """What was written, by activity."""
        return {what: self.cleaned_data[name] or Decimal(0) for name, what in self._names.items()}
