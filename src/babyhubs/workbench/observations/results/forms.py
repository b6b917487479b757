"""What people fill in on the pages of the results."""

from django import forms

from babyhubs.workbench.programme.forms import used_as_field

FORMS = (
    ("report", "The report and its findings, protected under the disclosure profile"),
    ("tidy", "Tables of single families by number (CSV), with their data dictionary"),
    ("boris", "The sessions as a project of BORIS"),
)


class ReleaseForm(forms.Form):
    """A request that results may leave the service."""

    what = forms.ChoiceField(label="What is to leave?", choices=FORMS, widget=forms.RadioSelect, initial="report")
    title = forms.CharField(label="What is it?", max_length=200)
    reason = forms.CharField(
        label="Who needs it, and for what?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    used_as = used_as_field()
