"""How the sign-in package behaves here: nobody signs up by themselves, its secrets are encrypted, its chatter is off."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth import login as django_login
from django.http import HttpRequest

from babyhubs.workbench.accounts import session_limits
from babyhubs.workbench.keys import fernet_key


class Adapter(DefaultAccountAdapter):
    """Signing in with a password or a passkey."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by invitation only."""
        return False

    def login(self, request: HttpRequest, user: Any) -> None:
        """The session gets a new number, and its clocks start."""
        super().login(request, user)
        session_limits.begin(request)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Only what went wrong is said: "you have signed in" can be seen."""
        if kwargs.get("message") is not None:
            super().add_message(*args, **kwargs)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Codes and passkeys."""

    def encrypt(self, text: str) -> str:
        """The secret of a code generator, as the database keeps it."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret, to check a code with."""
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Whom a passkey is for: the host name that the browser shows."""
        options = settings.BABYHUBS
        return {"id": "localhost" if options.local else options.public_name, "name": "Babyhubs"}


def sign_in(request: HttpRequest, user: Any) -> None:
    """Signs somebody in who came with a one-time link; that counts as having just shown who one is."""
    from allauth.account.internal.flows.login import record_authentication

    django_login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    session_limits.begin(request)
    record_authentication(request, user, method="link", reauthenticated=True)


def _fernet() -> Fernet:
    return Fernet(fernet_key(settings.BABYHUBS_KEYS.session))
