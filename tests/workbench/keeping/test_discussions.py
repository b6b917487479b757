"""The projects of discussions are kept like the databases: a copy of one moment, whole after a restore, looked at by the doctor."""

import uuid
from pathlib import Path

import pytest

from babyhubs.discussions import codebook
from babyhubs.discussions.project import create, open_project
from babyhubs.workbench import keys
from babyhubs.workbench.discussions import places
from babyhubs.workbench.options import Options
from babyhubs.workbench.service import doctor
from babyhubs.workbench.service.backup import back_up
from babyhubs.workbench.service.doctor import Looked
from babyhubs.workbench.service.finding import FAULT
from babyhubs.workbench.service.restore import restore
from tests.workbench.keeping import folders
from tests.workbench.keeping.folders import NOW, SECRET

PROGRAMME = uuid.UUID("11111111-1111-4111-8111-111111111111")


@pytest.fixture
def options(tmp_path: Path) -> Options:
    """A workbench's folder with a project in it."""
    made = folders.made(tmp_path / "data")
    path = places.of_project(made.folder, PROGRAMME)
    path.parent.mkdir(mode=0o700, parents=True)
    create(path, "Talks", "somebody", "2026-11-24").close()
    keys.one(places.of_key(made.folder, PROGRAMME))
    return made


def told(options: Options) -> list[str]:
    """The faults that the doctor finds with projects."""
    found = doctor.examine(Looked(options, NOW))
    return [one.sentence for one in found if one.grave == FAULT and one.about == "discussions"]


def test_what_was_written_last_is_in_the_backup_while_the_project_is_open(options: Options, tmp_path: Path) -> None:
    with open_project(places.of_project(options.folder, PROGRAMME)) as one:
        codebook.add_code(one, "Buses", "somebody", "2026-11-24")  # still in the write-ahead log
        made = back_up(options, tmp_path / "a.babyhubs-backup", SECRET, now=NOW)
    folder = restore(made.path, tmp_path / "back", SECRET).folder
    with open_project(places.of_project(folder, PROGRAMME)) as one:
        assert one.value("SELECT count(*) FROM code WHERE name = 'Buses'") == 1
    assert places.of_key(folder, PROGRAMME).read_bytes() == places.of_key(options.folder, PROGRAMME).read_bytes()


def test_the_doctor_finds_a_damaged_project_and_a_lost_key(options: Options) -> None:
    assert told(options) == []
    places.of_key(options.folder, PROGRAMME).unlink()
    assert "The key of the names" in told(options)[0]
    places.of_project(options.folder, PROGRAMME).write_bytes(b"SQLite format 3\x00 and nothing")
    assert "is damaged" in told(options)[0]
