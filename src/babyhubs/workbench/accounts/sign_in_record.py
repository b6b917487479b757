"""What the sign-in package does goes into the record too: signing in and out, failed tries, passkeys and codes."""

from typing import Any

from allauth.account.signals import password_changed, password_set
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import post_delete, post_save

from babyhubs.workbench.record.actor import Actor, program
from babyhubs.workbench.record.audited import Changed, audited


@audited("session.started", "signed in")
def _signed_in(actor: Actor, user: Any) -> Changed[None]:
    return Changed(None, subject=user)


@audited("session.ended", "signed out")
def _signed_out(actor: Actor, user: Any) -> Changed[None]:
    return Changed(None, subject=user)


@audited("session.refused", "refused a sign-in")
def _refused(actor: Actor) -> Changed[None]:
    """Without the address that was tried: people type passwords into the wrong field."""
    return Changed(None)


@audited("password.changed", "changed their password")
def _password(actor: Actor, user: Any) -> Changed[None]:
    return Changed(None, subject=user)


@audited("second-factor.added", "added a way to sign in")
def _added(actor: Actor, user: Any, kind: str) -> Changed[None]:
    return Changed(None, subject=user, details={"kind": kind})


@audited("second-factor.removed", "removed a way to sign in")
def _removed(actor: Actor, user: Any, kind: str) -> Changed[None]:
    return Changed(None, subject=user, details={"kind": kind})


def connect() -> None:
    """Listens."""
    user_logged_in.connect(_on_signed_in, dispatch_uid="record")
    user_logged_out.connect(_on_signed_out, dispatch_uid="record")
    user_login_failed.connect(_on_refused, dispatch_uid="record")
    for signal in (password_changed, password_set):
        signal.connect(_on_password, dispatch_uid="record")
    # Not the package's own signals: they come after the transaction, and the entry belongs into it.
    post_save.connect(_on_saved, sender=Authenticator, dispatch_uid="record")
    post_delete.connect(_on_removed, sender=Authenticator, dispatch_uid="record")


def _on_signed_in(user: Any, **_: Any) -> None:
    _signed_in(_person(user), user)


def _on_signed_out(user: Any, **_: Any) -> None:
    if user is not None:
        _signed_out(_person(user), user)


def _on_refused(**_: Any) -> None:
    _refused(program("sign-in page"))


def _on_password(user: Any, **_: Any) -> None:
    _password(_person(user), user)


def _on_saved(instance: Any, created: bool, **_: Any) -> None:
    if created:
        _added(_person(instance.user), instance.user, instance.type)


def _on_removed(instance: Any, **_: Any) -> None:
    _removed(_person(instance.user), instance.user, instance.type)


def _person(user: Any) -> Actor:
    return Actor(str(user.pk), user.name)
