"""From an empty register to a seated panel: seats with their reasons, the lottery, its proof, the public draw, who is drawn again."""

from datetime import date

import pytest
from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.workbench.panel.drawing import services as drawing
from babyhubs.workbench.panel.drawing.lottery import NoLottery, panel_of_ticket
from babyhubs.workbench.panel.drawing.making import make, make_reserve
from babyhubs.workbench.panel.drawing.recheck import recheck
from babyhubs.workbench.panel.life import services as life
from babyhubs.workbench.panel.models import Draw, Member, Panel, PoolEntry
from babyhubs.workbench.panel.seats import services as seats
from babyhubs.workbench.panel.standing import standing
from babyhubs.workbench.panel.states import DrawState, MemberState, Role
from babyhubs.workbench.people.contact import Contact
from babyhubs.workbench.people.models import Promise
from babyhubs.workbench.people.services import change_contact, erase, record_consent
from babyhubs.workbench.programme import services as programmes
from babyhubs.workbench.programme.steps import State
from babyhubs.workbench.programme.use import Use
from babyhubs.workbench.record.models import Entry
from tests.workbench.panel.findings import given
from tests.workbench.panel.rows import ONE_SOMALI, a_register, seats_by_hand
from tests.workbench.service import TEST, Service

TODAY = timezone.localdate()


def drawn(service: Service, ticket: int = 417) -> Draw:
    """A panel of three, drawn from eight."""
    a_register(service.own)
    seats_by_hand(service.own)
    draw = make(TEST, service.own.pk)
    drawing.publish(TEST, draw, where="The notice board", on=TODAY)
    return drawing.draw_number(TEST, draw, ticket=ticket, how="Three dice", on=TODAY)


