"""Everything that changes an account."""

from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.workbench.access.roles import roles
from babyhubs.workbench.accounts import links
from babyhubs.workbench.accounts.models import Purpose, SignInLink, User
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited


@audited("account.invited", "made an account")
def invite(actor: Actor, *, email: str, name: str, site_role: str = "") -> Changed[User]:
    """A new account. It can do nothing until its invitation link was used."""
    _check_site_role(site_role)
    if User.objects.filter(email=email.strip().lower()).exists():
        raise InputError(
            "There is already an account with this e-mail address.", remedy="Look for it in the list of accounts."
        )
    user = User.objects.create_user(email, name, site_role=site_role)
    return Changed(user, subject=user, details={"name": user.name, "email": user.email, "site_role": site_role})


@audited("link.made", "made a sign-in link")
def make_link(actor: Actor, user: User, *, purpose: Purpose) -> Changed[str]:
    """A one-time sign-in link; its secret is returned here and nowhere kept. Earlier unused ones stop working."""
    user.links.filter(used_at=None).update(expires_at=timezone.now())
    secret = links.new_secret()
    link = SignInLink.objects.create(
        user=user,
        purpose=purpose,
        digest=links.digest(secret),
        expires_at=timezone.now() + links.LIFETIME[purpose],
    )
    return Changed(secret, subject=user, details={"purpose": str(link.purpose), "for": user.name})


@audited("link.used", "signed in with a link")
def use_link(actor: Actor, link: SignInLink) -> Changed[bool]:
    """Uses a link up. False when somebody was faster: of two clicks at once one signs in.

    A way back in is for who lost their password: the old one stops working, and every session with it.
    """
    used = SignInLink.objects.filter(pk=link.pk, used_at=None).update(used_at=timezone.now())
    if used and link.purpose == Purpose.RECOVERY:
        link.user.set_unusable_password()
        link.user.save(update_fields=["password"])
    return Changed(bool(used), subject=link.user, details={"purpose": str(link.purpose), "too late": not used})


@audited("account.changed", "changed an account")
def change(actor: Actor, user: User, *, name: str, site_role: str) -> Changed[User]:
    """Another name or another role of the site. A new role ends every session of the account."""
    _check_site_role(site_role)
    if user.site_role != site_role:
        _keep_an_administrator(user)
        user.sessions_from += 1
    before = {"name": user.name, "site_role": user.site_role}
    user.name, user.site_role = name.strip(), site_role
    user.save(update_fields=["name", "site_role", "sessions_from"])
    return Changed(user, subject=user, details={"before": before, "name": user.name, "site_role": site_role})


@audited("account.disabled", "disabled an account")
def disable(actor: Actor, user: User) -> Changed[User]:
    """The account can no longer sign in; its sessions end with the next page. Nothing it did is removed."""
    if str(user.pk) == actor.key:
        raise InputError("You cannot disable your own account.", remedy="Ask another administrator.")
    _keep_an_administrator(user)
    user.is_active = False
    user.sessions_from += 1
    user.save(update_fields=["is_active", "sessions_from"])
    user.links.filter(used_at=None).update(expires_at=timezone.now())
    return Changed(user, subject=user, details={"name": user.name})


@audited("account.enabled", "enabled an account")
def enable(actor: Actor, user: User) -> Changed[User]:
    """The account can sign in again."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    return Changed(user, subject=user, details={"name": user.name})


@audited("session.rights-changed", "ended sessions because rights changed")
def end_sessions(actor: Actor, user: User) -> Changed[None]:
    """Ends every session of an account: after its rights in a programme changed it signs in anew."""
    user.sessions_from += 1
    user.save(update_fields=["sessions_from"])
    return Changed(None, subject=user, details={"name": user.name})


def _check_site_role(key: str) -> None:
    if key and not (key in roles() and roles()[key].of_site):
        raise InputError(f"There is no role {key!r} of the workbench.", remedy="Choose one from the list.")


def _keep_an_administrator(user: User) -> None:
    others = User.objects.filter(is_active=True).exclude(pk=user.pk).exclude(site_role="")
    if user.site_role and not others.exists():
        raise InputError(
            "This is the last administrator. Without one nobody could invite anybody.",
            remedy="Make somebody else an administrator first.",
        )
