"""The register: what is asked, what is kept, who looked."""

import hashlib
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.workbench.databases import PEOPLE, WORKBENCH
from babyhubs.workbench.people import codes, erasing, erasure_list, presenters, services, traces
from babyhubs.workbench.people.answers import Answers
from babyhubs.workbench.people.contact import Contact
from babyhubs.workbench.people.models import ChoiceCode, Consent, Person, PersonKey, Promise
from babyhubs.workbench.people.questions import PREFER_NOT, characteristics
from babyhubs.workbench.people.register import agreed_now, everybody, present
from babyhubs.workbench.people.wordings import DRAW, HOLD, keep_days, purposes
from babyhubs.workbench.record.models import Entry
from tests.workbench.people.persons import NOWHERE, ON, a_person
from tests.workbench.service import TEST, Service

HOW = {"channel": "telephone", "said_on": ON}


def entries(person: Person) -> list[str]:
    """What the record says was done with a person."""
    found = Entry.objects.using(PEOPLE).filter(subject=str(person.pk))
    return list(found.values_list("action", flat=True))


class TestConsent:
    """Each purpose apart, with its words, day, language and channel."""

    def test_nobody_is_kept_without_a_yes_to_it(self) -> None:
        with pytest.raises(InputError, match="did not agree"):
            a_person(agreed={HOLD: False, "co-design": True})
        assert not Person.objects.exists()

    def test_an_answer_keeps_the_version_and_the_words_that_were_used(self) -> None:
        one = services.record_consent(TEST, a_person(), purpose="co-design", given=True, language="so", **HOW)
        wording = purposes()["co-design"].on(ON)
        assert (one.wording, one.wording_sha256) == (wording.version, wording.sha256("so"))
        assert (one.language, one.channel, one.said_on, one.written_by) == ("so", "telephone", ON, TEST.name)

    def test_taking_one_back_leaves_the_others_and_the_history(self) -> None:
        person = a_person(agreed={"co-design": True, "photographs": True})
        services.record_consent(TEST, person, purpose="photographs", given=False, **HOW)
        assert agreed_now(person) == {HOLD: True, "co-design": True, "photographs": False}
        assert Consent.objects.filter(person=person, purpose="photographs").count() == 2

    def test_taking_back_the_register_itself_is_an_erasure(self) -> None:
        with pytest.raises(InputError, match="Without this nothing"):
            services.record_consent(TEST, a_person(), purpose=HOLD, given=False, **HOW)

    def test_nobody_says_anything_tomorrow(self) -> None:
        with pytest.raises(InputError, match="yet to come"):
            a_person(said_on=timezone.localdate() + timedelta(days=1))

    def test_the_words_of_a_version_never_change(self) -> None:
        """Whoever changes a text that was shown changes what people agreed to: write another version instead."""
        assert {key: [one.sha256("en")[:12] for one in purpose.wordings] for key, purpose in purposes().items()} == {
            "hold-details": ["0e618139dd54"],
            "co-design": ["ba59cd9969eb"],
            "application": ["dd0a37770c37"],
            "fair-draw": ["cf38daab62f4"],
            "photographs": ["bf3332481759"],
            "named-in-bid": ["bfec4a116702"],
        }


class TestAnswers:
    """What people say about themselves serves the draw and nothing else."""

    def test_it_is_kept_only_with_consent_to_the_draw(self) -> None:
        person = a_person()
        with pytest.raises(InputError, match="did not agree"):
            services.change_answers(TEST, person, Answers(about={"language": "somali"}))
        services.change_answers(TEST, person, Answers(needs=("childcare",)))
        assert services.look_at_answers(TEST, person).needs == ("childcare",)

    def test_it_goes_when_that_consent_is_taken_back_and_the_needs_stay(self) -> None:
        person = a_person(agreed={DRAW: True}, answers=Answers(("travel",), "a lift", {"carer": "father"}))
        services.record_consent(TEST, person, purpose=DRAW, given=False, **HOW)
        assert services.look_at_answers(TEST, person) == Answers(("travel",), "a lift", {})

    def test_every_question_says_why_and_takes_prefer_not_to_say(self) -> None:
        for one in characteristics().values():
            assert one.why.endswith(".")
            assert PREFER_NOT in one.answers

    def test_an_answer_that_is_none_is_refused(self) -> None:
        with pytest.raises(InputError, match="none that is known"):
            a_person(agreed={DRAW: True}, answers=Answers(about={"carer": "aunt"}))


