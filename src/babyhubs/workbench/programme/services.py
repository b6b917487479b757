"""Everything that changes a programme."""

from typing import Any

from django.conf import settings
from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.workbench.access.roles import programme_roles
from babyhubs.workbench.accounts.services import end_sessions
from babyhubs.workbench.programme.models import EarlierClass, Membership, Programme, StrandClass, UseDecision
from babyhubs.workbench.programme.steps import classes, steps
from babyhubs.workbench.programme.use import Use
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
    """The class of work of a strand, and its number in the register of whoever approved it.

    What was collected before keeps the class that it was collected under.
    """
    if strand not in steps() or project_class not in classes():
        raise InputError("There is no such strand or class of work.", remedy="Choose one from the list.")
    one = StrandClass.objects.get(programme=programme, strand=strand)
    before = {"project_class": one.project_class, "registration": one.registration}
    if one.project_class != project_class:
        EarlierClass.objects.create(programme=programme, strand=strand, **before)
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


@audited("use.decided", "decided that data may be used for another kind of work")
def decide_use(actor: Actor, programme: Programme, use: Use, *, why: str, approval: str) -> Changed[UseDecision]:
    """A decision that holds until it is withdrawn. approval: whose, and its number or day."""
    if not {use.source, use.strand} <= set(steps()) or not {use.collected_as, use.used_as} <= set(classes()):
        raise InputError("There is no such strand or class of work.", remedy="Choose one from the list.")
    if not use.crosses:
        raise InputError(
            f"Both are {use.used_as}, so nothing crosses.", remedy="A decision is needed only for another kind of work."
        )
    if not why.strip() or not approval.strip():
        raise InputError("A decision needs its reason and its approval.", remedy="Say why, and who approved it where.")
    said = {"source": use.source, "collected_as": use.collected_as, "strand": use.strand, "used_as": use.used_as}
    if UseDecision.objects.filter(programme=programme, withdrawn_at=None, **said).exists():
        raise InputError("This was decided already.", remedy="Look at the list of decisions.")
    said |= {"why": why.strip(), "approval": approval.strip()}
    one = UseDecision.objects.create(
        programme=programme, decided_by=actor.key, decided_by_name=actor.name, **said
    )  # fmt: skip
    return Changed(one, subject=one, programme=programme.pk, details=said)


@audited("use.withdrawn", "withdrew a decision that data may be used for another kind of work")
def withdraw_use(actor: Actor, one: UseDecision, *, why: str) -> Changed[UseDecision]:
    """From now on it may not. What was done under the decision stays, and is shown as out of date."""
    if one.withdrawn_at is not None:
        raise InputError("This decision was withdrawn already.")
    if not why.strip():
        raise InputError("Withdrawing needs its reason.", remedy="Say why it may not be used any more.")
    one.withdrawn_at, one.withdrawn_by_name, one.withdrawn_why = timezone.now(), actor.name, why.strip()
    one.save(update_fields=["withdrawn_at", "withdrawn_by_name", "withdrawn_why"])
    return Changed(
        one, subject=one, programme=one.programme_id, details={"decision": str(one), "why": one.withdrawn_why}
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
