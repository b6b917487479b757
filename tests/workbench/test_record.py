"""The record: append-only, one entry for each change, and whatever an intruder does to it is found and placed."""

import inspect
import pkgutil
from dataclasses import replace
from importlib import import_module

import pytest
from django.db import DatabaseError, IntegrityError, connections, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

import babyhubs.workbench
from babyhubs.errors import InputError
from babyhubs.workbench.databases import PEOPLE, WORKBENCH
from babyhubs.workbench.programme import services
from babyhubs.workbench.record import triggers
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited
from babyhubs.workbench.record.chain import FIRST_SEAL, Anchor, Line, faults, sealed
from babyhubs.workbench.record.models import Entry
from babyhubs.workbench.record.verification import head, verify
from tests.workbench.people.persons import a_person
from tests.workbench.service import TEST, Service

KEY = b"k" * 32


def chain(length: int) -> list[Line]:
    """A whole chain."""
    lines: list[Line] = []
    for number in range(1, length + 1):
        previous = lines[-1].seal if lines else FIRST_SEAL
        line = Line(number, f"2026-11-24T09:{number:02d}:00", "a", "Jo", "did.it", "", "", "", "{}", previous)
        lines.append(sealed(line, KEY))
    return lines


def kinds(lines: list[Line], *anchors: Anchor) -> list[tuple[int, str]]:
    """What is found, and where."""
    return [(fault.sequence, fault.kind) for fault in faults(lines, KEY, anchors)]


class TestTheChain:
    """Without a database."""

    def test_a_whole_chain_has_no_fault(self) -> None:
        lines = chain(9)
        assert kinds(lines, Anchor(9, lines[-1].seal), Anchor(4, lines[3].seal)) == []

    def test_a_changed_entry_is_placed(self) -> None:
        lines = chain(9)
        lines[4] = replace(lines[4], actor_name="Somebody else")
        assert kinds(lines) == [(5, "changed")]

    def test_a_removed_entry_is_placed(self) -> None:
        lines = chain(9)
        del lines[2:4]
        assert kinds(lines) == [(3, "missing")]

    def test_two_entries_exchanged_are_named(self) -> None:
        lines = chain(9)
        lines[1], lines[6] = replace(lines[6], sequence=2), replace(lines[1], sequence=7)
        assert kinds(lines) == [(2, "moved"), (7, "moved")]

    def test_a_removed_entry_whose_gap_was_closed_is_seen(self) -> None:
        lines = chain(6)
        closed = [line if line.sequence < 3 else replace(line, sequence=line.sequence - 1) for line in lines]
        del closed[2]
        assert kinds(closed) == [(3, "moved"), (4, "moved"), (5, "moved")]

    def test_a_cut_tail_is_seen_by_an_anchor_alone(self) -> None:
        lines = chain(9)
        anchor = Anchor(9, lines[-1].seal)
        assert kinds(lines[:6]) == []
        assert kinds(lines[:6], anchor) == [(7, "cut")]

    def test_a_tail_written_anew_with_the_stolen_key_is_seen_by_an_anchor(self) -> None:
        lines = chain(9)
        anchor = Anchor(9, lines[-1].seal)
        forged = sealed(replace(lines[-1], actor_name="Somebody else"), KEY)
        assert kinds([*lines[:-1], forged]) == []
        assert kinds([*lines[:-1], forged], anchor) == [(9, "changed")]

    def test_another_key_opens_nothing(self) -> None:
        assert len(faults(chain(3), b"x" * 32)) == 3

    @given(st.integers(1, 12), st.data())
    @settings(max_examples=40, deadline=None)
    def test_any_one_change_to_any_entry_is_found_there(self, length: int, data: st.DataObject) -> None:
        lines = chain(length)
        at = data.draw(st.integers(0, length - 1))
        name = data.draw(st.sampled_from(["at", "actor", "actor_name", "action", "subject", "programme", "details"]))
        lines[at] = replace(lines[at], **{name: data.draw(st.text(min_size=1)) + "!"})
        assert kinds(lines) == [(at + 1, "changed")]

    @pytest.mark.parametrize("text", ["", "12", "12:zz", "-1:" + "a" * 64, "1:" + "a" * 63])
    def test_what_is_no_anchor_is_refused_with_a_sentence(self, text: str) -> None:
        with pytest.raises(InputError):
            Anchor.read(text)
        assert str(Anchor.read(f" 7:{'a' * 64}\n")) == f"7:{'a' * 64}"