class TestSeats:
    """Proposed from the audit, once it is decided that it may be used; changed with a reason."""

    def test_nothing_is_proposed_across_kinds_of_work_before_somebody_decided(
        self, service: Service, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        given(monkeypatch)
        with pytest.raises(InputError, match="Choose at least one"):
            seats.propose(TEST, service.own, seats=12, features=[], unseen_groups=[])
        page = service.client("involvement-coordinator").get(f"/programmes/{service.own.pk}/panel/seats/propose/")
        assert "nobody has decided that it may" in page.content.decode()
        use = Use("audit", "clinical audit", "panel", "public involvement")
        programmes.decide_use(TEST, service.own, use, why="The same families.", approval="IG-115")
        panel = seats.propose(
            TEST, service.own, seats=12, features=["ethnic_group", "mother_age"], unseen_groups=["fathers"]
        )
        # then every rule cites its findings, with the arithmetic, and an unseen group has a seat.
        assert panel.uses == [
            {"source": "audit", "collected_as": "clinical audit", "strand": "panel", "used_as": "public involvement"}
        ]
        assert all(part["finding"].startswith("sha256:") for rule in panel.rules for part in rule["parts"])
        father = next(rule for rule in panel.rules if rule["question"] == "carer")
        assert (father["answer"], father["low"]) == ("father", 1)
        grown = next(rule for rule in panel.rules if rule["answer"] == "25-34")
        assert len(grown["parts"]) == 2  # 25-29 and 30-34 share one answer
        shown = service.client("service-lead").get(f"/programmes/{service.own.pk}/panel/seats/").content.decode()
        assert "12.5% of babies, others are reached 2.00 times as often" in shown
        assert 'href="/finding-1/"' in shown
        assert "deprivation_national: 1" in shown  # missed, and the register asks nothing that shows it
        # A coordinator may not see the audit: the finding is told, and its page is not linked.
        coordinator = service.client("involvement-coordinator")
        shown = coordinator.get(f"/programmes/{service.own.pk}/panel/seats/").content.decode()
        assert "ethnic_group: Black" in shown
        assert "/finding-1/" not in shown
        shown = coordinator.get(f"/programmes/{service.own.pk}/panel/seats/propose/").content.decode()
        assert "deprivation_national: 1" in shown  # missed, and the register asks nothing that shows it
        assert "unseen: no_car" in shown

    def test_a_change_needs_a_reason_and_keeps_it(self, service: Service) -> None:
        seats_by_hand(service.own)
        with pytest.raises(InputError, match="needs a reason"):
            seats.change_rule(TEST, service.own.pk, question="language", answer="somali", low=2, high=2, why=" ")
        panel = seats.change_rule(
            TEST, service.own.pk, question="language", answer="somali", low=2, high=2, why="Two sisters."
        )
        assert [one["why"] for one in panel.rules[0]["edits"]] == ["They asked for it.", "Two sisters."]


class TestTheDraw:
    """Made, published, drawn; and every step refused out of turn."""

    def test_the_lottery_is_checked_and_knows_nobody(self, service: Service) -> None:
        people = a_register(service.own)
        seats_by_hand(service.own)
        draw = make(TEST, service.own.pk)
        assert draw.found["pool"] == len(people)
        assert any("keep every rule" in line for line in draw.found["checked"])
        written = "".join(draw.files.values()) + str(draw.found)
        assert not [one for one in people if str(one.pk) in written or one.pk.hex in written]
        assert "internal/pool.csv" not in draw.files
        assert recheck(draw, []).wrong == ""
        assert "somali" not in "".join(PoolEntry.objects.values_list("said", flat=True))

    def test_no_number_before_the_digest_is_published_and_only_one(self, service: Service) -> None:
        a_register(service.own)
        seats_by_hand(service.own)
        draw = make(TEST, service.own.pk)
        with pytest.raises(InputError, match="another point"):
            drawing.draw_number(TEST, draw, ticket=5, how="Dice", on=TODAY)
        drawing.publish(TEST, draw, where="The notice board", on=TODAY)
        with pytest.raises(InputError, match="no ticket 1000"):
            drawing.draw_number(TEST, draw, ticket=1000, how="Dice", on=TODAY)
        with pytest.raises(InputError, match="before the tickets were published"):
            drawing.draw_number(TEST, draw, ticket=5, how="Dice", on=date(2026, 1, 1))
        drawing.draw_number(TEST, draw, ticket=5, how="Dice", on=TODAY)
        with pytest.raises(InputError, match="another point"):
            drawing.draw_number(TEST, draw, ticket=6, how="Dice", on=TODAY)
        labels = set(Member.objects.values_list("label", flat=True))
        draw.refresh_from_db()
        assert labels == set(panel_of_ticket(draw.files["tickets.csv"], 5))
        assert Promise.objects.filter(what="draw-result", kept_on=None).count() == 8
        assert drawing.told_rest(TEST, draw) == 5

    def test_one_person_from_a_household(self, service: Service) -> None:
        people = a_register(service.own, ("somali", "somali", "english"))
        for one in people[:2]:
            change_contact(TEST, one, called="Other", contact=Contact("letter", address="1 High Street, Easton"))
        seats_by_hand(service.own, low=2, count=2)
        with pytest.raises(NoLottery):
            make(TEST, service.own.pk)
        seats.change_rule(TEST, service.own.pk, question="language", answer="somali", low=1, high=2, why="One home.")
        draw = make(TEST, service.own.pk)
        rows = [set(line.split(",")[1:]) for line in draw.files["tickets.csv"].splitlines()[1:]]
        pair = set(PoolEntry.objects.filter(person__in=people[:2]).values_list("label", flat=True))
        assert not [row for row in rows if pair <= row]

    def test_rules_that_no_panel_keeps_are_told_in_words_and_a_way_out_is_chosen(self, service: Service) -> None:
        a_register(service.own, ONE_SOMALI)
        seats_by_hand(service.own, low=2)
        with pytest.raises(NoLottery):
            make(TEST, service.own.pk)
        page = (
            service.client("involvement-coordinator").get(f"/programmes/{service.own.pk}/panel/draws/").content.decode()
        )
        assert "No panel from the register keeps all seats" in page
        assert "at least 2 becomes at least 1" in page
        assert "Which language do you speak most at home? Somali needs at least 2 people" in page
        assert "Which “" not in page
        assert "Somali" in page
        assert page.count("Choose this") == 2  # to loosen, or to leave the question out; people must be found elsewhere
        ways = Panel.objects.get().advice["ways"]
        place = next(number for number, way in enumerate(ways) if way["limits"])
        panel = seats.take_way(TEST, service.own.pk, place=place, why="We go on with one.")
        assert panel.rules[0]["low"] == 1
        assert "No panel from the register could have 2 to 2" in panel.rules[0]["edits"][-1]["why"]
        assert make(TEST, service.own.pk).state == DrawState.MADE

    def test_a_draw_that_was_changed_afterwards_is_found_out(self, service: Service) -> None:
        draw = drawn(service)
        labels = list(Member.objects.values_list("label", flat=True))
        assert recheck(draw, labels, draw.found["hash"]).wrong == ""
        assert "not that of the tickets" in recheck(draw, labels, "0" * 64).wrong
        assert "not those of the ticket" in recheck(draw, labels[1:]).wrong
        draw.files["tickets.csv"] = draw.files["tickets.csv"].replace("P001", "P002")
        assert "changed after the draw" in recheck(draw, labels).wrong


class TestAfterwards:
    """The panel stays whole: who declines or leaves is drawn again, with those who sit fixed."""

    def test_the_reserve_and_the_draw_for_an_empty_seat(self, service: Service) -> None:
        drawn(service)
        said = make_reserve(TEST, service.own.pk, 0.2)
        assert said["one"][0] == 3
        seat = Member.objects.filter(role=Role.SEAT).first()
        life.note_answer(TEST, seat, state=MemberState.DECLINED, on=TODAY)
        again = make(TEST, service.own.pk, "reserve")
        assert (again.seats, len(again.stay)) == (1, 2)
        drawing.publish(TEST, again, where="The notice board", on=TODAY)
        drawing.draw_number(TEST, again, ticket=0, how="Dice", on=TODAY)
        sits = Member.objects.filter(role=Role.SEAT, ended_on=None)
        assert sits.count() == 3
        assert seat.person_id not in sits.values_list("person", flat=True)
        assert (
            recheck(again, list(Member.objects.filter(draw=again, role="seat").values_list("label", flat=True))).wrong
            == ""
        )

    def test_somebody_who_leaves_the_register_leaves_the_panel_and_the_past_draw_still_adds_up(
        self, service: Service
    ) -> None:
        draw = drawn(service)
        seat = Member.objects.filter(role=Role.SEAT).first()
        life.choose_pay(TEST, seat, pay="voucher", less=None, told_benefits_on=TODAY)
        erase(TEST, seat.person)
        seat.refresh_from_db()
        assert (seat.state, seat.pay, seat.told_benefits_on) == (MemberState.LEFT, "", None)
        assert PoolEntry.objects.get(person=seat.person).said == ""
        found = recheck(draw, list(Member.objects.values_list("label", flat=True)))
        assert (found.wrong, found.left) == ("", 1)
        assert standing(service.own).next == "Draw again for the empty seat."

    def test_who_takes_the_draw_back_before_the_number_is_not_seated(self, service: Service) -> None:
        people = a_register(service.own)
        seats_by_hand(service.own)
        draw = make(TEST, service.own.pk)
        drawing.publish(TEST, draw, where="The notice board", on=TODAY)
        label = panel_of_ticket(draw.files["tickets.csv"], 417)[0]
        one = PoolEntry.objects.get(label=label).person
        record_consent(TEST, one, purpose="fair-draw", given=False, channel="telephone", said_on=TODAY)
        assert PoolEntry.objects.get(label=label).said == ""
        with pytest.raises(InputError, match="took the draw back"):
            drawing.draw_number(TEST, draw, ticket=417, how="Three dice", on=TODAY)
        drawing.set_aside(TEST, draw, why="Somebody took the draw back.")
        assert make(TEST, service.own.pk).found["pool"] == len(people) - 1

    def test_the_thread_says_where_the_panel_stands(self, service: Service) -> None:
        assert standing(service.own).state is State.NOT_BEGUN
        drawn(service)
        assert standing(service.own).state is State.UNDER_WAY
        for seat in Member.objects.all():
            life.note_answer(TEST, seat, state=MemberState.ACCEPTED, on=TODAY)
        assert standing(service.own).state is State.DONE


def test_the_record_and_the_open_columns_name_nobody(service: Service) -> None:
    drawn(service)
    said = "".join(Entry.objects.using("people").filter(action__startswith="panel.").values_list("details", flat=True))
    assert "Parent" not in said
    assert "somali" not in said.replace('"answer": "somali"', "")
