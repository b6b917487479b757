"""The people of the demonstration as its page shows them."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from babyhubs.workbench.access.roles import roles
from babyhubs.workbench.accounts.models import User
from babyhubs.workbench.demonstration.people import PEOPLE


@dataclass(frozen=True, slots=True)
class Person:
    """One of them. address: empty for who looks just now."""

    name: str
    role: str
    description: str
    address: str


def people(me: Any) -> list[Person]:
    """Everybody who was invented, the lead first."""
    there = {user.email: user for user in User.objects.filter(is_active=True)}
    return [
        Person(
            one.name,
            roles()[one.role].name,
            roles()[one.role].description,
            reverse("demonstration-look-as", args=[there[one.email].pk]) if one.email != me.email else "",
        )
        for one in PEOPLE
        if one.email in there
    ]