class TestInTheDatabase:
    """As the workbench writes it."""

    def test_a_change_and_its_entry_are_one(self, service: Service) -> None:
        before = Entry.objects.count()
        services.classify(
            service.actor("service-lead"),
            service.own,
            strand="audit",
            project_class="clinical audit",
            registration="CA-17",
        )
        entry = Entry.objects.last()
        assert entry.action == "strand.classified"
        assert entry.programme == str(service.own.pk)
        assert entry.actor_name == "Service Lead"
        assert '"registration": "CA-17"' in entry.details
        assert Entry.objects.count() > before
        assert verify() == []

    def test_a_change_that_fails_leaves_no_entry_and_an_entry_that_fails_no_change(self, service: Service) -> None:
        own, before = service.own, Entry.objects.count()

        @audited("test.fails", "fails")
        def fails(actor: Actor) -> Changed[None]:
            own.name = "Another"
            own.save()
            raise InputError("No.")

        @audited("test.unwritable", "cannot be written")
        def unwritable(actor: Actor) -> Changed[None]:
            own.name = "Another"
            own.save()
            return Changed(None, details={"cycle": (cycle := []) or cycle.append(cycle) or cycle})

        for service_function in (fails, unwritable):
            with pytest.raises((InputError, ValueError)):
                service_function(TEST)
        own.refresh_from_db()
        assert (own.name, Entry.objects.count()) == ("Reach", before)

    @pytest.mark.parametrize("database", [WORKBENCH, PEOPLE])
    @pytest.mark.parametrize(
        "statement", ["UPDATE record_entry SET actor_name = 'x'", "DELETE FROM record_entry WHERE sequence = 1"]
    )
    def test_the_database_itself_refuses_to_change_or_remove_an_entry(self, database: str, statement: str) -> None:
        _something_in(database)
        with (
            pytest.raises((DatabaseError, IntegrityError), match=triggers.REFUSAL),
            transaction.atomic(using=database),
            connections[database].cursor() as cursor,
        ):
            cursor.execute(statement)
        assert verify(database=database) == []

    @pytest.mark.parametrize("database", [WORKBENCH, PEOPLE])
    def test_an_intruder_who_takes_the_triggers_away_is_found_out(self, database: str) -> None:
        for _ in range(5):
            _something_in(database)
        whole = head(database)
        connection = connections[database]
        with connection.cursor() as cursor:
            for statement in triggers.removal(connection.vendor):
                cursor.execute(statement)
            cursor.execute("UPDATE record_entry SET details = '{}' , actor_name = 'Nobody' WHERE sequence = 2")
            cursor.execute("DELETE FROM record_entry WHERE sequence >= 5")
        assert [(fault.sequence, fault.kind) for fault in verify([whole], database)] == [(2, "changed"), (5, "cut")]

    def test_the_two_databases_have_a_chain_each(self, service: Service) -> None:
        before = head()
        a_person()
        assert head() == before
        assert Entry.objects.using(PEOPLE).last().action == "person.added"
        assert verify(database=PEOPLE) == []


def test_every_public_function_of_every_services_module_goes_through_the_one_door() -> None:
    found = []
    for module in pkgutil.walk_packages(babyhubs.workbench.__path__, "babyhubs.workbench."):
        if module.name.split(".")[-1] != "services":
            continue
        loaded = import_module(module.name)
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            if not name.startswith("_") and function.__module__ == module.name and not hasattr(function, "audited"):
                found.append(f"{module.name}.{name}")
    assert found == []


class TestThePage:
    """Reading, searching, checking."""

    def test_an_entry_reads_as_a_sentence_and_is_found_by_its_words(self, service: Service) -> None:
        client = service.client("administrator")
        assert service.own
        page = client.get("/record/", {"words": "opened a programme"}).content.decode()
        assert "<strong>test</strong> opened a programme" in page
        assert "Nothing found" in client.get("/record/", {"words": "no such words"}).content.decode()

    def test_the_check_says_whole_and_with_a_head_that_was_kept_complete(self, service: Service) -> None:
        client = service.client("administrator")
        kept = head()
        assert "No entry was changed" in client.get("/record/check/").content.decode()
        assert "holds everything" in client.get("/record/check/", {"head": str(kept)}).content.decode()
        wrong = client.get("/record/check/", {"head": "nonsense"}).content.decode()
        assert "This is not an anchor of the record." in wrong

    def test_a_long_record_is_read_in_pages(self, service: Service) -> None:
        client = service.client("administrator")
        for _ in range(60):
            _something_in(WORKBENCH)
        first = client.get("/record/").content.decode()
        older = first.split("before=")[1].split('"')[0]
        second = client.get("/record/", {"before": older}).content.decode()
        assert "Older entries" in first
        assert f"<td>{int(older) - 1}</td>" in second


@audited("test.something", "did something")
def _something(actor: Actor) -> Changed[None]:
    return Changed(None, details={"n": 1})


@audited("test.something", "did something", database=PEOPLE)
def _something_to_people(actor: Actor) -> Changed[None]:
    return Changed(None, details={"n": 1})


def _something_in(database: str) -> None:
    (_something if database == WORKBENCH else _something_to_people)(TEST)
