"""One-time links: a secret of 256 bits in the address, its digest in the database."""

import hashlib
import secrets
from datetime import timedelta

from django.utils import timezone

from babyhubs.workbench.accounts.models import Purpose, SignInLink

LIFETIME = {
    Purpose.OWNER: timedelta(minutes=30),  # printed on the owner's own terminal
    Purpose.INVITATION: timedelta(days=7),  # over a weekend and a bank holiday
    Purpose.RECOVERY: timedelta(hours=4),  # handed over by somebody who knows the person
}


def new_secret() -> str:
    """The secret part of a link."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What the database keeps. The secret is random, so a plain hash cannot be searched."""
    return hashlib.sha256(secret.encode()).hexdigest()


def find(secret: str) -> SignInLink | None:
    """The link, if it can still be used by an account that is not disabled."""
    return (
        SignInLink.objects.select_related("user")
        .filter(digest=digest(secret), used_at=None, expires_at__gt=timezone.now(), user__is_active=True)
        .first()
    )
