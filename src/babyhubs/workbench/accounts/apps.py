"""The accounts' app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People who sign in."""

    name = "babyhubs.workbench.accounts"
    label = "accounts"

    def ready(self) -> None:
        """The record follows what the sign-in package does."""
        from babyhubs.workbench.accounts import sign_in_record

        sign_in_record.connect()
