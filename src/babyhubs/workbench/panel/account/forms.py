"""Forms about the log."""

from typing import Any

from django import forms

from babyhubs.workbench.panel.drawing.forms import DAY, Dated

ABOUT = {
    "asked": ("What was asked?", "As: how should the room be arranged?"),
    "said": ("What did parents say?", "In plain words, and without saying who said it."),
    "changed": ("What changed because of it?", "As: the scales stand by the door now."),
    "not changed": ("Why did nothing change?", "Parents deserve a reason."),
    "told back": ("How did parents hear of it?", "Who told them, how: as, the coordinator, by text message."),
    "aim": ("Why were parents asked to join?", "One or two sentences. The bid begins with them."),
    "told": ("Who was told about the panel, and how?", "As: parents at the Somali group in Easton, by a link worker."),
    "support": ("What was done so that people could come?", "As: childcare and interpreters at both meetings."),
    "training": ("What could people learn?", ""),
    "decision": ("What did parents decide, or decide on?", ""),
    "reflection": ("What went well, what did not?", "So that others can learn from it."),
}
PEOPLE_IN = ("told",)
IN_BID = ("changed",)


class LineForm(Dated):
    """One line of the log."""

    text = forms.CharField(max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    on = forms.DateField(label="On which day?", help_text=DAY)
    community = forms.CharField(
        label="Which community?",
        max_length=100,
        required=False,
        help_text="So that the same few are not asked again and again.",
    )
    people = forms.IntegerField(label="How many people, about?", min_value=0, required=False)
    bid_line = forms.CharField(
        label="Where in the bid can it be seen?", max_length=100, required=False, help_text="As: section 4, line 12."
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label, self.fields["text"].help_text = ABOUT[kind]
        if kind not in PEOPLE_IN:
            del self.fields["community"], self.fields["people"]
        if kind not in IN_BID:
            del self.fields["bid_line"]


class OutForm(forms.Form):
    """Why a line is taken out."""

    why = forms.CharField(label="Why is it taken out?", max_length=200)
