"""Forms about accounts."""

from django import forms

from babyhubs.workbench.access.roles import site_roles


def _site_roles() -> list[tuple[str, str]]:
    return [("", "No role in the workbench as a whole"), *((role.key, role.name) for role in site_roles())]


def _name() -> forms.CharField:
    return forms.CharField(label="Full name", max_length=120)


def _site_role() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Role in the workbench as a whole",
        choices=_site_roles,
        required=False,
        widget=forms.RadioSelect,
        help_text="Roles in a programme are given by its service lead.",
    )


class AccountForm(forms.Form):
    """An account that is there."""

    name = _name()
    site_role = _site_role()


class InvitationForm(forms.Form):
    """A new account."""

    name = _name()
    email = forms.EmailField(label="Work e-mail address", help_text="The name to sign in with. No mail is sent to it.")
    site_role = _site_role()
