"""The doctor: nothing to say about a sound folder, a sentence and a remedy for each thing that can be wrong, no change ever."""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from babyhubs.workbench.databases import FILES, PEOPLE, WORKBENCH
from babyhubs.workbench.options import Options
from babyhubs.workbench.record.chain import Anchor
from babyhubs.workbench.retention import listed
from babyhubs.workbench.service import doctor, filesystem, folder, retention, snapshot, versions
from babyhubs.workbench.service.backup import back_up
from babyhubs.workbench.service.doctor import Looked, examine
from babyhubs.workbench.service.finding import FAULT, NOTE, Finding
from tests.workbench.keeping import folders
from tests.workbench.keeping.folders import NOW, SECRET


@pytest.fixture
def options(tmp_path: Path) -> Options:
    """A workbench's folder."""
    return folders.made(tmp_path / "data")


def wrong(options: Options, anchor: Anchor | None = None) -> list[tuple[str, str]]:
    """What must be mended: about what, and the sentence. Each says what to do."""
    found = [one for one in examine(Looked(options, NOW, anchor)) if one.grave == FAULT]
    assert all(one.remedy for one in found)
    return [(one.about, one.sentence) for one in found]


def notes(options: Options) -> list[str]:
    """What is to be known."""
    return [one.sentence for one in examine(Looked(options, NOW)) if one.grave == NOTE]


def test_a_sound_folder_has_no_fault_and_is_not_changed(options: Options) -> None:
    before = folders.bytes_of(options.folder)
    assert wrong(options) == []
    assert folders.bytes_of(options.folder) == before


def test_it_works_while_somebody_writes(options: Options) -> None:
    with folders.writing(options.folder):
        assert wrong(options) == []


