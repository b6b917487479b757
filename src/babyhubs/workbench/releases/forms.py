"""Forms about a release."""

from collections.abc import Iterable
from typing import Any

from django import forms

from babyhubs.disclosure.profiles import DEFAULT, profiles
from babyhubs.workbench.programme.forms import used_as_field
from babyhubs.workbench.programme.steps import steps
from babyhubs.workbench.releases.models import Release
from babyhubs.workbench.releases.services import INTERNAL

LARGEST = 20 * 1024 * 1024  # bytes of an upload; a larger answer is asked for from its audit
APPROVE, REFUSE = "approve", "refuse"


class AskForm(forms.Form):
    """A request for a file of one's own; an audit asks for its answer itself."""

    title = forms.CharField(label="What is it?", max_length=200, help_text="As: Reach by ward, July 2025 to June 2026.")
    file = forms.FileField(
        label="File", help_text="Protected already: a table from `babyhubs disclose`, for instance. Up to 20 MB."
    )
    strand = forms.ChoiceField(
        label="Which step does it come from?",
        choices=lambda: [("", "Choose a step"), *((key, step.title) for key, step in steps().items())],
    )
    used_as = used_as_field()
    profile = forms.ChoiceField(
        label="Protected under which profile?",
        initial=DEFAULT,
        choices=[(key, one.title) for key, one in profiles().items() if key != INTERNAL],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Who needs it, and for what?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    supersedes = forms.ModelChoiceField(
        label="Does it take the place of a released file?",
        queryset=Release.objects.none(),
        required=False,
        empty_label="No",
    )

    def __init__(self, released: Iterable[Release], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["supersedes"].queryset = released

    def clean_file(self) -> Any:
        """A file that a person can look at."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("The file is larger than 20 MB.")
        return file


class DecisionForm(forms.Form):
    """What the second person decides."""

    decision = forms.ChoiceField(
        label="Your decision",
        choices=[(APPROVE, "It may leave"), (REFUSE, "It may not leave")],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="What did you look at, and why do you decide so?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
