"""Forms about accounts."""

from django import forms

from babyhubs.workbench.access.roles import site_roles


def _site_roles() -> list[tuple[str, str]]:
    return [("", "No role in the workbench as a whole"), *((role.key, role.name) for role in site_roles())]


class AccountForm(forms.Form):
    """Name and role of the site."""

    name = forms.CharField(label="Full name", max_length=120)
    site_role = forms.ChoiceField(
        label="Role in the workbench as a whole",
        choices=_site_roles,
        required=False,
        widget=forms.RadioSelect,
        help_text="Roles in a programme are given by its service lead.",
    )


class InvitationForm(AccountForm):
    """A new account."""

    email = forms.EmailField(label="Work e-mail address", help_text="The name to sign in with. No mail is sent to it.")

    field_order = ("name", "email", "site_role")
