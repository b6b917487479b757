"""Members: for the involvement coordinator alone. No message names anybody: messages are kept in the other database."""

import uuid
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from babyhubs.panel.payments import notice
from babyhubs.workbench.access.declared import ACT, FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.panel.drawing.services import RESULT
from babyhubs.workbench.panel.life import presenters, services, words
from babyhubs.workbench.panel.life.forms import AnswerForm, ExpenseForm, LeaveForm, PayForm, SentForm
from babyhubs.workbench.panel.life.groups import groups as by_group
from babyhubs.workbench.panel.life.groups import held
from babyhubs.workbench.panel.models import Draw, Meeting, Member, Panel
from babyhubs.workbench.panel.states import DrawState, MemberState, Role
from babyhubs.workbench.people import presenters as people_presenters
from babyhubs.workbench.people import services as people_services
from babyhubs.workbench.people.models import Promise
from babyhubs.workbench.people.register import register_of
from babyhubs.workbench.web.telling import said_instead, told_on


@needs(Permission.CONTACTS_READ)
def members(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Who sits, who is in the reserve, where each stands."""
    panel = Panel.objects.filter(register=register_of(programme_id)).prefetch_related("lines").first()
    context: dict[str, Any] = {"seats": [], "reserve": [], "gone": [], "untold": 0, "draw": None}
    if panel is not None:
        panel = _with_people(panel)
        today = timezone.localdate()
        drawn = panel.draws.filter(state=DrawState.DRAWN).first()
        context = {
            "seats": presenters.lines(panel, programme_id, Role.SEAT, today),
            "reserve": presenters.lines(panel, programme_id, Role.RESERVE, today),
            "gone": presenters.gone(panel),
            "untold": _untold(panel, drawn) if drawn else 0,
            "draw": drawn.pk if drawn else None,
            "empty": panel.seats - sum(one.role == Role.SEAT and not one.ended_on for one in panel.members.all()),
        }
    return render(request, "panel/members.jinja", context)


@needs(Permission.CONTACTS_READ)
def member(request: HttpRequest, programme_id: uuid.UUID, member_id: uuid.UUID) -> HttpResponse:
    """One member, without how to reach them."""
    one = _member(programme_id, member_id)
    context = {
        **_named(one),
        "state": MemberState(one.state).label if one.role == Role.SEAT else "In reserve",
        "seat": one.role == Role.SEAT,
        "ended": one.ended_on,
        "answer_by": one.answer_by,
        "messages_for": [] if one.ended_on else presenters.offered(one, programme_id),
        "pay": one.pay,
        "less": one.less,
        "told_benefits_on": one.told_benefits_on,
        "due": presenters.due(one, list(one.panel.meetings.all()), programme_id),
        "person_id": one.person_id,
    }
    return render(request, "panel/member.jinja", context)


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def message(request: HttpRequest, programme_id: uuid.UUID, member_id: uuid.UUID, message: str) -> HttpResponse:
    """A message to copy, in the way that the person wants. To see it is a look at their contact."""
    one = _member(programme_id, member_id)
    if message not in words.messages():
        raise Http404
    contact = people_services.look(acting(request), one.person)
    ways = presenters.allowed(contact)
    initial = {"way": ways[0], "answer_by": f"{presenters.answer_by(timezone.localdate()):%d/%m/%Y}"}
    form = SentForm(request.POST or None, ways=ways, invites=message == words.INVITATION, initial=initial)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.note_sent(acting(request), one, message=message, **form.cleaned_data)
            return redirect("panel-member", programme_id, member_id)
    kind = words.messages()[message]
    filled = presenters.values(one, request.programme, request.user.name, _meeting(one.panel), _changed(one.panel))
    context = {
        **_named(one),
        "heading": kind.title,
        "form": form,
        "rows": people_presenters.reaching(contact),
        "interpreter": contact.interpreter,
        "words": kind.filled(ways[0], filled),
        "longer": kind.filled(words.LETTER, filled) if ways[0] not in (words.EMAIL, words.LETTER) else "",
    }
    return render(request, "panel/message.jinja", context)


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def answer(request: HttpRequest, programme_id: uuid.UUID, member_id: uuid.UUID) -> HttpResponse:
    """How they answered."""
    one, form = _member(programme_id, member_id), AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.note_answer(acting(request), one, **form.cleaned_data)
            return redirect("panel-members", programme_id)
    return _form(request, one, form, "How did they answer the invitation?", "Write it down")


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def leave(request: HttpRequest, programme_id: uuid.UUID, member_id: uuid.UUID) -> HttpResponse:
    """They leave the panel."""
    one, form = _member(programme_id, member_id), LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.leave(acting(request), one, **form.cleaned_data)
            return redirect("panel-members", programme_id)
    lede = (
        "They stay in the register. If they want to leave that too, erase them there: the seat becomes free by itself."
    )
    return _form(request, one, form, "They leave the panel", "Write it down", lede)


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def pay_choice(request: HttpRequest, programme_id: uuid.UUID, member_id: uuid.UUID) -> HttpResponse:
    """How they want to be paid."""
    one = _member(programme_id, member_id)
    told = one.told_benefits_on
    initial = {"pay": one.pay, "less": one.less, "told_benefits_on": f"{told:%d/%m/%Y}" if told else ""}
    form = PayForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.choose_pay(acting(request), one, **form.cleaned_data)
            return redirect("panel-member", programme_id, member_id)
    return _form(
        request, one, form, "How they want to be paid", "Save", f"Read out before the first payment: “{notice()}”"
    )


@needs(Permission.CONTACTS_EDIT, methods=ACT)
def pay(request: HttpRequest, programme_id: uuid.UUID, member_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """A meeting is paid."""
    one = _member(programme_id, member_id)
    meeting = get_object_or_404(Meeting, pk=meeting_id, panel=one.panel)
    with said_instead(request):
        services.pay(acting(request), one, meeting=meeting, on=timezone.localdate())
    return redirect("panel-member", programme_id, member_id)


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def expense(request: HttpRequest, programme_id: uuid.UUID, member_id: uuid.UUID) -> HttpResponse:
    """What they spent is paid back."""
    one, form = _member(programme_id, member_id), ExpenseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.pay_expense(acting(request), one, **form.cleaned_data)
            return redirect("panel-member", programme_id, member_id)
    return _form(request, one, form, "What they spent", "Write it down")


@needs(Permission.CONTACTS_READ)
def groups(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Who sits, who came and who was asked, by group. The look is an entry in the record."""
    panel = Panel.objects.filter(register=register_of(programme_id)).first()
    found = panel
    if found is not None:
        services.look_at_groups(acting(request), found)
        found = Panel.objects.prefetch_related("lines", "meetings__attendances").get(pk=found.pk)
        found = _with_people(found)
    context = {
        "questions": by_group(found, timezone.localdate()) if found else [],
        "meetings": [one.on for one in held(found)] if found else [],
    }
    return render(request, "panel/groups.jinja", context)


def _member(programme_id: uuid.UUID, member_id: uuid.UUID) -> Member:
    """Of this programme's panel, and still in the register."""
    found: Member = get_object_or_404(
        Member.objects.select_related("panel", "person__key"),
        pk=member_id,
        panel__register=register_of(programme_id),
        person__left_on=None,
    )
    return found


def _with_people(panel: Panel) -> Panel:
    """The panel with its members, their persons and their keys."""
    prefetch_related_objects([panel], Prefetch("members", Member.objects.select_related("person__key", "draw")))
    return panel


def _untold(panel: Panel, drawn: Draw) -> int:
    """How many of the pool have not heard how the draw ended, beside those who sit or are in the reserve."""
    known = [one.person_id for one in panel.members.all() if one.ended_on is None]
    waiting = Promise.objects.filter(what=RESULT, kept_on=None, person__in=drawn.entries.values("person"))
    return waiting.exclude(person__in=known).count()


def _meeting(panel: Panel) -> Meeting | None:
    """The next meeting, or the newest that was."""
    every = sorted(panel.meetings.all(), key=lambda one: one.on)
    coming = [one for one in every if one.on >= timezone.localdate()]
    return (coming or every[-1:] or [None])[0]


def _changed(panel: Panel) -> list[str]:
    return [one.text for one in panel.lines.all() if one.kind in ("changed", "not changed") and not one.why_out]


def _named(one: Member) -> dict[str, object]:
    return {
        "called": people_presenters.called(one.person),
        "label": one.label,
        "id": one.pk,
        "lead": people_presenters.lead(one.person),
    }


def _form(request: HttpRequest, one: Member, form: object, heading: str, button: str, lede: str = "") -> HttpResponse:
    context = {**_named(one), "form": form, "heading": heading, "button": button, "lede": lede}
    return render(request, "panel/member_form.jinja", context)
