"""Signing up: nothing is kept before the last button, nothing is lost on the way, and the register holds what was said."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from babyhubs.workbench.databases import PEOPLE
from babyhubs.workbench.people import services
from babyhubs.workbench.people.models import ChoiceCode, Consent, Person, Promise
from babyhubs.workbench.people.register import agreed_now, present
from babyhubs.workbench.people.wordings import answer_days, digest
from babyhubs.workbench.public import asking, carried, limits
from babyhubs.workbench.public.texts import texts
from babyhubs.workbench.record.models import Entry
from tests.workbench.public.sites import WHERE, a_site
from tests.workbench.public.walking import AMINA, Parent
from tests.workbench.service import TEST, Service

LEAST = {step: AMINA[step] for step in ("hold", "called", "way", "reach")}


@pytest.fixture(autouse=True)
def here(service: Service) -> Service:
    """A programme whose parents can sign up, in English and Arabic."""
    a_site(service.own, languages=("ar",))
    return service


class TestWhatIsKept:
    """In the register, through its services."""

    def test_a_parent_is_in_the_register_with_all_that_they_said(self, here: Service) -> None:
        Parent().signs_up()
        person = present(here.own.pk).get()
        contact = services.look(TEST, person)
        assert (contact.way, contact.phone, contact.interpreter) == ("text", "07700 900461", "so")
        answers = services.look_at_answers(TEST, person)
        assert (answers.needs, answers.other) == (("childcare", "travel"), "a swing")
        assert answers.about == {"language": "somali", "disability": "prefer-not-to-say"}
        assert agreed_now(person) == {"hold-details": True, "co-design": True, "fair-draw": True}
        (channel,) = set(Consent.objects.values_list("channel", flat=True))
        assert channel == "web"
        due = Promise.objects.get()
        assert (due.what, due.due_on) == ("next-step", timezone.localdate() + timedelta(days=answer_days()))

    def test_everything_but_a_name_and_one_way_to_be_reached_can_be_skipped(self, here: Service) -> None:
        Parent().signs_up(LEAST)
        assert agreed_now(present(here.own.pk).get()) == {"hold-details": True}

    def test_the_words_of_the_consent_are_those_that_were_read(self) -> None:
        parent = Parent("ar")
        parent.signs_up(LEAST)
        one = Consent.objects.get()
        words = texts("ar").said["consent.hold-details.1"]
        assert (one.language, one.wording, one.wording_sha256) == ("ar", 1, digest(words))
        assert words in parent.client.get(f"{parent.where}get-involved/questions/hold/").content.decode()

    def test_who_wants_a_text_message_leaves_no_address_that_they_typed_before(self, here: Service) -> None:
        parent = Parent()
        parent.answers(LEAST | {"way": {"way": "letter"}, "reach": {"address": "1 Mews"}})
        parent.signs_up(LEAST)
        contact = services.look(TEST, present(here.own.pk).get())
        assert (contact.address, contact.phone) == ("", "07700 900461")

    def test_without_consent_to_the_draw_nothing_about_the_person_is_asked_or_kept(self, here: Service) -> None:
        parent = Parent()
        parent.answers(AMINA)
        parent.pages.clear()
        parent.signs_up(AMINA | {"draw": {"agrees_fair-draw": "no"}})
        assert not [page for page in parent.pages if page.startswith("about-")]
        assert services.look_at_answers(TEST, present(here.own.pk).get()).about == {}


class TestNothingBefore:
    """The last button."""

    def test_until_then_neither_database_nor_a_session_holds_a_thing(self) -> None:
        Parent().answers(AMINA)
        assert not Person.objects.exists()
        assert not Session.objects.exists()
        assert not Entry.objects.using(PEOPLE).exists()

    def test_the_browser_carries_what_nobody_can_read(self) -> None:
        parent = Parent()
        parent.answers(AMINA)
        cookie = parent.client.cookies[carried.JOIN]
        assert "Zq" not in cookie.value
        assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/for-parents/")
        assert cookie["max-age"] == cookie["expires"] == ""

    def test_it_is_void_after_an_hour_and_when_somebody_changed_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        parent = Parent()
        check = parent.answers(AMINA)
        good = parent.client.cookies[carried.JOIN].value
        parent.client.cookies[carried.JOIN] = good[:-8] + "AAAAAA=="
        assert parent.client.get(check).status_code == 302
        parent.client.cookies[carried.JOIN] = good
        assert parent.client.get(check).status_code == 200
        monkeypatch.setitem(carried.LASTS, carried.JOIN, -1)
        assert parent.client.get(check).status_code == 302

    def test_a_no_to_the_first_question_ends_it(self) -> None:
        parent = Parent()
        told = parent.client.post(f"{WHERE}get-involved/questions/hold/", {"agrees_hold-details": "no"})
        assert "Then we keep nothing." in told.content.decode()
        assert not parent.client.cookies[carried.JOIN].value

    def test_one_press_forgets_it(self) -> None:
        parent = Parent()
        check = parent.answers(AMINA)
        parent.client.post(f"{WHERE}get-involved/forget/")
        assert parent.client.get(check).status_code == 302


class TestOnTheWay:
    """Back and forth."""

    def test_going_back_finds_every_answer(self) -> None:
        parent = Parent()
        parent.answers(AMINA)
        page = parent.client.get(f"{WHERE}get-involved/questions/called/").content.decode()
        assert 'value="Amina-Zq"' in page
        page = parent.client.get(f"{WHERE}get-involved/questions/needs/").content.decode()
        assert page.count(" checked") == 2

    def test_a_mistake_is_told_at_the_field_and_what_was_typed_stays(self) -> None:
        parent = Parent()
        for step, said, problem in (
            ("hold", {}, "Choose one of the answers."),
            ("called", {"called": " "}, "Tell us a name to call you by."),
            ("called", {"called": "x" * 61}, "This is too long. Please write less."),
            ("way", {"way": "owl"}, "Choose one of the answers."),
        ):
            page = parent.client.post(f"{WHERE}get-involved/questions/{step}/", said).content.decode()
            assert Parent.problem(page) == [problem]
            assert "<title>Error: " in page
        parent.client.post(f"{WHERE}get-involved/questions/way/", {"way": "email"})
        page = parent.client.post(f"{WHERE}get-involved/questions/reach/", {"email": "amina@"}).content.decode()
        assert "It needs an @" in Parent.problem(page)[0]
        assert 'value="amina@"' in page
        page = parent.client.post(f"{WHERE}get-involved/questions/reach/", {"email": ""}).content.decode()
        assert "Write it down" in Parent.problem(page)[0]

    def test_a_change_from_the_check_leads_back_to_it_or_to_what_it_opens(self) -> None:
        parent = Parent()
        check = parent.answers(LEAST)
        first = f"{WHERE}get-involved/questions/"
        assert parent.client.post(f"{first}called/?check", {"called": "Jo"})["Location"] == check
        assert parent.client.post(f"{first}way/?check", {"way": "email"})["Location"] == f"{first}reach/?check"
        assert parent.client.get(check)["Location"] == f"{first}reach/"
        assert parent.client.post(f"{first}reach/?check", {"email": "jo@example.org"})["Location"] == check
        opened = parent.client.post(f"{first}draw/?check", {"agrees_fair-draw": "yes"})["Location"]
        assert opened == f"{first}about-language/"

    def test_the_pages_ahead_cannot_be_sent_without_those_before(self) -> None:
        parent = Parent()
        parent.client.post(f"{WHERE}get-involved/questions/called/", {"called": "Jo"})
        assert parent.client.post(f"{WHERE}get-involved/check/")["Location"].endswith("/questions/hold/")
        assert not Person.objects.exists()

    def test_pressing_the_last_button_twice_signs_up_once(self) -> None:
        parent = Parent()
        check = parent.answers(LEAST)
        before = parent.client.cookies[carried.JOIN].value
        parent.client.post(check)
        parent.client.cookies[carried.JOIN] = before  # the second press, sent before the first was answered
        assert parent.client.post(check)["Location"].endswith("/thank-you/")
        assert (Person.objects.count(), ChoiceCode.objects.count()) == (1, 1)

    def test_the_longest_answers_fit_into_what_a_browser_carries(self) -> None:
        long = {
            field.name: "ش" * field.longest for step in asking.every_step() for field in step.fields if field.longest
        }
        assert carried.fits(carried.JOIN, {"place": "x" * 40, "ticket": "x" * 22, "said": long})


def test_who_sends_too_many_forms_is_asked_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(limits.FROM_ONE_ADDRESS, limits.SIGN_UP, "2/h/key")
    parent = Parent()
    for _ in range(2):
        parent.signs_up(LEAST)
    check = parent.answers(LEAST)
    answer = parent.client.post(check)
    assert answer.status_code == 429
    assert "Please wait a while" in answer.content.decode()
    assert Person.objects.count() == 2


def test_the_record_says_that_somebody_signed_up_and_names_nobody(here: Service) -> None:
    code = Parent().signs_up()
    entries = Entry.objects.using(PEOPLE)
    assert [one.action for one in entries] == ["person.added", "person.code", "person.promised"]
    assert {one.actor_name for one in entries} == {"the page for parents"}
    told = str(list(entries.values()))
    assert not [word for word in ("Amina", "900461", "swing", code) if word in told]
    assert not Entry.objects.filter(action__startswith="person").exists()
