"""Forms of the frame."""

from typing import Any

from django import forms

from babyhubs.discussions.frame import STAGES
from babyhubs.workbench.discussions.frame.presenters import ROUTES, USES, VERDICTS

MOST_AREAS = 20


class HowForm(forms.Form):
    """Where, how and how many."""

    target = forms.IntegerField(label="How many people do you hope to hear from?", min_value=1, max_value=50, initial=3)
    route = forms.ChoiceField(label="Way in", choices=list(ROUTES.items()), widget=forms.RadioSelect)


class RowForm(HowForm):
    """One row, changed."""

    use = forms.ChoiceField(label="How they use the hub", choices=list(USES.items()), widget=forms.RadioSelect)
    area = forms.CharField(
        label="Area (optional)", max_length=80, required=False, help_text="A ward or a neighbourhood; no street."
    )


class AddForm(RowForm):
    """A row for families whom the audit cannot know."""

    group = forms.CharField(
        label="Which families?",
        max_length=120,
        help_text="A group, never a person: for example, families in temporary housing.",
    )
    field_order = ("group", "use", "area", "target", "route")


class ChooseForm(HowForm):
    """From the audit's findings. offered: verdict -> what may be ticked."""

    uses = forms.MultipleChoiceField(
        label="How do they use the hub? Tick one or more", choices=list(USES.items()), initial=["never", "stopped"],
        widget=forms.CheckboxSelectMultiple, error_messages={"required": "Tick at least one."},
    )  # fmt: skip
    areas = forms.CharField(
        label="Areas, one on each line (optional)", required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="Wards or neighbourhoods. Leave it empty to ask everywhere; each area makes rows of its own.",
    )  # fmt: skip

    def __init__(self, offered: dict[str, list[tuple[str, str]]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._verdicts = [verdict for verdict in VERDICTS if offered[verdict]]
        for verdict in self._verdicts:
            self.fields[_name(verdict)] = forms.MultipleChoiceField(
                label=VERDICTS[verdict], choices=offered[verdict], required=False, widget=forms.CheckboxSelectMultiple
            )
        self.order_fields([*map(_name, self._verdicts), "uses", "areas", "target", "route"])

    def clean_areas(self) -> list[str]:
        """One area a line."""
        found = list(dict.fromkeys(line.strip() for line in self.cleaned_data["areas"].splitlines() if line.strip()))
        if len(found) > MOST_AREAS or any(len(one) > 80 for one in found):
            raise forms.ValidationError(f"Give at most {MOST_AREAS} areas of at most 80 characters.")
        return found

    def clean(self) -> dict[str, Any]:
        """At least one group."""
        given: dict[str, Any] = super().clean()
        if self._verdicts and not self.chosen(given):
            self.add_error(_name(self._verdicts[0]), "Tick at least one group.")
        return given

    def chosen(self, given: dict[str, Any]) -> list[str]:
        """The identities of the findings that were ticked."""
        return [identity for verdict in self._verdicts for identity in given.get(_name(verdict), [])]


class CountForm(forms.Form):
    """How many more."""

    day = forms.DateField(label="On which day", help_text="As 2026-11-24.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for stage in STAGES:
            self.fields[_name(stage)] = forms.IntegerField(
                label=f"{stage.capitalize()}: how many more", required=False, min_value=-500, max_value=500
            )
        self.order_fields([*map(_name, STAGES), "day"])

    def people(self) -> dict[str, int]:
        """By stage."""
        return {stage: self.cleaned_data[_name(stage)] or 0 for stage in STAGES}


def _name(words: str) -> str:
    return words.replace(" ", "-")
