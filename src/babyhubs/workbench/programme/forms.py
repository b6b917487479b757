"""Forms about a programme."""

from typing import Any

from django import forms

from babyhubs.workbench.access.roles import programme_roles
from babyhubs.workbench.accounts.models import User
from babyhubs.workbench.programme.steps import classes


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


class RoleForm(forms.Form):
    """A role for somebody."""

    user = forms.ModelChoiceField(label="Person", queryset=User.objects.none(), empty_label="Choose a person")
    role = forms.ChoiceField(label="Role", widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = User.objects.filter(is_active=True)
        self.fields["role"].choices = [(role.key, role.name) for role in programme_roles()]
        self.hints = {role.key: role.description for role in programme_roles()}
