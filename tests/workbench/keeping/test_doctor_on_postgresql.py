"""The doctor reads the record where it is: on PostgreSQL too. On the server of BABYHUBS_TEST_POSTGRES, else skipped."""

import uuid
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from babyhubs.workbench import keys
from babyhubs.workbench.options import Options
from babyhubs.workbench.record.chain import FIRST_SEAL, Anchor, Line, sealed
from babyhubs.workbench.service import folder, server_record
from babyhubs.workbench.service.doctor import Looked, examine
from babyhubs.workbench.service.finding import FAULT, FINE, NOTE, Finding
from tests.workbench.configured import SERVER
from tests.workbench.keeping.folders import NAMES, NOW

PASSWORD = "a-password-of-the-database"
TABLE = ", ".join(
    f"{name} {'bigint' if name == 'sequence' else 'timestamptz' if name == 'at' else 'text'}" for name in NAMES
)
ENTRIES = 5

on_server = pytest.mark.skipif(not SERVER, reason="no PostgreSQL: BABYHUBS_TEST_POSTGRES")


def unreachable(place: Path) -> Options:
    """A data folder whose databases lie on a server that does not answer."""
    folder.prepare(place)
    folder.mark(place)
    keys.read_or_make(place)
    of = f"postgresql://workbench:{PASSWORD}@/{{}}?host={place}"
    return Options(folder=place, database_url=of.format("workbench"), people_database_url=of.format("people"))


@pytest.fixture
def options(tmp_path: Path) -> Iterator[Options]:
    """A data folder with its two databases on the server, each with a record of five entries."""
    import psycopg

    place = tmp_path / "data"
    unreachable(place)
    mark = uuid.uuid4().hex[:8]
    names = [f"doctor_{which}_{mark}" for which in ("workbench", "people")]
    urls = [urlsplit(SERVER)._replace(path=f"/{name}").geturl() for name in names]
    key = keys.read(place).record
    with closing(psycopg.connect(SERVER, autocommit=True)) as server:
        for name, url in zip(names, urls, strict=True):
            server.execute(f'CREATE DATABASE "{name}"')
            with psycopg.connect(url) as one:
                one.execute(f"CREATE TABLE record_entry ({TABLE})")
                last = FIRST_SEAL
                for number in range(1, ENTRIES + 1):
                    at = f"2026-11-01T08:00:0{number}.000001+00:00"
                    line = sealed(Line(number, at, "a", "Jo", "did.it", "", "", "", "{}", last), key)
                    one.execute(
                        f"INSERT INTO record_entry VALUES ({', '.join(['%s'] * len(NAMES))})",
                        [getattr(line, column) for column in NAMES],
                    )
                    last = line.seal
            one.close()
        yield Options(folder=place, database_url=urls[0], people_database_url=urls[1])
        for name in names:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def changed(options: Options, statement: str) -> None:
    """What an intruder with the database's own rights does."""
    import psycopg

    with psycopg.connect(options.database_url) as one:
        one.execute(statement)
    one.close()


def found(options: Options, anchor: Anchor | None = None, now: datetime = NOW) -> list[Finding]:
    """What the doctor says."""
    return examine(Looked(options, now, anchor))


def wrong(options: Options, anchor: Anchor | None = None, now: datetime = NOW) -> list[str]:
    """What must be mended."""
    return [one.sentence for one in found(options, anchor, now) if one.grave == FAULT]


@on_server
def test_a_sound_record_is_told_with_its_head(options: Options) -> None:
    told = [one for one in found(options) if one.about == "record" and one.grave == FINE]
    assert [one.sentence.split(" is whole")[0] for one in told] == [
        "The record in workbench on PostgreSQL",
        "The record in people on PostgreSQL",
    ]
    assert wrong(options) == []
    assert any("pg_dump" in one.remedy for one in found(options) if one.grave == NOTE)


@on_server
def test_an_edit_a_removal_and_a_cut_are_placed(options: Options) -> None:
    with server_record.reading(options, "default") as one:
        kept, _ = server_record.last(one)
    changed(options, "UPDATE record_entry SET details = 'x' WHERE sequence = 2")
    changed(options, "DELETE FROM record_entry WHERE sequence >= 5")
    assert wrong(options) == ["workbench on PostgreSQL: Entry 2 was changed after it was written."]
    assert wrong(options, kept)[1].endswith("ends with entry 4, but 5 entries were there when a head was kept outside.")
    changed(options, "DELETE FROM record_entry WHERE sequence = 3")
    assert "workbench on PostgreSQL: Entry 3 is missing." in wrong(options)


@on_server
def test_it_changes_nothing_and_a_clock_that_was_set_back_is_told(options: Options) -> None:
    import psycopg

    with server_record.reading(options, "default") as one, pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        one.execute("DELETE FROM record_entry")
    assert any("in the future" in said for said in wrong(options, now=NOW - timedelta(days=400)))


def test_a_server_that_does_not_answer_is_told_without_its_password(tmp_path: Path) -> None:
    one = unreachable(tmp_path / "data")
    told = [str(item) for item in found(one) if item.grave == FAULT and item.about in {"record", "clock"}]
    assert len(told) == 2
    assert "could not be looked at" in told[0]
    assert PASSWORD not in "".join(told)
