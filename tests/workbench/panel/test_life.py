"""After the draw: invitations and answers, meetings, what came of them, payments; and that nobody is named outside their own pages."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.workbench.panel.account import services as account
from babyhubs.workbench.panel.account.sources import sources
from babyhubs.workbench.panel.life import services as life
from babyhubs.workbench.panel.meetings import services as meetings
from babyhubs.workbench.panel.models import LogLine, Meeting, Member
from babyhubs.workbench.panel.states import MemberState
from babyhubs.workbench.people.contact import Contact
from babyhubs.workbench.people.models import Promise
from babyhubs.workbench.people.services import change_contact, erase
from babyhubs.workbench.record.models import Entry
from tests.workbench.panel.rows import a_meeting, a_member, a_panel
from tests.workbench.service import TEST, Service

TODAY = timezone.localdate()
ON = date(2026, 11, 2)


def due(what: str) -> int:
    """How many are due it."""
    return Promise.objects.filter(what=what, kept_on=None).count()


def page(service: Service, where: str, role: str = "involvement-coordinator") -> str:
    """A page of the panel."""
    return service.client(role).get(f"/programmes/{service.own.pk}/panel/{where}").content.decode()


class TestInvitations:
    """Copied and sent by a person; the diary knows when an answer is awaited."""

    def test_the_words_are_filled_in_and_the_wishes_of_the_person_respected(self, service: Service) -> None:
        seat = a_member(service.own, MemberState.DRAWN)
        contact = Contact("text", phone="07700 900124", address="2 Low Road", no_post=True, safe_times="After six")
        change_contact(TEST, seat.person, called="Amina", contact=contact)
        shown = page(service, f"members/{seat.pk}/messages/invitation/")
        assert "Hello Amina, this is Involvement Coordinator. Your number was drawn" in shown
        by = TODAY + timedelta(days=10)
        assert f"Please tell me by {by.day} {by:%B %Y}." in shown
        assert "After six" in shown
        assert 'value="letter"' not in shown  # post is not safe
        assert Entry.objects.using("people").filter(action="person.looked").count() == 1

    def test_an_invitation_awaits_its_answer_in_the_diary(self, service: Service) -> None:
        seat = a_member(service.own, MemberState.DRAWN)
        with pytest.raises(InputError, match="By which day"):
            life.note_sent(TEST, seat, message="invitation", way="call", on=TODAY)
        by = TODAY + timedelta(days=7)
        life.note_sent(TEST, seat, message="invitation", way="call", on=TODAY, answer_by=by)
        assert due("answer-awaited") == 1
        assert "Invited" in page(service, "members/")
        life.note_answer(TEST, seat, state=MemberState.ACCEPTED, on=TODAY)
        assert (due("answer-awaited"), due("next-step")) == (0, 1)

    def test_who_declines_has_no_seat_any_more(self, service: Service) -> None:
        seat = a_member(service.own, MemberState.INVITED)
        life.note_answer(TEST, seat, state=MemberState.DECLINED, on=TODAY)
        assert "Declined" in page(service, "members/")
        with pytest.raises(InputError, match="not on the panel any more"):
            life.leave(TEST, seat, why="time", on=TODAY)

    def test_who_is_asked_often_is_marked(self, service: Service) -> None:
        seat = a_member(service.own)
        for _ in range(4):
            life.note_sent(TEST, seat, message="meeting", way="call", on=TODAY)
        assert "Often" in page(service, "members/")


class TestMeetings:
    """Who came is written down once and corrected; each is due a payment and to hear what changed."""

    def test_those_who_came_are_due_a_payment_and_an_answer(self, service: Service) -> None:
        seat, meeting = a_member(service.own), a_meeting(service.own)
        for _ in range(2):  # written down again, nobody is due it twice
            meetings.note_came(TEST, meeting, members=[seat])
        assert (due("payment"), due("what-changed")) == (1, 1)
        assert [one.people for one in LogLine.objects.filter(kind="meeting", why_out="")] == [1]

    def test_from_a_question_to_who_told_the_parents(self, service: Service) -> None:
        seat, meeting = a_member(service.own), a_meeting(service.own)
        meetings.note_came(TEST, meeting, members=[seat])
        client = service.client("involvement-coordinator")
        log = f"/programmes/{service.own.pk}/panel/log/new"
        words = {
            "asked": "How should the room be arranged?",
            "said": "The queue for the scales frightens us.",
            "changed": "The scales stand by the door.",
            "told-back": "The coordinator, by text message.",
        }
        belongs = f"?meeting={meeting.pk}"
        for kind, text in words.items():
            sent = {"text": text, "on": f"{TODAY:%d/%m/%Y}", "bid_line": "4.2" if kind == "changed" else ""}
            assert client.post(f"{log}/{kind}/{belongs}", sent).status_code == 302
            belongs = f"?about={LogLine.objects.latest('number').number}"
        shown = page(service, f"meetings/{meeting.pk}/")
        assert all(text in shown for text in words.values())
        assert due("what-changed") == 0  # they were told
        for role in ("involvement-coordinator", "service-lead"):
            told = page(service, "you-said/", role)
            assert "The queue for the scales frightens us." in told
            assert "The scales stand by the door." in told
        drafts = page(service, "account/", "service-lead")
        assert "Changed: The scales stand by the door." in drafts
        assert "see the bid at 4.2" in drafts
        assert "Write down why parents were asked to join" in drafts  # what is missing is said
        given = [one.record for one in sources(service.own)]
        assert given[0].words == (
            "Parents said: The queue for the scales frightens us. What changed: The scales stand by the door."
        )
        assert next(one.about for one in sources(service.own)) == "What changed because of parents"

    def test_a_line_that_names_somebody_is_refused_and_one_taken_out_counts_no_more(self, service: Service) -> None:
        seat = a_member(service.own)
        change_contact(TEST, seat.person, called="Amina", contact=Contact("call", phone="07700 900124"))
        with pytest.raises(InputError, match="is what somebody in the register is called"):
            account.add(TEST, service.own.pk, kind="aim", on=TODAY, text="Amina asked for it.")
        line = account.add(TEST, service.own.pk, kind="aim", on=TODAY, text="So that hubs fit.")
        assert "So that hubs fit." in page(service, "account/")
        account.take_out(TEST, line, why="Written twice.")
        assert "So that hubs fit." not in page(service, "account/")
        assert "Written twice." in page(service, "log/")


class TestMoney:
    """At the rate of the day, as each wants it, and never before the notice about benefits."""

    def came(self, service: Service) -> tuple[Member, Meeting]:
        """Somebody who came."""
        seat, meeting = a_member(service.own), a_meeting(service.own)
        meetings.note_came(TEST, meeting, members=[seat])
        return seat, meeting

    def test_nothing_is_paid_before_the_notice_and_nothing_twice(self, service: Service) -> None:
        seat, meeting = self.came(service)
        with pytest.raises(InputError, match="have not chosen"):
            life.pay(TEST, seat, meeting=meeting, on=TODAY)
        life.choose_pay(TEST, seat, pay="voucher", less=None, told_benefits_on=None)
        with pytest.raises(InputError, match="notice about benefits"):
            life.pay(TEST, seat, meeting=meeting, on=TODAY)
        life.choose_pay(TEST, seat, pay="voucher", less=None, told_benefits_on=TODAY)
        line = life.pay(TEST, seat, meeting=meeting, on=TODAY)
        assert (line.pounds, due("payment")) == (Decimal("55.00"), 0)
        with pytest.raises(InputError, match="paid to them already"):
            life.pay(TEST, seat, meeting=meeting, on=TODAY)

    def test_who_wants_less_or_nothing_has_it(self, service: Service) -> None:
        seat, meeting = self.came(service)
        life.choose_pay(TEST, seat, pay="less", less=Decimal(20), told_benefits_on=TODAY)
        assert life.pay(TEST, seat, meeting=meeting, on=TODAY).pounds == Decimal(20)
        life.choose_pay(TEST, seat, pay="none", less=None, told_benefits_on=None)
        with pytest.raises(InputError, match="do not want to be paid"):
            life.pay(
                TEST,
                seat,
                meeting=Meeting.objects.create(panel=seat.panel, on=ON, title="T", activity="half day"),
                on=TODAY,
            )

    def test_budget_against_what_was_paid(self, service: Service) -> None:
        seat, meeting = self.came(service)
        meetings.set_budget(TEST, service.own.pk, budget={"about two hours": Decimal(50), "expenses": Decimal(100)})
        life.choose_pay(TEST, seat, pay="voucher", less=None, told_benefits_on=TODAY)
        life.pay(TEST, seat, meeting=meeting, on=TODAY)
        life.pay_expense(TEST, seat, what="travel", pounds=Decimal("4.40"), on=TODAY)
        shown = page(service, "payments/", "service-lead")
        assert "Over by £5.00" in shown.replace("</strong>", "").replace("<strong>", "")
        assert "£95.60" in shown

    def test_the_amount_stays_when_the_person_is_erased(self, service: Service) -> None:
        seat, meeting = self.came(service)
        life.choose_pay(TEST, seat, pay="voucher", less=None, told_benefits_on=TODAY)
        life.pay(TEST, seat, meeting=meeting, on=TODAY)
        erase(TEST, seat.person)
        paid = LogLine.objects.get(kind="payment")
        assert (paid.pounds, paid.person) == (Decimal("55.00"), None)
        assert meeting.attendances.get().person is None
        assert "Left the register" in page(service, "members/")


def test_a_service_lead_sees_numbers_and_no_name(service: Service) -> None:
    seat, meeting = a_member(service.own), a_meeting(service.own)
    change_contact(TEST, seat.person, called="Zuleikha", contact=Contact("call", phone="07700 900124"))
    meetings.note_came(TEST, meeting, members=[seat])
    pages = (
        "",
        "seats/",
        "draws/",
        f"draws/{seat.draw_id}/",
        "meetings/",
        f"meetings/{meeting.pk}/",
        "payments/",
        "log/",
        "account/",
    )
    for where in (*pages, "account/download/", "you-said/"):
        assert "Zuleikha" not in page(service, where, "service-lead")
    assert "Zuleikha" in page(service, "members/")
    assert "Zuleikha" not in page(service, "groups/")
    assert "Zuleikha" not in "".join(Entry.objects.using("people").values_list("details", flat=True))


def test_what_leaves_shows_no_small_number(service: Service) -> None:
    seat = a_member(service.own)
    a_panel(service.own)
    assert seat
    flow = next(one.record for one in sources(service.own) if one.record.title.startswith("From told"))
    assert dict(flow.figures) == {}
    assert "a small number" in flow.words
