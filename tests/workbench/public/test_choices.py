"""My choices: see, change, take back; and for whoever has no code that works, one answer whatever the reason."""

import re

import pytest
from django.contrib.sessions.models import Session

from babyhubs.workbench.databases import PEOPLE
from babyhubs.workbench.people import services
from babyhubs.workbench.people.models import Consent, Person
from babyhubs.workbench.people.register import agreed_now, present
from babyhubs.workbench.public import carried, limits
from babyhubs.workbench.record.models import Entry
from tests.workbench.people.persons import a_person
from tests.workbench.public.sites import WHERE, a_site
from tests.workbench.public.walking import AMINA, Parent
from tests.workbench.service import TEST, Service

MINE = f"{WHERE}my-choices/mine/"


@pytest.fixture(autouse=True)
def here(service: Service) -> Service:
    """A programme whose parents can sign up."""
    a_site(service.own)
    return service


@pytest.fixture
def amina() -> Parent:
    """She has signed up and opened her page."""
    parent = Parent()
    parent.opens(parent.signs_up())
    return parent


def test_a_parent_sees_what_they_said_and_the_look_is_an_entry() -> None:
    page = Parent().opens(Parent().signs_up())
    for text in ("Amina-Zq", "07700 900461", "Childcare during meetings", "a swing", "Somali", "I prefer not to say"):
        assert text in page, text
    done = [one.action for one in Entry.objects.using(PEOPLE).filter(actor_name="the parent, with their code")]
    assert done == ["person.looked", "person.answers-seen"]


def test_a_change_counts_when_it_is_saved_and_not_before(amina: Parent, here: Service) -> None:
    assert amina.changes("way", {"way": "email"}) == f"{MINE}reach/"
    assert amina.changes("reach", {"phone": "", "email": "amina@example.org"}) == MINE
    page = amina.client.get(MINE).content.decode()
    assert "Save my changes" in page
    person = present(here.own.pk).get()
    assert services.look(TEST, person).way == "text"
    saved = amina.client.post(MINE)
    assert "We saved your changes." in amina.client.get(saved["Location"]).content.decode()
    contact = services.look(TEST, person)
    assert (contact.way, contact.phone, contact.email) == ("email", "", "amina@example.org")


def test_taking_back_one_purpose_leaves_the_others(amina: Parent, here: Service) -> None:
    amina.changes("purposes", {})
    amina.client.post(MINE)
    person = present(here.own.pk).get()
    assert agreed_now(person) == {"hold-details": True, "co-design": False, "fair-draw": True}
    assert Consent.objects.filter(purpose="co-design").count() == 2


def test_taking_back_the_draw_erases_what_they_said_about_themselves(amina: Parent, here: Service) -> None:
    assert amina.changes("draw", {"agrees_fair-draw": "no"}) == MINE
    amina.client.post(MINE)
    answers = services.look_at_answers(TEST, present(here.own.pk).get())
    assert answers.about == {}
    assert answers.needs == ("childcare", "travel")


def test_a_yes_to_the_draw_later_asks_the_questions_that_go_with_it(here: Service) -> None:
    parent = Parent()
    parent.opens(parent.signs_up({step: AMINA[step] for step in ("hold", "called", "way", "reach")}))
    assert parent.changes("draw", {"agrees_fair-draw": "yes"}) == f"{MINE}about-language/"
    parent.changes("about-language", {"about_language": "somali"})
    parent.client.post(MINE)
    assert services.look_at_answers(TEST, present(here.own.pk).get()).about == {"language": "somali"}


def test_what_a_coordinator_wrote_down_stays_where_the_parent_changes_something_else(here: Service) -> None:
    person = a_person(here.own.pk, phone="07700 900123", email="jo@example.org")
    parent = Parent()
    parent.opens(services.give_code(TEST, person))
    parent.changes("called", {"called": "Jo"})
    parent.client.post(MINE)
    contact = services.look(TEST, person)
    assert (contact.phone, contact.email) == ("07700 900123", "jo@example.org")


def test_leaving_asks_once_more_and_then_erases(amina: Parent) -> None:
    assert "Nobody can undo this." in amina.client.get(f"{MINE}leave/").content.decode()
    assert Person.objects.get().left_on is None
    told = amina.client.post(f"{MINE}leave/").content.decode()
    assert "We erased what you told us." in told
    person = Person.objects.get()
    assert (person.card, person.contact, person.answers, person.left_why) == ("", "", "", "asked")
    assert not amina.client.cookies[carried.MINE].value
    assert amina.client.get(MINE).status_code == 302


class TestTheCode:
    """What opens the page, and what does not."""

    def test_a_link_opens_nothing_until_its_button_is_pressed(self) -> None:
        parent = Parent()
        parent.signs_up()
        link = re.search(r'href="(/[^"]+/links/[^"]+)"', parent.thanks)
        assert link
        page = Parent().client.get(link[1]).content.decode()
        assert "Amina" not in page
        code = re.search(r'name="code" value="([^"]+)"', page)
        assert code
        assert "Amina-Zq" in Parent().opens(code[1])

    def test_every_code_that_does_not_work_gets_the_same_answer(self, here: Service) -> None:
        elsewhere = services.give_code(TEST, a_person(here.others.pk))
        gone = a_person(here.own.pk)
        left = services.give_code(TEST, gone)
        services.erase(TEST, gone)
        replaced = services.give_code(TEST, there := a_person(here.own.pk))
        services.give_code(TEST, there)
        pages = {
            re.sub(r'value="[^"]{60,}"', "", Parent().opens(code))
            for code in ("", "AAAA-BBBB-CCCC", elsewhere, left, replaced, "x" * 500, "' OR 1=1 --", "٣٤٥")
        }
        assert len(pages) == 1
        assert "This code does not work." in pages.pop()

    def test_who_tries_too_many_is_asked_to_wait_also_with_the_right_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(limits.FROM_ONE_ADDRESS, limits.CODE, "3/10m/key")
        code = Parent().signs_up()
        for _ in range(3):
            assert "does not work" in Parent().opens("AAAA-BBBB-CCCC")
        assert "Please wait a while" in Parent().opens(code)

    def test_a_new_code_from_the_coordinator_ends_a_page_that_is_open(self, amina: Parent, here: Service) -> None:
        services.give_code(TEST, present(here.own.pk).get())
        assert amina.client.get(MINE)["Location"] == f"{WHERE}my-choices/"

    def test_closing_leaves_nothing_on_the_telephone(self, amina: Parent) -> None:
        amina.client.post(f"{MINE}close/")
        assert not [name for name in (carried.MINE, carried.DONE) if amina.client.cookies[name].value]
        assert amina.client.get(MINE).status_code == 302
        assert not Session.objects.exists()

    def test_another_page_of_the_way_is_closed_without_a_code(self) -> None:
        for page in ("", "called/", "leave/"):
            assert Parent().client.get(f"{MINE}{page}")["Location"] == f"{WHERE}my-choices/"


def test_a_coordinator_gives_a_code_and_sees_it_once(here: Service) -> None:
    person = a_person(here.own.pk)
    client = here.client("involvement-coordinator")
    page = f"/programmes/{here.own.pk}/parents/{person.pk}/code/"
    assert 'id="code"' not in client.get(page).content.decode()
    found = re.search(r'id="code"[^>]*>([^<]+)', client.post(page).content.decode())
    assert found
    assert "A Parent" in Parent().opens(found[1])
