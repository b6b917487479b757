"""Forms about claims and documents."""

from typing import Any

from django import forms

from babyhubs.evidence.bid.form import Form
from babyhubs.evidence.claim import STRENGTHS
from babyhubs.reports.bid.written import KINDS
from babyhubs.workbench.evidence.packing import LICENCES
from babyhubs.workbench.programme.forms import used_as_field


class ClaimForm(forms.Form):
    """A claim's own words; its sources are chosen beside it."""

    name = forms.SlugField(
        label="Name",
        max_length=60,
        help_text="By which documents cite it: small letters, digits and dashes, as reach-most-deprived.",
    )
    sentence = forms.CharField(
        label="Sentence",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Tie each figure to its source: [?%](a.estimate) writes the estimate of source a as a per cent. "
        "A quotation must stand in a source word for word.",
    )
    strength = forms.ChoiceField(
        label="How strongly may it be said?",
        choices=[(name, name.capitalize()) for name in STRENGTHS],
        widget=forms.RadioSelect,
    )
    limits = forms.CharField(
        label="What can the sources not show?", max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    plain = forms.CharField(
        label="Phrases whose numbers state no fact",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One a line, as: under 20. Leave it empty if there is none.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = dict(STRENGTHS)


class DocumentForm(forms.Form):
    """A new document."""

    form = forms.ChoiceField(label="Which form?", widget=forms.RadioSelect)
    title = forms.CharField(label="Title", max_length=300)

    def __init__(self, known: dict[str, Form], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = [(key, one.title) for key, one in known.items()]
        self.hints = {key: one.vintage for key, one in known.items()}


class SectionForm(forms.Form):
    """The text of a section."""

    text = forms.CharField(
        label="Text",
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text="[[name]] puts in a claim, [^key] cites a published work, {12 meetings} is a number of your own plan. "
        "An empty line begins a paragraph.",
    )


class ReleaseForm(forms.Form):
    """A request that a document may leave."""

    kind = forms.ChoiceField(
        label="As which kind of file?",
        choices=[(key, title) for key, (title, _) in KINDS.items()],
        widget=forms.RadioSelect,
        initial="docx",
    )
    used_as = used_as_field()
    reason = forms.CharField(
        label="Who needs it, and for what?", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class PackForm(forms.Form):
    """A request that the pack of evidence may leave."""

    publisher = forms.CharField(
        label="Who publishes it?",
        max_length=200,
        help_text="The provider, as it signs. It stands on every page of the pack.",
    )
    licence = forms.ChoiceField(label="Under which licence?", choices=list(LICENCES.items()), widget=forms.RadioSelect)
    used_as = used_as_field()
    reason = forms.CharField(
        label="Who needs it, and for what?", max_length=1500, widget=forms.Textarea(attrs={"rows": 3})
    )
