"""What people fill in on the pages of the results."""

from collections.abc import Sequence
from typing import Any

from django import forms

from babyhubs.workbench.programme.forms import used_as_field

REPORT = "report"
FORMS = (
    (REPORT, "The report and its findings, protected under the disclosure profile"),
    ("tidy", "Tables of single families by number (CSV), with their data dictionary"),
    ("own", "The logs of the sessions, tap by tap"),
    ("boris", "The sessions as a project of BORIS"),
    ("eaf", "The sessions for ELAN (.eaf)"),
    ("sdis", "The sessions for GSEQ (SDIS)"),
    ("xes", "The sessions as an event log (XES)"),
    ("sequences", "A column for each minute, for TraMineR (CSV)"),
    ("gehl", "The scans as a Public Life table of people staying (CSV)"),
    ("geojson", "The zones of each room with the time that families spent in them (GeoJSON)"),
)


class ReleaseForm(forms.Form):
    """A request that results may leave the service. weak: codes on which two observers agree too little."""

    what = forms.ChoiceField(label="What is to leave?", choices=FORMS, widget=forms.RadioSelect, initial=REPORT)
    title = forms.CharField(label="What is it?", max_length=200)
    reason = forms.CharField(
        label="Who needs it, and for what?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    used_as = used_as_field()

    def __init__(self, weak: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.weak = list(weak)
        if self.weak:
            self.fields["acknowledged"] = forms.BooleanField(
                label="I know it, and will say so to whoever gets it",
                required=False,
                help_text=f"Two observers agree too little on: {', '.join(self.weak)}.",
            )

    def clean(self) -> dict[str, Any]:
        """What holds single codes goes out only if somebody has seen which of them are weak; the reason then says so."""
        given = super().clean() or {}
        if self.weak and given.get("what") != REPORT:
            if not given.get("acknowledged"):
                self.add_error("acknowledged", "Say that you know on which codes two observers agree too little.")
            elif given.get("reason"):
                given["reason"] += f"\n\nTwo observers agree too little on: {', '.join(self.weak)}."
        return given
