"""Everything that happens to a release."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from babyhubs.disclosure.profiles import Profile
from babyhubs.disclosure.profiles import profile as profile_named
from babyhubs.disclosure.protection import Protected
from babyhubs.errors import InputError
from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.programme.uses import check_use, class_now
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited
from babyhubs.workbench.releases import keeping, rules
from babyhubs.workbench.releases.judging import Judgement, agreed_profile, by_attack, by_profile
from babyhubs.workbench.releases.models import Release
from babyhubs.workbench.releases.states import State

INTERNAL = "internal"


@audited("release.asked", "asked for a file to be released")
def ask(
    actor: Actor,
    programme: Programme,
    title: str,
    source: Path,
    profile: str,
    reason: str,
    *,
    file_name: str = "",
    protected: Protected | None = None,
    supersedes: Release | None = None,
    strand: str = "audit",
    project_class: str = "",
    used_as: str = "",
) -> Changed[Release]:
    """A request. source: a file, or the folder of an answer, of which the released files are taken as a ZIP file.

    file_name: the name under which it leaves; the source's own where empty. protected: the family behind the file, where
    it is at hand: then the attack is told, else what the file alone shows. supersedes: a released file that this one is
    to take the place of. strand: whose work it is. project_class: the kind of work that it was made as; the strand's own
    where empty. used_as: the kind of work that it leaves for; the same where empty.
    """
    rule = profile_named(profile)
    _check(title, reason, rule, supersedes, programme)
    if source.is_dir():
        agreed_profile(source, rule)
    release = Release(programme=programme, title=title.strip(), reason=reason.strip(), profile=profile, strand=strand)
    release.project_class = project_class or class_now(programme, strand)
    release.used_as = used_as or release.project_class
    check_use(programme, release.use)
    folder = settings.BABYHUBS.folder
    release.digest, release.size = keeping.keep(folder, release.pk, source)
    try:
        release.profile_version = rule.version
        release.file_name = keeping.safe_name(file_name or source.name, packed=source.is_dir())
        judged = _judged(keeping.kept(folder, release.pk), release.file_name, rule, protected)
        release.verdict, release.check_said = judged.verdict.value, "\n".join(judged.said)
        release.supersedes = supersedes
        release.asked_by, release.asked_by_name = actor.key, actor.name
        release.save(force_insert=True)
    except BaseException:
        keeping.drop(folder, release.pk)
        raise
    details = {"profile": f"{rule.name} v{rule.version}", "reason": release.reason}
    return _changed(release, details | {"made as": release.project_class, "leaves for": release.used_as})


@audited("release.approved", "approved a release")
def approve(actor: Actor, release: Release, *, reason: str) -> Changed[Release]:
    """A second person lets it go. What it takes the place of is superseded in the same transaction."""
    one = _held(release)
    rules.check_move(one, State.APPROVED)
    rules.check_second_person(one, actor)
    rules.check_not_given_away(one)
    check_use(one.programme, one.use)
    rules.check_whole(one, keeping.digest_of(keeping.kept(settings.BABYHUBS.folder, one.pk)))
    _decide(actor, one, State.APPROVED, reason)
    older = one.supersedes and _held(one.supersedes)
    if older:
        rules.check_move(older, State.SUPERSEDED)
        older.state = State.SUPERSEDED.value
        older.save(update_fields=["state"])
    details = {"reason": one.decision, "asked by": one.asked_by_name, "supersedes": older.title if older else ""}
    return _changed(one, details)


@audited("release.refused", "refused a release")
def refuse(actor: Actor, release: Release, *, reason: str) -> Changed[Release]:
    """A second person keeps it here."""
    one = _held(release)
    rules.check_move(one, State.REFUSED)
    rules.check_second_person(one, actor)
    _decide(actor, one, State.REFUSED, reason)
    return _changed(one, {"reason": one.decision, "asked by": one.asked_by_name})


@audited("release.withdrawn", "took back a request for a release")
def withdraw(actor: Actor, release: Release) -> Changed[Release]:
    """Who asked takes it back."""
    one = _held(release)
    rules.check_move(one, State.WITHDRAWN)
    rules.check_own_request(one, actor)
    one.state = State.WITHDRAWN.value
    one.save(update_fields=["state"])
    return _changed(one, {})


@audited("release.downloaded", "downloaded a released file")
def download(actor: Actor, release: Release) -> Changed[Path]:
    """The file of an approved release, after making sure that it is the one that was approved."""
    one = release
    rules.check_released(one)
    path = keeping.kept(settings.BABYHUBS.folder, one.pk)
    rules.check_whole(one, keeping.digest_of(path))
    changed = _changed(one, {})
    return Changed(path, subject=one, programme=changed.programme, details=changed.details)


def _check(title: str, reason: str, rule: Profile, supersedes: Release | None, programme: Programme) -> None:
    if not title.strip() or not reason.strip():
        raise InputError("A request needs a title and a reason.", remedy="Say what it is, and who needs it for what.")
    if rule.name == INTERNAL:
        raise InputError("The profile internal hides nothing.", remedy="Choose another profile, and protect the file.")
    if supersedes is not None:
        if supersedes.programme_id != programme.pk:
            raise InputError("This release belongs to another programme.", remedy="Choose one from the list.")
        rules.check_move(supersedes, State.SUPERSEDED)


def _judged(path: Path, name: str, rule: Profile, protected: Protected | None) -> Judgement:
    if protected is None:
        return by_profile(path, name, rule)
    if protected.profile.name != rule.name:
        raise InputError(f"The file was protected under {protected.profile.name}, not {rule.name}.")
    return by_attack(protected)


def _held(release: Release) -> Release:
    """The release as it is now, held until the end of the transaction: two people may decide at once."""
    return Release.objects.select_for_update().get(pk=release.pk)


def _decide(actor: Actor, one: Release, state: State, reason: str) -> None:
    if not reason.strip():
        raise InputError("A decision needs its reason.", remedy="Say what you looked at.")
    one.state, one.decision = state.value, reason.strip()
    one.decided_by, one.decided_by_name, one.decided_at = actor.key, actor.name, timezone.now()
    one.save(update_fields=["state", "decision", "decided_by", "decided_by_name", "decided_at"])
    keeping.write_receipt(settings.BABYHUBS.folder, one.pk, _receipt(one))


def _receipt(one: Release) -> dict[str, Any]:
    names = (
        "title",
        "strand",
        "project_class",
        "used_as",
        "file_name",
        "digest",
        "size",
        "profile",
        "profile_version",
        "state",
        "asked_by_name",
    )
    said = {name: getattr(one, name) for name in (*names, "decided_by_name", "decision")}
    return said | {"release": str(one.pk), "decided_at": one.decided_at.isoformat(timespec="seconds")}


def _changed(one: Release, details: dict[str, Any]) -> Changed[Release]:
    told = {"title": one.title, "file": one.file_name, "sha256": one.digest}
    return Changed(one, subject=one, programme=one.programme_id, details=told | details)
