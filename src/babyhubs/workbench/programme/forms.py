"""Forms about a programme."""

from typing import Any

from django import forms

from babyhubs.workbench.access.roles import programme_roles
from babyhubs.workbench.accounts.models import User
from babyhubs.workbench.programme.steps import classes, steps
from babyhubs.workbench.programme.use import Use


def _name() -> forms.CharField:
    return forms.CharField(label="Name of the programme", max_length=120)


def _place() -> forms.CharField:
    return forms.CharField(label="Place", max_length=120, required=False, help_text="Shown in titles, as: Bristol.")


def _purpose() -> forms.CharField:
    return forms.CharField(
        label="Purpose",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="In a few sentences: what is to be found out, and for whom. Data are used for this and nothing else.",
    )


class DescriptionForm(forms.Form):
    """What a programme is."""

    name = _name()
    place = _place()
    purpose = _purpose()


class ProgrammeForm(forms.Form):
    """A new programme."""

    name = _name()
    place = _place()
    purpose = _purpose()
    owner = forms.ModelChoiceField(
        label="Service lead",
        queryset=User.objects.none(),
        empty_label="Choose a person",
        help_text="Answers for the programme, and gives the others their roles.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = User.objects.filter(is_active=True)


class ClassForm(forms.Form):
    """What kind of work a strand is."""

    project_class = forms.ChoiceField(
        label="Kind of work", choices=[(name, name.capitalize()) for name in classes()], widget=forms.RadioSelect
    )
    registration = forms.CharField(
        label="Registration",
        max_length=120,
        required=False,
        help_text="The number in your audit or research office's register. Leave it empty until you have one.",
    )


def _strand(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=lambda: [("", "Choose a step"), *((key, step.title) for key, step in steps().items())]
    )


def _class(label: str) -> forms.ChoiceField:
    choices = [("", "Choose a kind of work"), *((name, name.capitalize()) for name in classes())]
    return forms.ChoiceField(label=label, choices=choices)


def used_as_field() -> forms.ChoiceField:
    """For who hands something on: the kind of work that it is to be used for."""
    choices = [("", "The same kind of work as it was made for"), *((name, name.capitalize()) for name in classes())]
    return forms.ChoiceField(
        label="What will it be used as?",
        choices=choices,
        required=False,
        help_text="Another kind of work needs a decision of the service lead first.",
    )


class UseForm(forms.Form):
    """A decision that data of one kind of work may be used for another."""

    source = _strand("Whose data or findings")
    collected_as = _class("Collected as")
    strand = _strand("Used for which step")
    used_as = _class("Used as")
    why = forms.CharField(label="Why may they be used so?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    approval = forms.CharField(
        label="Under which approval?",
        max_length=300,
        help_text="Who approved it and where it is written down, as: Caldicott Guardian, 3 November 2026, IG-114.",
    )

    @property
    def use(self) -> Use:
        """What was chosen."""
        given = self.cleaned_data
        return Use(given["source"], given["collected_as"], given["strand"], given["used_as"])


class WithdrawForm(forms.Form):
    """The end of a decision."""

    why = forms.CharField(
        label="Why may they not be used so any more?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class RoleForm(forms.Form):
    """A role for somebody."""

    user = forms.ModelChoiceField(label="Person", queryset=User.objects.none(), empty_label="Choose a person")
    role = forms.ChoiceField(label="Role", widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = User.objects.filter(is_active=True)
        self.fields["role"].choices = [(role.key, role.name) for role in programme_roles()]
        self.hints = {role.key: role.description for role in programme_roles()}
