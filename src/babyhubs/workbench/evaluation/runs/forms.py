"""The questions as forms."""

from typing import Any

from django import forms

from babyhubs.errors import InputError
from babyhubs.workbench.hubs.week import DAYS
from babyhubs.workbench.programme.forms import used_as_field

Choices = list[tuple[str, str]]
LOG, TABLE = "log", "table"
DATES = (
    (LOG, "The log of changes of our hubs"),
    (TABLE, "The column start of the table"),
)
LEVELS, GAPS = (1.05, 1.1, 1.2), (1.1, 1.2, 1.3)  # sizes that a plan is tried with


class GapForm(forms.Form):
    """Did the change narrow the gap?"""

    cells = forms.ChoiceField(label="Counts by hub and month", widget=forms.RadioSelect)
    dates = forms.ChoiceField(label="When each hub changed, by", choices=DATES, widget=forms.RadioSelect, initial=LOG)
    dose = forms.ChoiceField(
        label="Also say what it would have done if all of the model had been in place everywhere?",
        required=False,
        widget=forms.RadioSelect,
        help_text="The answer itself is about the change as it was. This stands beside it, and is worked out from it.",
    )

    def __init__(self, cells: Choices, doses: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["cells"], cells)
        self.fields["dose"].choices = doses

    def clean(self) -> Any:
        """Which parts were in place stands in the log alone."""
        given = super().clean()
        if given.get("dose") and given.get("dates") == TABLE:
            self.add_error(
                "dose", "Which parts were in place stands in the log of your hubs. Choose the log above, or No here."
            )
        return given


class PowerForm(forms.Form):
    """What could a roll-out show?"""

    cells = forms.ChoiceField(label="Counts by hub and month, before any change", widget=forms.RadioSelect)
    starts = forms.CharField(
        label="Months in which a wave of hubs changes",
        initial="12, 16, 20",
        max_length=60,
        help_text="Counted from the first month of the plan, with commas between.",
    )
    never = forms.IntegerField(label="Hubs that stay as they are", initial=6, min_value=0, max_value=200)
    months = forms.IntegerField(label="Length of the plan, in months", initial=30, min_value=12, max_value=120)

    def __init__(self, cells: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["cells"], cells)
        for name in ("never", "months"):
            self.fields[name].widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def clean_starts(self) -> list[int]:
        """Numbers in order."""
        try:
            found = sorted({int(part) for part in self.cleaned_data["starts"].split(",")})
        except ValueError as error:
            raise forms.ValidationError("Write months as numbers with commas between: 12, 16, 20.") from error
        if found[0] < 6:
            raise forms.ValidationError("The first wave needs at least 6 months before it.")
        return found

    def clean(self) -> Any:
        """Every wave inside the plan."""
        given = super().clean()
        if given.get("starts") and given.get("months") and max(given["starts"]) >= given["months"]:
            self.add_error("starts", "A wave changes after the plan has ended.")
        return given


class SiteForm(forms.Form):
    """Where should the next hub open?"""

    areas = forms.ChoiceField(label="Small areas with their infants", widget=forms.RadioSelect)
    sites = forms.ChoiceField(label="Places where a hub could open", widget=forms.RadioSelect)
    minutes = forms.ChoiceField(
        label="Minutes on the way",
        required=False,
        widget=forms.RadioSelect,
        help_text="On foot: the straight line and three tenths more, at 4.8 km an hour.",
    )
    reach = forms.IntegerField(label="Minutes that count as within reach", initial=20, min_value=5, max_value=120)
    day = forms.ChoiceField(
        label="Count only hubs that are open on",
        required=False,
        choices=[("", "Any day"), *((str(number), name) for number, name in enumerate(DAYS))],
    )
    hour = forms.CharField(
        label="And at this hour",
        required=False,
        max_length=5,
        help_text="As 10:30. Only where opening times are written down.",
    )

    def __init__(self, areas: Choices, sites: Choices, minutes: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["areas"], areas)
        _offer(self.fields["sites"], sites)
        self.fields["minutes"].choices = [("", "On foot"), *minutes]
        self.fields["reach"].widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def clean_hour(self) -> float | None:
        """Hours with their fraction."""
        text = self.cleaned_data["hour"].strip().replace(".", ":")
        if not text:
            return None
        hour, _, minute = text.partition(":")
        if not hour.isdigit() or not (minute or "0").isdigit() or int(hour) > 23 or int(minute or 0) > 59:
            raise forms.ValidationError("Write the hour as 10:30.")
        return int(hour) + int(minute or 0) / 60

    def clean(self) -> Any:
        """An hour needs its day."""
        given = super().clean()
        if given.get("hour") is not None and not given.get("day"):
            self.add_error("day", "Choose the day of that hour.")
        return given


class ReleaseForm(forms.Form):
    """A request that an answer may leave the service."""

    title = forms.CharField(label="What is it?", max_length=200)
    reason = forms.CharField(
        label="Who needs it, and for what?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    used_as = used_as_field()


def _offer(field: Any, tables: Choices) -> None:
    """The newest table is chosen already."""
    field.choices = tables
    field.initial = tables[0][0] if tables else None


def waves(hubs: int, starts: list[int], never: int) -> list[int]:
    """The hubs of each wave, shared out as evenly as can be."""
    changing, number = hubs - never, len(starts)
    if changing < number:
        raise InputError(
            f"{hubs} hubs of which {never} stay as they are leave {max(changing, 0)} for {number} waves.",
            remedy="Let fewer hubs stay as they are, or plan fewer waves.",
        )
    return [changing // number + (one < changing % number) for one in range(number)]
