"""A small workbench for tests: two programmes, a person in each role of the first, a lead of the second."""

import tempfile
import time
from functools import cached_property
from pathlib import Path

from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.models import Authenticator
from django.test import Client

from babyhubs.workbench.access.roles import programme_roles
from babyhubs.workbench.accounts.models import User
from babyhubs.workbench.accounts.services import invite
from babyhubs.workbench.hubs import services as hub_services
from babyhubs.workbench.hubs.models import Hub
from babyhubs.workbench.programme import services
from babyhubs.workbench.programme.models import Membership, Programme, UseDecision
from babyhubs.workbench.programme.use import Use
from babyhubs.workbench.record.actor import Actor, program
from babyhubs.workbench.releases import services as release_services
from babyhubs.workbench.releases.models import Release

TEST = program("test")
PASSWORD = "three words nobody guesses"


def person(name: str, site_role: str = "") -> User:
    """Somebody with an account and a password."""
    user = invite(TEST, email=f"{name}@example.nhs.uk", name=name.replace("-", " ").title(), site_role=site_role)
    user.set_password(PASSWORD)
    user.save()
    return user


class Service:
    """Made when asked for: what a test does not touch costs nothing."""

    @cached_property
    def people(self) -> dict[str, User]:
        """One person for each role of a programme, the administrator, and somebody without any role."""
        roles = {role.key: person(role.key) for role in programme_roles()}
        return {**roles, "administrator": person("administrator", "administrator"), "nobody": person("nobody")}

    @cached_property
    def own(self) -> Programme:
        """The programme of all these people."""
        lead = self.people["service-lead"]
        one = services.create(TEST, name="Reach", place="Bristol", purpose="Whom do we miss?", owner=lead)
        Membership.objects.bulk_create(
            Membership(programme=one, user=self.people[role.key], role=role.key)
            for role in programme_roles()
            if role.key != services.LEAD
        )
        return one

    @cached_property
    def others(self) -> Programme:
        """A programme of other people."""
        lead = person("another-lead")
        return services.create(TEST, name="Elsewhere", place="Leeds", purpose="Something else.", owner=lead)

    def hub(self, programme: Programme) -> Hub:
        """A hub of a programme, with one entry in its log."""
        return programme.hubs.first() or hub_services.add(
            TEST, programme, code="H01", name="Easton", model="traditional"
        )

    def release(self, programme: Programme) -> Release:
        """A released file of a programme."""
        if one := programme.releases.first():
            return one
        with tempfile.TemporaryDirectory() as folder:
            table = Path(folder) / "reach.csv"
            table.write_text("ward,babies\nEaston,25\n", encoding="utf-8")
            one = release_services.ask(TEST, programme, "Reach by ward", table, "hes", "The board asked.")
        return release_services.approve(Actor("somebody-else", "Somebody Else"), one, reason="Rounded.")

    def use_decision(self, programme: Programme) -> UseDecision:
        """A decision on a use across kinds of work."""
        if one := programme.use_decisions.first():
            return one
        use = Use("audit", "clinical audit", "discussions", "service evaluation")
        return services.decide_use(TEST, programme, use, why="The same families.", approval="IG-114")

    def actor(self, role: str) -> Actor:
        """The person of a role, as the record names them."""
        return Actor(str(self.people[role].pk), self.people[role].name)

    def client(self, role: str) -> Client:
        """A browser in which the person of a role has signed in."""
        client = Client()
        client.force_login(self.people[role])
        _has_just_shown_who_they_are(client, self.people[role])
        return client


def passkey(user: User) -> Authenticator:
    """A passkey of somebody, as the database holds one (it opens nothing)."""
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "Phone"})


def _has_just_shown_who_they_are(client: Client, user: User) -> None:
    """A page that asks for the password once more is satisfied."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = user_id_to_str(user)
    session.save()
