"""The files of releases: whole or not at all, under no name that somebody else chose."""

import json
import re
import uuid
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babyhubs.errors import InputError
from babyhubs.workbench.releases import keeping

KEY = uuid.UUID("00000000-0000-4000-8000-000000000001")


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    """The folder of an answer."""
    folder = tmp_path / "answer"
    (folder / "csv").mkdir(parents=True)
    (folder / "internal").mkdir()
    (folder / "provenance.json").write_text(json.dumps({"disclosure_profile": {"name": "hes"}}), encoding="utf-8")
    for name in ("report.html", "csv/hubs.csv", "internal/exact.csv", "csv/notes.docx"):
        (folder / name).write_text(name, encoding="utf-8")
    return folder


def test_a_copy_is_kept_that_outlives_its_source(tmp_path: Path) -> None:
    source = tmp_path / "table.csv"
    source.write_text("a\n1\n", encoding="utf-8")
    digest, size = keeping.keep(tmp_path, KEY, source)
    source.write_text("a\n2\n", encoding="utf-8")
    kept = keeping.kept(tmp_path, KEY)
    assert (kept.read_text(encoding="utf-8"), size) == ("a\n1\n", 4)
    assert keeping.digest_of(kept) == digest
    assert kept.stat().st_mode & 0o077 == 0
    assert sorted(path.name for path in kept.parent.iterdir()) == [keeping.FILE]


def test_only_what_was_released_is_packed_and_the_same_bytes_each_time(tmp_path: Path, answer: Path) -> None:
    first, _ = keeping.keep(tmp_path, KEY, answer)
    second, _ = keeping.keep(tmp_path, uuid.uuid4(), answer)
    assert first == second
    with zipfile.ZipFile(keeping.kept(tmp_path, KEY)) as archive:
        assert archive.namelist() == ["csv/hubs.csv", "provenance.json", "report.html"]


def test_what_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "LARGEST", 3)
    (tmp_path / "big.csv").write_bytes(b"12345")
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    for source in ("big.csv", "empty.csv", "folder"):
        with pytest.raises(InputError):
            keeping.keep(tmp_path, KEY, tmp_path / source)
        assert list((tmp_path / keeping.FOLDER).iterdir()) == []


@given(st.text(max_size=200), st.booleans())
def test_no_name_leads_elsewhere_or_breaks_a_header(name: str, packed: bool) -> None:
    plain = keeping.safe_name(name, packed=packed)
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,98}", plain)
    assert keeping.safe_name(name) == keeping.safe_name(keeping.safe_name(name))


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("reach by ward.csv", "reach-by-ward.csv"),
        ("../../etc/passwd", "etc-passwd"),
        ('a"; filename="b.exe', "a-filename-b.exe"),
        (".htaccess", "htaccess"),
        ("–", "release"),
    ],
)
def test_names_stay_readable(name: str, plain: str) -> None:
    assert keeping.safe_name(name) == plain