class TestWhatCanBeWrong:
    """One each."""

    def test_no_workbench(self, tmp_path: Path) -> None:
        assert [about for about, _ in wrong(Options(tmp_path))] == ["settings"]
        assert list(tmp_path.iterdir()) == []

    def test_a_missing_key_is_said_and_not_made_anew(self, options: Options) -> None:
        key = options.folder / "keys" / "record.key"
        key.unlink()
        assert {about for about, _ in wrong(options)} == {"keys", "record"}
        assert not key.exists()

    def test_an_open_folder_and_an_open_key(self, options: Options) -> None:
        (options.folder / "keys" / "session.key").chmod(0o644)
        assert "permissions" in {about for about, _ in wrong(options)}
        (options.folder / "keys" / "session.key").chmod(0o600)
        options.folder.chmod(0o755)
        assert [about for about, _ in wrong(options)] == ["permissions"]

    def test_newer_and_older_data(self, options: Options) -> None:
        (options.folder / folder.MARK).write_text('written_by = "99.0"\n', encoding="utf-8")
        assert [about for about, _ in wrong(options)] == ["versions"]
        (options.folder / folder.MARK).write_text('written_by = "0.0.1"\n', encoding="utf-8")
        assert wrong(options) == []
        assert any("written by version 0.0.1" in note for note in notes(options))

    def test_little_room(self, options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(doctor, "LEAST_FREE", shutil.disk_usage(options.folder).total * 2)
        assert [about for about, _ in wrong(options)] == ["disk"]

    def test_a_share(self, options: Options, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        mounts = tmp_path / "mountinfo"
        mounts.write_text("22 1 8:1 / / rw - nfs4 server:/ rw", encoding="utf-8")
        monkeypatch.setattr(filesystem, "MOUNTS", mounts)
        assert [about for about, _ in wrong(options)] == ["share"]

    def test_a_damaged_file(self, options: Options) -> None:
        (options.folder / FILES[PEOPLE]).write_bytes(b"x" * 8192)
        assert "people.sqlite3 is damaged" in str(wrong(options))

    def test_a_missing_database(self, options: Options) -> None:
        (options.folder / FILES[PEOPLE]).unlink()
        assert "database" in {about for about, _ in wrong(options)}
        assert not (options.folder / FILES[PEOPLE]).exists()

    def test_a_row_without_what_it_refers_to(self, options: Options) -> None:
        with closing(sqlite3.connect(options.folder / FILES[WORKBENCH])) as one:
            one.executescript("CREATE TABLE child (a REFERENCES account(n)); INSERT INTO child VALUES (999);")
        assert any("a row of child refers to a row of account" in said for _, said in wrong(options))

    def test_a_changed_record_and_a_cut_one(self, options: Options) -> None:
        kept = snapshot.head(options.folder / FILES[WORKBENCH])
        with closing(sqlite3.connect(options.folder / FILES[WORKBENCH])) as one:
            one.execute("UPDATE record_entry SET details = 'x' WHERE sequence = 2")
            one.execute("DELETE FROM record_entry WHERE sequence = 5")
            one.commit()
        assert [said for _, said in wrong(options)] == ["workbench.sqlite3: Entry 2 was changed after it was written."]
        assert "ends with entry 4, but 5" in wrong(options, kept)[1][1]

    def test_a_clock_that_was_set_back(self, options: Options) -> None:
        found = examine(Looked(options, NOW - timedelta(days=400)))
        assert [one.about for one in found if one.grave == FAULT] == ["clock"]

    def test_a_backup_that_is_long_ago(self, options: Options, tmp_path: Path) -> None:
        assert any("No backup" in note for note in notes(options))
        back_up(options, tmp_path / "one.backup", SECRET, now=NOW - timedelta(days=9))
        assert [about for about, _ in wrong(options)] == ["backup"]
        back_up(options, tmp_path / "two.backup", SECRET, now=NOW)
        assert wrong(options) == []

    def test_settings_that_are_refused_at_the_start(self, options: Options) -> None:
        one_database = Options(options.folder, database_url="postgresql:///one")
        assert [about for about, _ in wrong(one_database)] == ["settings"]

    def test_what_gets_no_corrections_any_more(self) -> None:
        old = [one for one in versions.findings(date(2099, 1, 1)) if one.grave == FAULT]
        assert {one.sentence.split()[0] for one in old} == {"Python", "Django"}
        assert not [one for one in versions.findings(date(2026, 11, 24)) if one.grave == FAULT]


class TestRetention:
    """What is kept, and what is due."""

    def due(self, options: Options) -> dict[str, int | None]:
        """By the first words of each."""
        return {one.what.split()[0]: one.due for one in retention.kept(options.folder, NOW)}

    def test_each_says_why_until_when_and_how_it_goes(self, options: Options) -> None:
        for one in retention.kept(options.folder, NOW):
            assert all((one.what, one.why, one.until, one.removed_by))

    def test_what_is_past_its_time_is_counted(self, options: Options) -> None:
        upload = options.folder / "audits" / "a" / "uploads" / "b" / "c"
        upload.parent.mkdir(parents=True)
        upload.touch()
        os.utime(upload, (0, (NOW - timedelta(days=31)).timestamp()))
        found = self.due(options)
        assert found["Uploaded"] == 1
        assert (found["Sessions"], found["One-time"], found["Copies"]) == (1, 1, 0)
        assert found["Background"] is None  # this folder has no such table
        assert found["Backups"] is None

    def test_tables_and_columns_of_the_list_are_those_of_the_workbench(self) -> None:
        from django.apps import apps

        columns = {model._meta.db_table: {field.column for field in model._meta.fields} for model in apps.get_models()}
        for one in listed():
            if one["counted"] == "rows":
                assert one["column"] in columns[one["table"]]
                assert one["database"] in FILES.values()


class TestTheCommands:
    """As a user types them."""

    def run(self, *words: str, code: int = 0) -> str:
        """What the program says."""
        import typer.testing

        from babyhubs.commands.app import app

        done = typer.testing.CliRunner().invoke(app, list(words))
        assert done.exit_code == code, done.output
        return done.stdout

    def test_backup_restore_doctor_in_a_row(self, options: Options, tmp_path: Path) -> None:
        (tmp_path / "out").mkdir()
        key = ("--key-file", str(tmp_path / "backup.key"))
        made = json.loads(
            self.run("backup", "--data", str(options.folder), "--out", str(tmp_path / "out"), *key, "--json")
        )
        assert (tmp_path / "backup.key").stat().st_mode & 0o777 == 0o600
        back = str(tmp_path / "back")
        self.run("restore", made["file"], "--data", back, *key, "--head", made["head"])
        said = json.loads(self.run("doctor", "--data", back, "--json", "--head", made["head"], "--retention"))
        assert said["faults"] == 0
        assert [Finding(**one) for one in said["findings"]]
        assert said["kept"]

    def test_the_doctor_ends_with_1_and_says_what_to_do(self, options: Options) -> None:
        options.folder.chmod(0o755)
        said = self.run("doctor", "--data", str(options.folder), code=1)
        assert "chmod" in said
        assert "One thing has to be done." in said
