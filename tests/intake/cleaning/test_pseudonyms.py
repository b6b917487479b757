"""Pseudonyms and the key that makes them."""

import hashlib
import hmac
import os
from pathlib import Path

import polars as pl
import pytest

from babyhubs.errors import InputError
from babyhubs.intake.pseudonyms import CHILD, FAMILY, pseudonyms, read_or_make_key

KEY = bytes(range(32))


def test_one_child_has_one_pseudonym_however_it_is_spelt() -> None:
    found = pseudonyms(pl.Series(["ab 12-3", "AB123", " ab123"]), KEY, CHILD)
    assert found.n_unique() == 1
    assert found[0] == hmac.new(KEY, b"child\0AB123", hashlib.sha256).hexdigest()[:32]


def test_nothing_stays_nothing() -> None:
    assert pseudonyms(pl.Series([None, "", " ", "-"], dtype=pl.String), KEY, CHILD).to_list() == [None] * 4


def test_key_and_domain_change_every_pseudonym() -> None:
    ids = pl.Series(["1", "2"])
    child, family = pseudonyms(ids, KEY, CHILD), pseudonyms(ids, KEY, FAMILY)
    other = pseudonyms(ids, bytes(32), CHILD)
    assert len({*child, *family, *other}) == 6


def test_a_key_is_made_once_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "new" / "key"
    key, made = read_or_make_key(path)
    assert made
    assert len(key) == 32
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_or_make_key(path) == (key, False)


@pytest.mark.parametrize("content", ["", "abc", "zz" * 32, "ab" * 31, "ab" * 33, "ab" * 16 + "\n" + "ab" * 16])
def test_a_key_file_that_holds_no_key_is_refused_and_not_shown(tmp_path: Path, content: str) -> None:
    path = tmp_path / "key"
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(InputError, match="64 hexadecimal digits") as error:
        read_or_make_key(path)
    assert not content or content not in str(error.value)


def test_a_key_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_bytes(b"\xff" * 32)
    path.chmod(0o600)
    with pytest.raises(InputError, match="cannot be read"):
        read_or_make_key(path)


@pytest.mark.skipif(os.name != "posix", reason="file modes")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "key"
    read_or_make_key(path)
    path.chmod(mode)
    with pytest.raises(InputError, match="Others on this machine") as error:
        read_or_make_key(path)
    assert "chmod 600" in error.value.remedy


def test_a_folder_in_the_place_of_the_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_or_make_key(tmp_path)
