"""Everything that changes a programme."""

from typing import Any

from django.conf import settings

from babyhubs.errors import InputError
from babyhubs.workbench.access.roles import programme_roles
from babyhubs.workbench.accounts.services import end_sessions
from babyhubs.workbench.programme.models import Membership, Programme, StrandClass
from babyhubs.workbench.programme.steps import classes, steps
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited

LEAD = "service-lead"


@audited("programme.created", "opened a programme")
def create(actor: Actor, *, name: str, place: str, purpose: str, owner: Any) -> Changed[Programme]:
    """A new programme. Its owner leads it; each strand begins with its usual class of work."""
    _apart(owner)
    programme = Programme.objects.create(name=name.strip(), place=place.strip(), purpose=purpose.strip(), owner=owner)
    StrandClass.objects.bulk_create(
        StrandClass(programme=programme, strand=step.key, project_class=step.kind) for step in steps().values()
    )
    Membership.objects.create(programme=programme, user=owner, role=LEAD)
    return Changed(
        programme, subject=programme, programme=programme.pk, details={"name": programme.name, "owner": owner.name}
    )


@audited("programme.described", "changed the description of a programme")
def describe(actor: Actor, programme: Programme, *, name: str, place: str, purpose: str) -> Changed[Programme]:
    """Another name, place or purpose."""
    before = {"name": programme.name, "place": programme.place, "purpose": programme.purpose}
    programme.name, programme.place, programme.purpose = name.strip(), place.strip(), purpose.strip()
    programme.save(update_fields=["name", "place", "purpose"])
    return Changed(
        programme,
        subject=programme,
        programme=programme.pk,
        details={"before": before, "name": name, "place": place, "purpose": purpose},
    )


@audited("strand.classified", "said what kind of work a strand is")
def classify(
    actor: Actor, programme: Programme, *, strand: str, project_class: str, registration: str
) -> Changed[StrandClass]:
    """The class of work of a strand, and its number in the register of whoever approved it."""
    if strand not in steps() or project_class not in classes():
        raise InputError("There is no such strand or class of work.", remedy="Choose one from the list.")
    one = StrandClass.objects.get(programme=programme, strand=strand)
    before = {"project_class": one.project_class, "registration": one.registration}
    one.project_class, one.registration = project_class, registration.strip()
    one.save(update_fields=["project_class", "registration"])
    return Changed(
        one,
        subject=one,
        programme=programme.pk,
        details={
            "strand": strand,
            "before": before,
            "project_class": project_class,
            "registration": one.registration,
        },
    )


@audited("role.given", "gave somebody a role")
def give_role(actor: Actor, programme: Programme, *, user: Any, role: str) -> Changed[Membership]:
    """One more role for a person. Their sessions end, so that the new right comes with a new sign-in."""
    if role not in {one.key for one in programme_roles()}:
        raise InputError(f"There is no role {role!r} in a programme.", remedy="Choose one from the list.")
    _apart(user)
    membership, new = Membership.objects.get_or_create(programme=programme, user=user, role=role)
    if new and str(user.pk) != actor.key:
        end_sessions(actor, user)
    return Changed(
        membership, subject=membership, programme=programme.pk, details={"to": user.name, "role": role, "new": new}
    )


@audited("role.taken", "took a role from somebody")
def take_role(actor: Actor, membership: Membership) -> Changed[None]:
    """One role less, at once. A programme keeps a lead."""
    programme, user = membership.programme, membership.user
    leads = Membership.objects.filter(programme=programme, role=LEAD).exclude(pk=membership.pk)
    if membership.role == LEAD and not leads.exists():
        raise InputError("A programme needs a service lead.", remedy="Give somebody else this role first.")
    details = {"from": user.name, "role": membership.role}
    key = membership.pk
    membership.delete()
    membership.pk = key
    end_sessions(actor, user)
    return Changed(None, subject=membership, programme=programme.pk, details=details)


def _apart(user: Any) -> None:
    """Who looks after accounts has no right to data, except on one's own machine, where there is nobody else."""
    if user.site_role and not settings.BABYHUBS.local:
        raise InputError(
            f"{user.name} is an administrator. Administrators have no role in a programme.",
            remedy="Choose somebody else, or take the administrator's role away first.",
        )
