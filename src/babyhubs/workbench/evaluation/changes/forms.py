"""Forms about what else happened."""

from typing import Any

from django import forms

from babyhubs.workbench.evaluation.changes.kinds import EVENTS

DAY = "As: 24/11/2026."


class EventForm(forms.Form):
    """One event. Changes of the model itself belong into the log of the hub."""

    what = forms.ChoiceField(label="What happened?", choices=EVENTS, widget=forms.RadioSelect)
    hub = forms.ChoiceField(label="Where?", required=False)
    on = forms.DateField(label="First day", help_text=DAY)
    until = forms.DateField(label="Last day", required=False, help_text=f"Only for a closure that has ended. {DAY}")
    note = forms.CharField(label="Note", max_length=500, required=False, help_text="No names of families.")

    def __init__(self, hubs: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hub"].choices = [("", "All hubs, or their whole area"), *hubs]


class WithdrawForm(forms.Form):
    """An event that was written down by mistake."""

    why = forms.CharField(label="Why is it wrong?", max_length=500)