class TestCodes:
    """With what a person opens their own page."""

    def test_a_code_finds_its_person_however_it_is_typed_and_nobody_elses_programme(self, service: Service) -> None:
        person = a_person()
        code = services.give_code(TEST, person)
        assert re.fullmatch(r"([2-9A-HJKMNP-TV-Z]{4}-){2}[2-9A-HJKMNP-TV-Z]{4}", code)
        for typed in (code, code.lower(), code.replace("-", " "), f" {code.replace('-', '')} "):
            assert codes.holder(NOWHERE, typed) == person
        assert codes.holder(service.own.pk, code) is None
        assert codes.holder(NOWHERE, "") is None

    def test_a_new_code_ends_the_earlier_one_and_an_erasure_ends_it_for_good(self) -> None:
        person = a_person()
        earlier, code = (services.give_code(TEST, person) for _ in range(2))
        assert codes.holder(NOWHERE, earlier) is None
        services.erase(TEST, person)
        assert codes.holder(NOWHERE, code) is None
        assert not ChoiceCode.objects.exists()

    def test_only_a_keyed_digest_is_kept_and_the_record_holds_neither(self) -> None:
        code = services.give_code(TEST, a_person())
        kept = str(list(ChoiceCode.objects.values())) + str(list(Entry.objects.using(PEOPLE).values()))
        plain = code.replace("-", "")
        assert plain not in kept
        assert hashlib.sha256(plain.encode()).hexdigest() not in kept

    def test_a_translation_that_was_shown_is_what_the_consent_holds(self) -> None:
        one = services.record_consent(
            TEST, a_person(), purpose="co-design", given=True, language="so", shown="Haa", **HOW
        )
        assert one.wording_sha256 == hashlib.sha256(b"Haa").hexdigest()


class TestThePool:
    """What a draw is given."""

    def test_it_holds_who_agreed_by_number_and_answers_and_nothing_else(self) -> None:
        said = {"carer": "father", "disability": PREFER_NOT}
        person = a_person(agreed={DRAW: True}, answers=Answers(("travel",), "a lift", said))
        services.speak_first(TEST, person, lead="Ros Dean")
        a_person(name="Not in the draw")
        (one,) = services.read_pool(TEST, NOWHERE)
        assert one.id == person.pk
        assert {key: answer for key, answer in one.said.items() if answer} == {"carer": "father"}
        assert set(one.said) == set(characteristics())
        assert not [word for word in ("Ros", "travel", "lift", "Parent") if word in str(one)]

    def test_a_lead_to_speak_to_first_changes_nothing_in_it(self) -> None:
        person = a_person(agreed={DRAW: True})
        before = services.read_pool(TEST, NOWHERE)
        services.speak_first(TEST, person, lead="Ros Dean")
        assert services.read_pool(TEST, NOWHERE) == before


class TestContact:
    """One way to reach a person, which nothing forbids."""

    @pytest.mark.parametrize(
        "contact",
        [Contact(way="call"), Contact(way="letter", address="1 Mews", no_post=True), Contact(way="owl", phone="1")],
    )
    def test_a_contact_that_reaches_nobody_is_refused(self, contact: Contact) -> None:
        with pytest.raises(InputError):
            a_person(contact=contact)

    def test_every_look_has_its_entry_and_the_entry_no_detail(self) -> None:
        person = a_person(phone="07700 900461")
        assert services.look(TEST, person).phone == "07700 900461"
        services.look(TEST, person)
        assert entries(person) == ["person.added", "person.looked", "person.looked"]
        assert "900461" not in str(list(Entry.objects.using(PEOPLE).values()))
        assert not Entry.objects.using(WORKBENCH).filter(action__startswith="person").exists()


