"""Two databases that nothing joins, and SQLite set as it must be."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connections, models, router, transaction
from django.db.migrations.executor import MigrationExecutor

from babyhubs.errors import InputError
from babyhubs.workbench.databases import BUSY_TIMEOUT, FILES, PEOPLE, PRAGMAS, WORKBENCH, databases
from babyhubs.workbench.people import vault
from babyhubs.workbench.people.models import Person, PersonKey
from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.router import IN_BOTH, OF_PEOPLE
from tests.workbench.configured import SERVER
from tests.workbench.people.persons import a_person
from tests.workbench.service import Service

CANARY = "07700 900461"
sqlite_only = pytest.mark.skipif(bool(SERVER), reason="SQLite's own settings")


class TestApart:
    """Contact details and everything else."""

    def test_every_table_lives_in_one_database_and_the_record_in_both(self) -> None:
        for model in apps.get_models():
            places = [alias for alias in (WORKBENCH, PEOPLE) if router.allow_migrate_model(alias, model)]
            label = model._meta.app_label
            expected = [WORKBENCH, PEOPLE] if label in IN_BOTH else [PEOPLE if label in OF_PEOPLE else WORKBENCH]
            assert places == expected, label
            assert router.db_for_read(model) == router.db_for_write(model)

    def test_no_foreign_key_crosses(self) -> None:
        for model in apps.get_models():
            for field in model._meta.get_fields():
                if isinstance(field, models.ForeignKey | models.ManyToManyField) and not field.auto_created:
                    assert (model._meta.app_label in OF_PEOPLE) == (field.related_model._meta.app_label in OF_PEOPLE), (
                        field
                    )

    def test_neither_database_has_a_table_of_the_other(self) -> None:
        tables = {alias: set(connections[alias].introspection.table_names()) for alias in (WORKBENCH, PEOPLE)}
        assert not any(name.startswith(("people_", "panel_")) for name in tables[WORKBENCH])
        assert tables[PEOPLE] - {"django_migrations"} == {
            "panel_attendance",
            "panel_draw",
            "panel_logline",
            "panel_meeting",
            "panel_member",
            "panel_panel",
            "panel_poolentry",
            "people_choicecode",
            "people_person",
            "people_personkey",
            "people_consent",
            "people_promise",
            "record_entry",
        }

    def test_the_router_refuses_a_relation_between_the_two(self, service: Service) -> None:
        person = a_person()
        assert not router.allow_relation(person, service.own)
        assert router.allow_relation(service.own, service.people["analyst"])

    def test_a_query_that_names_both_fails(self, service: Service) -> None:
        a_person()
        with pytest.raises(DatabaseError, match="people_person"), transaction.atomic():
            list(Programme.objects.filter(pk__in=Person.objects.values("pk")))

    def test_the_record_of_contact_details_names_nobody(self) -> None:
        a_person(name="Canary Parent", phone=CANARY)
        with connections[PEOPLE].cursor() as cursor:
            cursor.execute("SELECT * FROM record_entry")
            assert "Canary" not in str(cursor.fetchall())
        with connections[WORKBENCH].cursor() as cursor:
            cursor.execute("SELECT * FROM record_entry")
            assert "person" not in str(cursor.fetchall())


class TestContactDetails:
    """At rest."""

    def test_the_database_holds_no_readable_word_of_them(self) -> None:
        person = a_person(name="Canary Parent", phone=CANARY, email="canary@example.org")
        with connections[PEOPLE].cursor() as cursor:
            cursor.execute("SELECT * FROM people_person")
            stored = str(cursor.fetchall())
        assert CANARY not in stored
        assert "anary" not in stored
        assert vault.read(Person.objects.get(pk=person.pk), vault.CONTACT)["phone"] == CANARY

    def test_the_same_words_never_look_the_same(self) -> None:
        a_person(name="Same Name")
        a_person(name="Same Name")
        with connections[PEOPLE].cursor() as cursor:
            cursor.execute("SELECT contact FROM people_person")
            assert len({sealed for (sealed,) in cursor.fetchall()}) == 2

    def test_they_cannot_be_searched(self) -> None:
        from django.core.exceptions import FieldError

        with pytest.raises(FieldError):
            list(PersonKey.objects.filter(material="00"))


@sqlite_only
class TestSqlite:
    """Each setting, in force."""

    @pytest.fixture
    def connection(self, tmp_path: Path) -> Iterator[Any]:
        """A connection as the workbench opens one."""
        from django.db.utils import ConnectionHandler

        handler = ConnectionHandler(databases(tmp_path, "", ""))
        one = handler[WORKBENCH]
        yield one
        one.close()

    @pytest.mark.parametrize(
        ("pragma", "value"),
        [
            ("journal_mode", "wal"),
            ("synchronous", 2),  # FULL
            ("secure_delete", 1),
            ("foreign_keys", 1),
            ("busy_timeout", BUSY_TIMEOUT * 1000),
        ],
    )
    def test_a_pragma_is_in_force(self, connection: Any, pragma: str, value: object, django_db_blocker: Any) -> None:
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(f"PRAGMA {pragma}")
            assert cursor.fetchone() == (value,)

    def test_the_list_above_names_every_pragma(self) -> None:
        assert set(PRAGMAS) == {"journal_mode", "synchronous", "secure_delete"}

    def test_a_transaction_takes_the_lock_when_it_begins(
        self, connection: Any, tmp_path: Path, django_db_blocker: Any
    ) -> None:
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("CREATE TABLE one (n INTEGER)")
            connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
            with closing(sqlite3.connect(tmp_path / FILES[WORKBENCH], timeout=0)) as other:
                with pytest.raises(sqlite3.OperationalError, match="locked"):
                    other.execute("INSERT INTO one VALUES (1)")
                assert other.execute("SELECT COUNT(*) FROM one").fetchone() == (0,)  # a reader goes on
            connection.rollback()


def test_the_models_and_the_migrations_agree() -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    for alias in (WORKBENCH, PEOPLE):
        executor = MigrationExecutor(connections[alias])
        assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_an_address_that_is_not_postgresql_is_refused() -> None:
    with pytest.raises(InputError):
        databases(Path(), "mysql://somewhere/one", "mysql://somewhere/two")
    found = databases(Path(), "postgresql://me:p%40ss@db:5433/one", "postgresql:///two")[WORKBENCH]
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "me",
        "p@ss",
        "db",
        "5433",
        "one",
    )


def test_a_service_is_one_transaction_of_its_own_database() -> None:
    assert not transaction.get_connection(WORKBENCH).settings_dict["ATOMIC_REQUESTS"]
