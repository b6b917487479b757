"""What people fill in on the pages of the results."""

from django import forms

from babyhubs.workbench.programme.forms import used_as_field


class ReleaseForm(forms.Form):
    """A request that the answer may leave the service."""

    title = forms.CharField(label="What is it?", max_length=200)
    reason = forms.CharField(
        label="Who needs it, and for what?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    used_as = used_as_field()