class TestVault:
    """A key for each person."""

    def test_two_people_have_two_keys_and_neither_opens_the_others_words(self) -> None:
        one, other = a_person(name="One"), a_person(name="Other")
        keys = set(PersonKey.objects.values_list("material", flat=True))
        assert len(keys) == 2
        Person.objects.filter(pk=one.pk).update(card=other.card)
        with pytest.raises(InvalidTag):
            presenters.called(Person.objects.get(pk=one.pk))

    def test_a_part_cannot_be_put_in_the_place_of_another(self) -> None:
        person = a_person()
        person.card = person.contact
        with pytest.raises(InvalidTag):
            presenters.called(person)

    def test_the_length_does_not_tell_who_has_a_lead_to_speak_to(self) -> None:
        person = a_person()
        services.speak_first(TEST, person, lead="Dr Lead, named lead for safeguarding")
        flagged = Person.objects.get(pk=person.pk)
        assert presenters.lead(flagged)
        assert len(flagged.card) == len(person.card)


class TestLeaving:
    """The row stays, and says nothing."""

    def test_what_stays_is_a_random_number_days_and_purposes(self) -> None:
        person = a_person(agreed={DRAW: True}, answers=Answers(about={"carer": "father"}), language="so")
        services.promise(TEST, person, what="answer", due_on=ON)
        services.erase(TEST, person)
        left = Person.objects.get(pk=person.pk)
        assert (left.card, left.contact, left.answers, left.agreed_on) == ("", "", "", None)
        assert (left.left_on, left.left_why) == (timezone.localdate(), "asked")
        assert not PersonKey.objects.exists()
        assert not Promise.objects.exists()
        assert set(Consent.objects.values_list("language", flat=True)) == {""}
        assert everybody(NOWHERE).count() == 1
        assert not present(NOWHERE)

    def test_a_restored_database_is_made_to_forget_whoever_is_on_the_list(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """On PostgreSQL too, where others restore. SQLite folds no journal in during this test's own transaction."""
        cleared: list[Path] = []
        monkeypatch.setattr(traces, "clear", cleared.append)
        person, other = a_person(), a_person()
        erasure_list.note(tmp_path / erasure_list.NAME, person.pk, ON)
        assert erasing.replay(TEST, tmp_path) == 1
        assert erasing.replay(TEST, tmp_path) == 0
        assert cleared == [tmp_path, tmp_path]
        left = Person.objects.get(pk=person.pk)
        assert (left.card, left.left_on, left.left_why) == ("", ON, services.AGAIN)
        assert entries(person) == ["person.added", "person.erased-again"]
        assert list(present(NOWHERE)) == [other]

    def test_nobody_who_left_is_looked_at_or_changed(self) -> None:
        person = a_person()
        services.erase(TEST, person)
        for again in (services.look, services.look_at_answers, services.erase):
            with pytest.raises(InputError, match="not in the register any more"):
                again(TEST, person)

    def test_after_a_year_without_a_new_answer_a_person_is_due_and_a_new_yes_ends_that(self) -> None:
        person = a_person()
        then = ON + timedelta(days=keep_days())
        assert not presenters.is_due(person, then - timedelta(days=1))
        assert presenters.is_due(person, then)
        said_on = date(2026, 11, 20)
        services.record_consent(TEST, person, purpose=HOLD, given=True, channel="telephone", said_on=said_on)
        assert not presenters.is_due(Person.objects.get(pk=person.pk), then)


def test_the_people_database_does_not_know_a_programme_by_its_number(service: Service) -> None:
    person = a_person(service.own.pk)
    assert list(present(service.own.pk)) == [person]
    assert not present(service.others.pk)
    rows = str([list(model.objects.values()) for model in (Person, Consent, PersonKey)])
    rows += str(list(Entry.objects.using(PEOPLE).values()))
    assert str(service.own.pk) not in rows
    assert service.own.pk.hex not in rows
