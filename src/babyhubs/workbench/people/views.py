"""The register, for the involvement coordinator alone.

No message names anybody: messages are kept with the session, in the other database.
"""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from babyhubs.workbench.access.declared import ACT, FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.people import presenters, services
from babyhubs.workbench.people.forms import (
    YES,
    AddForm,
    AnswersForm,
    ConsentForm,
    ContactForm,
    EraseForm,
    PromiseForm,
    SpeakFirstForm,
)
from babyhubs.workbench.people.models import Person, Promise
from babyhubs.workbench.people.register import agreed_now, present
from babyhubs.workbench.people.wordings import DRAW, ENGLISH, HOLD, purposes
from babyhubs.workbench.web.telling import said_instead, told_on


@needs(Permission.CONTACTS_READ)
def register(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Who is in the register, and who is due an answer. Nothing here says how to reach anybody."""
    people, today = list(present(programme_id)), timezone.localdate()
    context = {
        "people": presenters.lines(programme_id, people, today),
        "diary": presenters.diary(programme_id, people, today),
    }
    return render(request, "people/register.jinja", context)


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def add(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """A person, typed for them."""
    form = AddForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            one = services.add(
                acting(request),
                programme_id,
                called=form.cleaned_data["called"],
                contact=form.contact(),
                agreed=form.agreed(),
                answers=form.answers(),
                **form.how(),
            )
            return redirect("register-person", programme_id, one.pk)
    return render(request, "people/add.jinja", {"form": form})


@needs(Permission.CONTACTS_READ)
def person(request: HttpRequest, programme_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """One person, without how to reach them."""
    one = _person(programme_id, person_id)
    context = {
        **_named(one),
        "reference": one.reference,
        "since": one.added_on,
        "due": presenters.is_due(one, timezone.localdate()),
        "asked": presenters.asked(programme_id, one),
        "diary": presenters.diary(programme_id, [one], timezone.localdate()),
        "history": presenters.history(one),
    }
    return render(request, "people/person.jinja", context)


@needs(Permission.CONTACTS_READ)
def contact(request: HttpRequest, programme_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """How to reach a person. The look is an entry in the record."""
    one = _person(programme_id, person_id)
    rows = presenters.reaching(services.look(acting(request), one))
    return render(request, "people/contact.jinja", {**_named(one), "rows": rows})


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def edit_contact(request: HttpRequest, programme_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Another way to reach a person. To see the form is a look."""
    one = _person(programme_id, person_id)
    if request.method == "POST":
        form = ContactForm(request.POST)
        if form.is_valid():
            with told_on(form):
                services.change_contact(
                    acting(request), one, called=form.cleaned_data["called"], contact=form.contact()
                )
                return redirect("register-person", programme_id, person_id)
    else:
        form = ContactForm(initial=presenters.contact_initial(one, services.look(acting(request), one)))
    return render(request, "people/edit_contact.jinja", {**_named(one), "form": form})


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def answers(request: HttpRequest, programme_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Needs, and what the person says about themselves. To see the form is a look."""
    one = _person(programme_id, person_id)
    may_draw = agreed_now(one).get(DRAW, False)
    if request.method == "POST":
        form = AnswersForm(request.POST, may_draw=may_draw)
        if form.is_valid():
            with told_on(form):
                services.change_answers(acting(request), one, form.answers())
                return redirect("register-person", programme_id, person_id)
    else:
        seen = services.look_at_answers(acting(request), one)
        form = AnswersForm(initial=presenters.answers_initial(seen), may_draw=may_draw)
    return render(request, "people/answers.jinja", {**_named(one), "form": form, "may_draw": may_draw})


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def consent(request: HttpRequest, programme_id: uuid.UUID, person_id: uuid.UUID, purpose: str) -> HttpResponse:
    """A new answer to one purpose."""
    one = _person(programme_id, person_id)
    if purpose not in purposes():
        raise Http404
    form = ConsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            given = form.cleaned_data["given"] == YES
            services.record_consent(acting(request), one, purpose=purpose, given=given, **form.how())
            return redirect("register-person", programme_id, person_id)
    asked = purposes()[purpose]
    context = {
        **_named(one),
        "form": form,
        "purpose": asked.title,
        "words": asked.on(timezone.localdate()).told(ENGLISH),
        "is_draw": purpose == DRAW,
        "is_hold": purpose == HOLD,
    }
    return render(request, "people/consent.jinja", context)


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def speak_first(request: HttpRequest, programme_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Whom to speak to before contacting this person."""
    one = _person(programme_id, person_id)
    named = presenters.lead(one)
    form = SpeakFirstForm(request.POST or None, initial={"lead": named[0] if named else ""})
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.speak_first(acting(request), one, lead=form.cleaned_data["lead"])
            return redirect("register-person", programme_id, person_id)
    return render(request, "people/speak_first.jinja", {**_named(one), "form": form})


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def code(request: HttpRequest, programme_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """A code for the person's own page. It is shown once, in the answer to the press of the button."""
    one = _person(programme_id, person_id)
    made = services.give_code(acting(request), one) if request.method == "POST" else ""
    return render(request, "people/code.jinja", {**_named(one), "code": made})


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def promise(request: HttpRequest, programme_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Something that the person is due."""
    one = _person(programme_id, person_id)
    form = PromiseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.promise(acting(request), one, **form.cleaned_data)
            return redirect("register-person", programme_id, person_id)
    return render(request, "people/promise.jinja", {**_named(one), "form": form})


@needs(Permission.CONTACTS_EDIT, methods=ACT)
def promise_kept(
    request: HttpRequest, programme_id: uuid.UUID, person_id: uuid.UUID, promise_id: uuid.UUID
) -> HttpResponse:
    """They had it."""
    one = _person(programme_id, person_id)
    with said_instead(request):
        services.keep_promise(acting(request), get_object_or_404(Promise, person=one, pk=promise_id))
    return redirect("register", programme_id)


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def erase(request: HttpRequest, programme_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """The person leaves, and everything that they said is erased."""
    one = _person(programme_id, person_id)
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.erase(acting(request), one, why=form.cleaned_data["why"])
            messages.info(request, "The person was erased from the register.")
            return redirect("register", programme_id)
    return render(request, "people/erase.jinja", {**_named(one), "form": form})


def _person(programme_id: uuid.UUID, person_id: uuid.UUID) -> Person:
    """Of this programme's register, and still in it."""
    one: Person = get_object_or_404(present(programme_id), pk=person_id)
    return one


def _named(person: Person) -> dict[str, object]:
    return {"called": presenters.called(person), "id": person.pk, "lead": presenters.lead(person)}
