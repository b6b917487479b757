"""Forms about a hub."""

from typing import Any, ClassVar

from django import forms

from babyhubs.errors import InputError
from babyhubs.workbench.hubs import week
from babyhubs.workbench.hubs.kinds import Kind, models
from babyhubs.workbench.hubs.models import ANSWERS, Hub
from babyhubs.workbench.hubs.place import language_codes

LARGEST = 1024 * 1024  # bytes of a hubs file: thousands of hubs
DAY = "As: 24/11/2026."


def _day(label: str, hint: str) -> forms.DateField:
    return forms.DateField(label=label, required=False, help_text=f"{hint} {DAY}")


class HubForm(forms.ModelForm):
    """What a hub is, without its log and its opening times."""

    languages = forms.CharField(
        label="Languages spoken by the team",
        max_length=200,
        required=False,
        help_text="With commas between them, as: English, Somali, Polish.",
    )
    opened = _day("First day with a session", "Leave it empty if you do not know.")
    closed = _day("First day without one", "Only for a hub that has closed.")

    class Meta:
        """The order of the form."""

        model = Hub
        fields = (
            *("code", "name", "address", "postcode", "latitude", "longitude", "site_code", "spellings"),
            *("step_free", "parking", "bus", "languages", "opened", "closed"),
        )
        labels: ClassVar[dict[str, str]] = {
            "code": "Identifier",
            "step_free": "Can one come in without a step?",
            "parking": "Is there parking?",
            "bus": "Bus lines and stop",
            "site_code": "Organisation site code",
            "spellings": "Other names in the records",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "code": "As in the hubs file and the mapping. Short, as: H01.",
            "latitude": "Leave both empty to take the middle of the postcode, where it is known here.",
            "spellings": "With | between them, as: Easton CC|Easton Hub.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("step_free", "parking"):
            field = self.fields[name]
            self.fields[name] = forms.ChoiceField(
                label=field.label, choices=ANSWERS, required=False, widget=forms.RadioSelect
            )
        for name in ("latitude", "longitude"):
            self.fields[name].widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def clean_languages(self) -> str:
        """Names become codes."""
        try:
            return language_codes(self.cleaned_data["languages"])
        except InputError as error:
            raise forms.ValidationError(f"{error.what} {error.remedy}") from error

    def _post_clean(self) -> None:
        """Nothing: the service fills the hub and checks it, inside its transaction."""


class NewHubForm(HubForm):
    """A new hub, with its model."""

    model = forms.ChoiceField(
        label="Model when its log begins",
        required=False,
        choices=[("", "Not known"), *((one, one.capitalize()) for one in models())],
        widget=forms.RadioSelect,
        help_text="How it works now or, if it has changed, how it was before. Add the change to its log afterwards.",
    )


class HoursForm(forms.Form):
    """When a hub meets, by weekday."""

    since = _day("Day from which these times hold", "Leave it empty if they were always so; else the log tells it.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, name in enumerate(week.DAYS):
            self.fields[f"day_{number}"] = forms.CharField(label=name, required=False, max_length=100)
        self.order_fields([f"day_{number}" for number in range(len(week.DAYS))])

    def clean(self) -> Any:
        """The sessions of the week; what cannot be read is told at its day."""
        data = super().clean()
        sessions: list[week.Session] = []
        for number in range(len(week.DAYS)):
            try:
                sessions.extend(week.read(number, data.get(f"day_{number}", "")))
            except InputError as error:
                self.add_error(f"day_{number}", f"{error.what} {error.remedy}")
        data["sessions"] = tuple(sessions)
        return data


class ChangeForm(forms.Form):
    """One entry for the log of a hub: the kind is chosen first, on the page of the hub."""

    became = forms.ChoiceField(label="What is it now?", widget=forms.RadioSelect)
    on = _day("Day from which it holds", "Leave it empty if it was so from the beginning.")
    note = forms.CharField(label="Note", max_length=500, required=False, help_text="No names of families.")

    def __init__(self, kind: Kind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["became"].choices = [(one, one.capitalize()) for one in kind.became]


class CorrectionForm(ChangeForm):
    """An entry that takes the place of a wrong one."""

    withdrawn = forms.BooleanField(label="It never happened", required=False)

    def __init__(self, kind: Kind, *args: Any, **kwargs: Any) -> None:
        super().__init__(kind, *args, **kwargs)
        self.fields["note"].required = True
        self.fields["note"].label = "Reason for the correction"


class FileForm(forms.Form):
    """A hubs file."""

    file = forms.FileField(label="Hubs file", help_text="CSV or Excel, with a row for each hub.")

    def clean_file(self) -> Any:
        """A file of a size that a directory has."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("The file is larger than 1 MB. A hubs file has one row for each hub.")
        return file
