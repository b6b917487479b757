"""The owner of a workbench on one's own machine, and the one-time link that lets them in.

Whoever can read the data folder can read everything in it, so a start on the machine itself may always make a link. Where
others reach the workbench, a link is made only while nobody could sign in otherwise: at the very first start.
"""

import getpass

from babyhubs.workbench.accounts.models import Purpose, User
from babyhubs.workbench.accounts.services import invite, make_link
from babyhubs.workbench.options import Options
from babyhubs.workbench.record.actor import program

SERVE = program("babyhubs serve")


def links(options: Options) -> dict[str, str]:
    """Whom a link is for, and its secret: here one for who starts the workbench, or none."""
    secret = link_secret(options)
    return {"": secret} if secret else {}


def link_secret(options: Options) -> str:
    """The secret of a one-time link for the owner, or for the first administrator; empty where none is due."""
    if not User.objects.exists():
        owner = invite(SERVE, email="owner@localhost", name=_name(), site_role="administrator")
        purpose = Purpose.OWNER if options.local else Purpose.INVITATION
        return make_link(SERVE, owner, purpose=purpose)
    if not options.local:
        return ""
    owner = User.objects.filter(is_active=True).exclude(site_role="").order_by("created_at").first()
    return make_link(SERVE, owner, purpose=Purpose.OWNER) if owner else ""


def _name() -> str:
    try:
        return getpass.getuser() or "Owner"
    except (OSError, KeyError):  # no entry in the list of users, as in some containers
        return "Owner"
