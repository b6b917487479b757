"""The rule: what it says, its versions, a new one, what that moves, and the decision."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from babyhubs.workbench.access.declared import ACT, FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.audits import presenters as waits
from babyhubs.workbench.audits.models import RuleVersion
from babyhubs.workbench.audits.rules import presenters, services
from babyhubs.workbench.audits.rules.current import as_file, in_force, rule_of
from babyhubs.workbench.audits.rules.forms import RuleForm
from babyhubs.workbench.audits.rules.numbers import in_words
from babyhubs.workbench.web.telling import said_instead, told_on
from babyhubs.workbench.web.waiting import looks_again


@needs(Permission.AUDIT_READ)
def rule(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """The rule in force, in plain words, and every version."""
    lines = presenters.lines(request.programme)
    context = {
        "lines": lines,
        "now": next(line for line in lines if line.state == "In force"),
        "open": any(line.waits for line in lines),
        "may_run": Permission.AUDIT_RUN in request.rights,
    }
    return render(request, "audits/rules/rule.jinja", context)


@needs(Permission.AUDIT_RUN, methods=FORM)
def propose(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """A new version."""
    now = rule_of(in_force(programme_id))
    form = RuleForm(now.model_dump(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            one = services.propose(
                acting(request), request.programme, numbers=form.content(), reason=form.cleaned_data["reason"]
            )
            return redirect("audit-rule-version", programme_id, one.pk)
    return render(request, "audits/rules/propose.jinja", {"form": form, "now": now})


@needs(Permission.AUDIT_READ)
def version(request: HttpRequest, programme_id: uuid.UUID, version_id: uuid.UUID) -> HttpResponse:
    """One version: what it says otherwise, what that moves, and what was decided."""
    one = _version(request, version_id)
    is_open = one.state in services.OPEN
    cut_off = waits.interrupted(one)
    waiting = one.state == RuleVersion.State.WAITING and not cut_off
    context = {
        "one": one,
        "reference": rule_of(one).reference,
        "before": rule_of(one.rests_on).version,
        "differences": presenters.differences(one),
        "words": in_words(rule_of(one).model_dump()),
        "moved": presenters.moved(one),
        "problem": waits.problem(one),
        "waiting": waiting,
        "interrupted": waits.INTERRUPTED if cut_off else "",
        "may_run": is_open and not waiting and Permission.AUDIT_RUN in request.rights,
        "may_adopt": one.state in {RuleVersion.State.TRIED, RuleVersion.State.UNTRIED}
        and Permission.PROGRAMME_EDIT in request.rights,
    }
    return looks_again(request, render(request, "audits/rules/version.jinja", context), waiting=waiting)


@needs(Permission.AUDIT_RUN, methods=ACT)
def try_again(request: HttpRequest, programme_id: uuid.UUID, version_id: uuid.UUID) -> HttpResponse:
    """Once more, on the records of today."""
    with said_instead(request):
        services.try_again(acting(request), _version(request, version_id))
    return redirect("audit-rule-version", programme_id, version_id)


@needs(Permission.PROGRAMME_EDIT, methods=ACT)
def adopt(request: HttpRequest, programme_id: uuid.UUID, version_id: uuid.UUID) -> HttpResponse:
    """It holds from now on."""
    with said_instead(request):
        services.adopt(acting(request), _version(request, version_id))
    return redirect("audit-rule-version", programme_id, version_id)


@needs(Permission.AUDIT_RUN, methods=ACT)
def drop(request: HttpRequest, programme_id: uuid.UUID, version_id: uuid.UUID) -> HttpResponse:
    """It will not hold."""
    with said_instead(request):
        services.drop(acting(request), _version(request, version_id))
    return redirect("audit-rule-version", programme_id, version_id)


@needs(Permission.AUDIT_READ)
def write_file(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """The rule in force as the file that `babyhubs audit --rule` reads."""
    now = rule_of(in_force(programme_id))
    answer = HttpResponse(as_file(now), content_type="application/toml")
    answer["Content-Disposition"] = f'attachment; filename="rule-v{now.version}.toml"'
    return answer


def _version(request: HttpRequest, version_id: uuid.UUID) -> RuleVersion:
    versions = RuleVersion.objects.select_related("rests_on", "proposed_by", "decided_by")
    return get_object_or_404(versions, programme=request.programme, pk=version_id)
