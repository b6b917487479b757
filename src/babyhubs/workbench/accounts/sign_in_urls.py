"""Signing in and the ways to do it: the sign-in package's pages, each with its declaration, and the one-time link.

Only what is used is listed. Signing up, e-mail addresses and resetting a password by e-mail have no address here.
"""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

from babyhubs.workbench.access.declared import FORM, public, signed_in
from babyhubs.workbench.accounts import sign_in_views

urlpatterns = [
    path("sign-in/", public(methods=FORM)(account.login), name="account_login"),
    path("sign-in/link/<str:secret>/", sign_in_views.use_link, name="sign-in-link"),
    path("sign-in/code/", public(methods=FORM)(factors.authenticate), name="mfa_authenticate"),
    path("sign-in/passkey/", public(methods=FORM)(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("sign-out/", public(methods=FORM)(account.logout), name="account_logout"),
    path("sign-in/disabled/", public()(account.account_inactive), name="account_inactive"),
    path("account/", signed_in()(factors.index), name="mfa_index"),
    path("account/confirm/", signed_in(methods=FORM)(account.reauthenticate), name="account_reauthenticate"),
    path("account/confirm/code/", signed_in(methods=FORM)(factors.reauthenticate), name="mfa_reauthenticate"),
    path(
        "account/confirm/passkey/",
        signed_in(methods=FORM)(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("account/password/", signed_in(methods=FORM)(account.password_change), name="account_change_password"),
    path("account/password/first/", signed_in(methods=FORM)(account.password_set), name="account_set_password"),
    path("account/app/", signed_in(methods=FORM)(totp.activate_totp), name="mfa_activate_totp"),
    path("account/app/remove/", signed_in(methods=FORM)(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("account/recovery/", signed_in()(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "account/recovery/new/",
        signed_in(methods=FORM)(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("account/passkeys/", signed_in()(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("account/passkeys/add/", signed_in(methods=FORM)(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path(
        "account/passkeys/<int:pk>/remove/",
        signed_in(methods=FORM)(passkeys.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
]
