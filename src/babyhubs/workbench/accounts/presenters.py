"""Accounts as a page shows them."""

from dataclasses import dataclass

from django.urls import reverse

from babyhubs.workbench.access.roles import roles
from babyhubs.workbench.accounts.models import User


@dataclass(frozen=True, slots=True)
class AccountShown:
    """One account."""

    name: str
    email: str
    role: str
    active: bool
    address: str


def shown(user: User) -> AccountShown:
    """An account for the list."""
    role = roles().get(user.site_role)
    return AccountShown(
        user.name, user.email, role.name if role else "", user.is_active, reverse("account", args=[user.pk])
    )
