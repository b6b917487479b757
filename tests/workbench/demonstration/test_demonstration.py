"""The demonstration: marked on every page, its people exchangeable, and none of it in a real workbench."""

import os
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from babyhubs.commands import demo
from babyhubs.errors import InputError, Refused
from babyhubs.simulation.service import Settings, simulate
from babyhubs.workbench.access.roles import programme_roles
from babyhubs.workbench.accounts.services import invite
from babyhubs.workbench.demonstration import opening, register
from babyhubs.workbench.demonstration.export import NAMES, exported
from babyhubs.workbench.demonstration.people import CHECKER, LEAD, PEOPLE
from babyhubs.workbench.people.register import present
from babyhubs.workbench.record.models import Entry
from babyhubs.workbench.service import folder as folders
from tests.workbench.service import TEST, Service

NOBODY_IS_REAL = "Nobody in this workbench is real."


@pytest.fixture
def simulated(settings: Any) -> None:
    """The tests' workbench as a demonstration."""
    settings.BABYHUBS_SIMULATED = True


class TestTheMark:
    """A folder of a demonstration stays one, and every page says so."""

    def test_it_is_written_before_anything_else_and_kept_by_every_start(self, tmp_path: Path) -> None:
        folders.mark(tmp_path, simulated=True)
        assert folders.is_simulated(tmp_path)
        folders.mark(tmp_path)
        assert folders.is_simulated(tmp_path)

    def test_a_real_folder_has_none(self, tmp_path: Path) -> None:
        assert not folders.is_simulated(tmp_path)
        folders.mark(tmp_path)
        assert not folders.is_simulated(tmp_path)

    @pytest.mark.usefixtures("simulated")
    @pytest.mark.parametrize("where", ["/", "/about/", "/sign-in/", "/account/", "/nothing-here/"])
    def test_every_page_has_it(self, service: Service, where: str) -> None:
        assert NOBODY_IS_REAL in service.client("analyst").get(where, follow=True).content.decode()

    def test_no_page_of_a_real_workbench_has_it(self, service: Service) -> None:
        assert NOBODY_IS_REAL not in service.client("analyst").get("/about/").content.decode()


class TestLookingAsSomebodyElse:
    """In a demonstration alone, by who has signed in, as one of its invented people."""

    @pytest.mark.usefixtures("simulated")
    def test_the_record_says_who_looked_as_whom(self, service: Service) -> None:
        checker = invite(TEST, email=CHECKER.email, name=CHECKER.name)
        client = service.client("service-lead")
        assert CHECKER.name in client.get("/demonstration/people/").content.decode()
        client.post(f"/demonstration/people/{checker.pk}/")
        assert f"{CHECKER.name}</a>" in client.get("/about/").content.decode()
        entry = Entry.objects.get(action="demonstration.looked-as")
        assert (entry.actor_name, CHECKER.name in entry.details) == ("Service Lead", True)

    @pytest.mark.usefixtures("simulated")
    def test_who_was_really_invited_is_nobodys_to_be(self, service: Service) -> None:
        other = service.people["administrator"]
        assert service.client("analyst").post(f"/demonstration/people/{other.pk}/").status_code == 404

    def test_in_a_real_workbench_there_is_no_such_page(self, service: Service) -> None:
        checker = invite(TEST, email=CHECKER.email, name=CHECKER.name)
        client = service.client("service-lead")
        assert client.get("/demonstration/people/").status_code == 404
        assert client.post(f"/demonstration/people/{checker.pk}/").status_code == 404


def test_the_register_is_of_invented_parents_one_of_whom_left(service: Service) -> None:
    register.fill(TEST, service.own)
    assert present(service.own.pk).count() == len(register.PARENTS) - 1
    numbers = [one.contact.phone for one in register.PARENTS if one.contact.phone]
    assert all(number.startswith("07700 900") for number in numbers)
    assert all(one.contact.email.endswith(".invalid") for one in register.PARENTS if one.contact.email)


def test_there_is_somebody_for_every_role() -> None:
    assert {one.role for one in PEOPLE} == {*(role.key for role in programme_roles()), "administrator"}
    assert LEAD.told == "Priya Nair, service lead"


def test_the_export_is_the_same_every_time() -> None:
    files = [exported(simulate(Settings(births_per_year=4))) for _ in range(2)]
    assert files[0] == files[1]
    assert set(files[0]) == set(NAMES)


class TestTheFolder:
    """Where the demonstration is made."""

    def test_a_temporary_one_is_private_and_goes(self) -> None:
        with opening.place(None) as folder:
            assert os.name != "posix" or folder.stat().st_mode & 0o077 == 0
        assert not folder.exists()

    def test_a_real_workbench_is_never_made_one(self, tmp_path: Path) -> None:
        folders.mark(tmp_path)
        with pytest.raises(InputError, match="no demonstration"), opening.place(tmp_path):
            pass
        assert not folders.is_simulated(tmp_path)


def test_the_workbench_says_nothing_as_json() -> None:
    app = typer.Typer()
    app.command()(demo.command)
    found = CliRunner().invoke(app, ["--json"])
    assert isinstance(found.exception, InputError)
    assert not isinstance(found.exception, Refused)
