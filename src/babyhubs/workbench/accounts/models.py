"""Accounts of staff. Parents have none: what is kept about them lies in the people database."""

import hmac
import uuid
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.access.roles import rights


class UserManager(BaseUserManager):
    """Makes accounts; the e-mail address is the name one signs in with, and its capitals do not matter."""

    def create_user(self, email: str, name: str, **fields: Any) -> "User":
        """An account without a password: the person sets one, or a passkey, after the invitation link."""
        user = self.model(email=email.strip().lower(), name=name.strip(), **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str) -> "User":
        """The account of an e-mail address."""
        return self.get(email=username.strip().lower())


class User(AbstractBaseUser):
    """A member of staff."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    site_role = models.CharField(max_length=40, blank=True)
    sessions_from = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ("name",)

    objects = UserManager()

    class Meta:
        """Listed by name."""

        ordering = ("name", "email")

    def __str__(self) -> str:
        return self.name

    @property
    def site_rights(self) -> frozenset[Permission]:
        """What the person may do in the workbench as a whole."""
        return rights([self.site_role])

    def get_session_auth_hash(self) -> str:
        """What a session must agree with to live on. Counting `sessions_from` up ends every session of the account."""
        return self._session_hash(settings.SECRET_KEY)

    def get_session_auth_fallback_hash(self) -> Any:
        """The same under keys that were replaced."""
        for key in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(key)

    def _session_hash(self, key: str) -> str:
        return hmac.digest(key.encode(), f"{self.password}:{self.sessions_from}".encode(), "sha256").hex()


class Purpose(StrEnum):
    """Why a link was made; it decides how long the link lives (links.py) and where it leads."""

    OWNER = "owner"  # the workbench was started on one's own machine
    INVITATION = "invitation"
    RECOVERY = "recovery"  # the way back in, for somebody who lost theirs


class SignInLink(models.Model):
    """A link that signs somebody in, once. Only a digest is kept: whoever reads the database cannot use it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="links")
    purpose = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-expires_at",)

    def __str__(self) -> str:
        return f"{self.purpose} for {self.user_id}"
