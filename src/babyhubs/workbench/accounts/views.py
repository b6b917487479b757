"""Looking after accounts: who is there, inviting, changing, disabling, a new way in."""

import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from babyhubs.workbench.access.declared import ACT, FORM, needs, signed_in
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts import services
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.accounts.forms import AccountForm, InvitationForm
from babyhubs.workbench.accounts.models import Purpose, User
from babyhubs.workbench.accounts.presenters import shown
from babyhubs.workbench.web.telling import told_on


@signed_in()
def stay(request: HttpRequest) -> HttpResponse:
    """Opening this page is what keeps somebody signed in; the page in the other tab keeps what was typed into it."""
    return render(request, "accounts/stay.jinja")


@needs(Permission.ACCOUNTS_MANAGE)
def accounts(request: HttpRequest) -> HttpResponse:
    """Everybody with an account."""
    return render(request, "accounts/list.jinja", {"accounts": [shown(user) for user in User.objects.all()]})


@needs(Permission.ACCOUNTS_MANAGE, methods=FORM)
def invite(request: HttpRequest) -> HttpResponse:
    """Makes an account, and shows its invitation link once."""
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            user = services.invite(acting(request), **form.cleaned_data)
            return _link_page(request, user, Purpose.INVITATION)
    return render(request, "accounts/invite.jinja", {"form": form})


@needs(Permission.ACCOUNTS_MANAGE, methods=FORM)
def account(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    """One account, to change."""
    user = get_object_or_404(User, pk=user_id)
    form = AccountForm(request.POST or None, initial={"name": user.name, "site_role": user.site_role})
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.change(acting(request), user, **form.cleaned_data)
            return redirect("accounts")
    return render(request, "accounts/account.jinja", {"form": form, "account": shown(user), "account_id": user.pk})


@needs(Permission.ACCOUNTS_MANAGE, methods=ACT)
def new_link(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    """A new link for somebody who lost the first one, or the way back in."""
    user = get_object_or_404(User, pk=user_id, is_active=True)
    purpose = Purpose.RECOVERY if user.has_usable_password() else Purpose.INVITATION
    return _link_page(request, user, purpose)


@needs(Permission.ACCOUNTS_MANAGE, methods=ACT)
def disable(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    """The account can no longer sign in."""
    user = get_object_or_404(User, pk=user_id)
    form = AccountForm({"name": user.name, "site_role": user.site_role})
    with told_on(form):
        services.disable(acting(request), user)
        return redirect("accounts")
    return render(request, "accounts/account.jinja", {"form": form, "account": shown(user), "account_id": user.pk})


@needs(Permission.ACCOUNTS_MANAGE, methods=ACT)
def enable(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    """The account can sign in again."""
    services.enable(acting(request), get_object_or_404(User, pk=user_id))
    return redirect("accounts")


def _link_page(request: HttpRequest, user: User, purpose: Purpose) -> HttpResponse:
    secret = services.make_link(acting(request), user, purpose=purpose)
    address = settings.BABYHUBS.home.rstrip("/") + reverse("sign-in-link", args=[secret])
    return render(request, "accounts/link_made.jinja", {"name": user.name, "address": address, "purpose": purpose})
