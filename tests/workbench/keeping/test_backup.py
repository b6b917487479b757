"""A backup holds what was there at one moment, opens with its key alone, and shows every change to it."""

import os
import re
import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from babyhubs.errors import BabyhubsError, InputError, Refused
from babyhubs.workbench.databases import FILES, WORKBENCH
from babyhubs.workbench.options import Options
from babyhubs.workbench.record.chain import Anchor
from babyhubs.workbench.service import archive, archive_key, contents, lock, snapshot
from babyhubs.workbench.service.archive import About, Decrypting, Encrypting
from babyhubs.workbench.service.backup import back_up
from babyhubs.workbench.service.restore import restore
from tests.workbench.keeping import folders
from tests.workbench.keeping.folders import NOW, SECRET

CANARY = "07700 900461"


@pytest.fixture
def options(tmp_path: Path) -> Options:
    """A workbench's folder."""
    return folders.made(tmp_path / "data")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Another disk."""
    place = tmp_path / "out"
    place.mkdir()
    return place


class TestRoundTrip:
    """What was there is there again."""

    def test_everything_comes_back_equal_and_private(self, options: Options, out: Path, tmp_path: Path) -> None:
        made = back_up(options, out, SECRET, now=NOW)
        done = restore(made.path, tmp_path / "back", SECRET)
        assert folders.bytes_of(done.folder) == folders.bytes_of(options.folder)
        for name in FILES.values():
            for table in ("record_entry", "account"):
                assert folders.rows(done.folder, name, table) == folders.rows(options.folder, name, table)
        assert done.faults == made.faults == ()
        assert done.folder.stat().st_mode & 0o777 == 0o700
        for path in done.folder.rglob("*"):
            assert path.stat().st_mode & 0o077 == 0 or path.is_dir(), path

    def test_nobody_is_signed_in_to_what_was_restored(self, options: Options, out: Path, tmp_path: Path) -> None:
        restored = restore(back_up(options, out, SECRET, now=NOW).path, tmp_path / "back", SECRET).folder
        for table in ("django_session", "accounts_signinlink"):
            assert folders.rows(options.folder, FILES[WORKBENCH], table)
            assert folders.rows(restored, FILES[WORKBENCH], table) == []

    def test_its_name_holds_the_head_of_the_record(self, options: Options, out: Path) -> None:
        made = back_up(options, out, SECRET, now=NOW)
        head = snapshot.head(options.folder / FILES[WORKBENCH])
        found = re.fullmatch(r"babyhubs-20261124T090000Z-(\d+)-([0-9a-f]{64})\.babyhubs-backup", made.path.name)
        assert found
        assert Anchor.read(":".join(found.groups())) == head == Anchor.read(made.about.head)
        assert archive.about(made.path) == made.about

    def test_nothing_else_is_left_behind(self, options: Options, out: Path) -> None:
        made = back_up(options, out, SECRET, now=NOW)
        assert list(out.iterdir()) == [made.path]
        assert made.path.stat().st_mode & 0o777 == 0o600
        assert not (options.folder / contents.STAGING).exists()

    def test_a_passphrase_opens_it_too(self, options: Options, out: Path, tmp_path: Path) -> None:
        cheap = archive_key.Secret(archive_key.PASSPHRASE, b"four words or more", cost=2**4)
        made = back_up(options, out, cheap, now=NOW)
        given_again = archive_key.from_passphrase("four words or more", new=False)
        assert restore(made.path, tmp_path / "back", given_again).files == made.files

    def test_what_it_holds_cannot_be_read_without_the_key(self, options: Options, out: Path) -> None:
        folders.write(options.folder, filling=CANARY)
        made = back_up(options, out, SECRET, now=NOW).path.read_bytes()
        assert CANARY.encode() in b"".join(path.read_bytes() for path in options.folder.glob("*.sqlite3*"))
        assert CANARY.encode() not in made
        for key in (options.folder / "keys").rglob("*.key"):
            assert key.read_bytes().strip() not in made


class TestUnderLoad:
    """People go on working."""

    def test_each_backup_is_one_moment_and_restores_with_a_whole_record(
        self, options: Options, out: Path, tmp_path: Path
    ) -> None:
        with folders.writing(options.folder) as done:
            for number in range(3):
                before = len(done)
                while len(done) == before:  # they do write
                    pass
                sure = done[-1]
                made = back_up(options, out / f"{number}.backup", SECRET, now=NOW)
                back = restore(made.path, tmp_path / f"back-{number}", SECRET)
                entries = folders.rows(back.folder, FILES[WORKBENCH], "record_entry")
                assert len(entries) == Anchor.read(made.about.head).count >= sure
                # The change and its entry are in it together or not at all.
                assert [row[0] for row in folders.rows(back.folder, FILES[WORKBENCH], "account")] == [
                    row[0] for row in entries
                ]
                assert back.faults == ()
        now = folders.rows(options.folder, FILES[WORKBENCH], "record_entry")
        assert now[: len(entries)] == entries
        assert len(now) == done[-1]


class TestRefused:
    """Where a backup would protect nothing, or the wrong thing."""

    def test_postgresql_is_said_to_be_backed_up_elsewhere(self, out: Path, tmp_path: Path) -> None:
        with pytest.raises(Refused, match="PostgreSQL") as caught:
            back_up(Options(tmp_path, database_url="postgresql:///one"), out, SECRET, now=NOW)
        assert "pg_dump" in caught.value.remedy

    def test_a_folder_that_is_no_workbench(self, tmp_path: Path, out: Path) -> None:
        with pytest.raises(InputError, match="not the data folder"):
            back_up(Options(tmp_path), out, SECRET, now=NOW)

    def test_into_the_folder_that_it_protects(self, options: Options) -> None:
        for place in (options.folder, options.folder / "uploads" / "one.backup"):
            with pytest.raises(InputError, match="in the folder that it protects"):
                back_up(options, place, SECRET, now=NOW)

    def test_over_a_file_that_is_there(self, options: Options, out: Path) -> None:
        (out / "letter").write_text("Dear Jo", encoding="utf-8")
        with pytest.raises(InputError, match="already"):
            back_up(options, out / "letter", SECRET, now=NOW)
        assert (out / "letter").read_text(encoding="utf-8") == "Dear Jo"

    def test_a_key_beside_what_it_opens(self, options: Options, out: Path, tmp_path: Path) -> None:
        for key in (options.folder / "a.key", options.folder / "keys" / "a.key", out / "a.key"):
            with pytest.raises(Refused, match="beside"):
                archive_key.check_apart(key, out, options.folder)
        archive_key.check_apart(tmp_path / "a.key", out, options.folder)
        archive_key.check_apart(tmp_path / "a.key", out / "one.backup", options.folder)

    def test_a_short_passphrase(self) -> None:
        with pytest.raises(InputError, match="guessed"):
            archive_key.from_passphrase("short", new=True)

    def test_a_damaged_database_makes_no_backup(self, options: Options, out: Path) -> None:
        path = options.folder / FILES[WORKBENCH]
        for _ in range(20):
            folders.write(options.folder)
        content = bytearray(path.read_bytes())
        content[4096 * 2 : 4096 * 3] = b"\xff" * 4096
        path.write_bytes(content)
        with pytest.raises(Refused, match="damaged"):
            back_up(options, out, SECRET, now=NOW)
        assert list(out.iterdir()) == []

    def test_a_name_that_could_not_be_restored_is_said_in_time(self, options: Options, out: Path) -> None:
        (options.folder / "uploads" / "a:b").touch()
        with pytest.raises(InputError, match="not every system"):
            back_up(options, out, SECRET, now=NOW)
        assert list(out.iterdir()) == []

    def test_copies_and_what_is_on_its_way_in_are_not_taken(self, options: Options, out: Path, tmp_path: Path) -> None:
        for name in ("before-migration", "incoming", "voices", "whisper", contents.STAGING):
            (options.folder / name).mkdir()
            (options.folder / name / "one").touch()
        restored = restore(back_up(options, out, SECRET, now=NOW).path, tmp_path / "back", SECRET).folder
        assert {path.name for path in restored.iterdir()} == {*FILES.values(), "keys", "uploads", "workbench.toml"}

    def test_a_second_one_at_the_same_time(self, options: Options, out: Path) -> None:
        (options.folder / contents.STAGING).mkdir()
        with lock.held(options.folder / contents.STAGING), pytest.raises(Refused, match="Another backup"):
            back_up(options, out, SECRET, now=NOW)

    def test_a_link_in_the_folder_is_not_followed(self, options: Options, out: Path, tmp_path: Path) -> None:
        (tmp_path / "secret").write_text("elsewhere", encoding="utf-8")
        (options.folder / "uploads" / "link").symlink_to(tmp_path / "secret")
        made = back_up(options, out, SECRET, now=NOW)
        restored = restore(made.path, tmp_path / "back", SECRET).folder
        assert not (restored / "uploads" / "link").exists()


@cache
def sealed() -> bytes:
    """A small archive of three pieces."""
    with tempfile.TemporaryFile() as file:
        stream = Encrypting(file, About("0.1.0", "now", "1:aa", "1:bb"), SECRET)
        stream.write(os.urandom(archive.PIECE * 2 + 5))
        stream.finish()
        file.seek(0)
        return file.read()


@pytest.fixture
def written() -> bytes:
    """The archive, sealed once: the tests only change copies of it."""
    return sealed()


class TestTheSeal:
    """Any change to the file is found."""

    def opened(self, content: bytes, path: Path) -> int:
        """How many bytes it gives."""
        path.write_bytes(content)
        with path.open("rb") as file:
            stream = Decrypting(file, path, SECRET)
            count = 0
            while piece := stream.read(100_000):
                count += len(piece)
        return count

    def test_unchanged_it_opens(self, written: bytes, tmp_path: Path) -> None:
        assert self.opened(written, tmp_path / "one") == archive.PIECE * 2 + 5

    @given(data=st.data())
    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_one_changed_bit_is_found(self, written: bytes, tmp_path: Path, data: st.DataObject) -> None:
        at = data.draw(st.one_of(st.integers(0, 600), st.integers(0, len(written) - 1)))
        changed = bytearray(written)
        changed[at] ^= 1 << data.draw(st.integers(0, 7))
        with pytest.raises(BabyhubsError):
            self.opened(bytes(changed), tmp_path / "one")

    @given(data=st.data())
    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_a_cut_anywhere_is_found(self, written: bytes, tmp_path: Path, data: st.DataObject) -> None:
        end = data.draw(st.one_of(st.sampled_from(self.ends(written)), st.integers(0, len(written) - 1)))
        with pytest.raises(BabyhubsError):
            self.opened(written[:end], tmp_path / "one")

    def ends(self, written: bytes) -> list[int]:
        """Where a piece begins: a cut there leaves only whole pieces."""
        first = len(b"".join(written.split(b"\n", 3)[:3])) + 3
        return [first, first + archive.PIECE + 20, first + 2 * (archive.PIECE + 20)]

    def test_pieces_exchanged_or_something_added_is_found(self, written: bytes, tmp_path: Path) -> None:
        first, second, third = self.ends(written)
        exchanged = written[:first] + written[second:third] + written[first:second] + written[third:]
        for content in (exchanged, written + b"more", written + written[first:]):
            with pytest.raises(Refused, match="damaged"):
                self.opened(content, tmp_path / "one")

    def test_a_head_that_asks_for_all_memory_is_refused(self, tmp_path: Path) -> None:
        secret = archive_key.Secret(archive_key.PASSPHRASE, b"words", cost=2**4)
        path = tmp_path / "one"
        with path.open("wb") as file:
            Encrypting(file, About("0.1.0", "now", "1:aa", "1:bb"), secret).finish()
        content = path.read_bytes().replace(b'"cost": 16', b'"cost": 1073741824')
        path.write_bytes(content)
        with path.open("rb") as file, pytest.raises(Refused, match="first lines"):
            Decrypting(file, path, secret)
