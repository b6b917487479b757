"""Signatures in minisign's form: its own published one holds, ours hold, and a changed byte anywhere does not."""

import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from babyhubs.commands.app import app
from babyhubs.errors import BabyhubsError, InputError
from babyhubs.evidence.pack_folder import read, write
from babyhubs.evidence.signing.key import MOST_MEMORY, SecretKey, _cost, is_hidden, new_key, read_public, read_secret
from babyhubs.evidence.signing.signature import SIGNATURE, NotSigned, check, sign, signer
from babyhubs.evidence.verification import verify
from tests.evidence.mutation import SOFTWARE, small_files

# From the tests of minisign-verify (jedisct1, MIT): a key, and its signature of the four bytes "test".
THEIR_KEY = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3"
THEIR_SIGNATURE = (
    "untrusted comment: signature from minisign secret key\n"
    "RWQf6LRCGA9i59SLOFxz6NxvASXDJeRtuZykwQepbDEGt87ig1BNpWaVWuNrm73YiIiJbq71Wi+dP9eKL8OC351vwIasSSbXxwA=\n"
    "trusted comment: timestamp:1555779966\tfile:test\n"
    "QtKMXWyYcwdpZAlPF7tE2ENJkRd1ujvKjlj1m9RtHTBnZPa5WKU5uWRs5GoP5M/VqE81QFuMKI5k/SfNQUaOAA==\n"
)
KEY = SecretKey(bytes(range(8)), bytes(range(32)))


@pytest.mark.oracle
def test_the_published_signature_holds_and_only_of_its_content() -> None:
    key = read_public(THEIR_KEY, "their key")
    assert key.name == "E7620F1842B4E81F"
    assert check(b"test", THEIR_SIGNATURE, key).comment == "timestamp:1555779966\tfile:test"
    with pytest.raises(NotSigned, match="not of these files"):
        check(b"Test", THEIR_SIGNATURE, key)
    with pytest.raises(NotSigned, match="comment was changed"):
        check(b"test", THEIR_SIGNATURE.replace("1555779966", "1555779967"), key)


def test_the_same_content_and_key_give_the_same_signature_and_any_other_byte_none() -> None:
    text = sign(b"content", KEY, "date:2026-11-24")
    assert text == sign(b"content", KEY, "date:2026-11-24")
    assert check(b"content", text, KEY.public()).key == KEY.public().name == signer(text)
    chance, first = random.Random(7), text.index("\n") + 1  # the first line is a comment that nothing protects
    for _ in range(300):
        at = chance.randrange(first, len(text))
        other = text[:at] + chance.choice("ABCxyz019\n") + text[at + 1 :]
        if other != text:
            with pytest.raises(NotSigned):
                check(b"content", other, KEY.public())


def test_another_key_signs_nothing() -> None:
    with pytest.raises(NotSigned, match="yours is"):
        check(b"content", sign(b"content", KEY, ""), new_key().public())
    same_number = SecretKey(KEY.number, bytes(32))
    with pytest.raises(NotSigned, match="not of these files"):
        check(b"content", sign(b"content", same_number, ""), KEY.public())


class TestKeys:
    """Kept in files that minisign reads too."""

    def test_with_a_password_and_without(self) -> None:
        for password in ("", "six words of your own choosing"):
            text = KEY.text(password)
            assert read_secret(text, password, "k") == KEY
            assert is_hidden(text, "k") == bool(password)
        with pytest.raises(InputError, match="password is not right"):
            read_secret(KEY.text("right"), "wrong", "k")

    @pytest.mark.parametrize(
        ("limits", "n"),
        [((1 << 25, 1 << 30), 1 << 20), ((524_288, 16_777_216), 1 << 14), ((1 << 22, 1 << 27), 1 << 17)],
    )
    def test_the_cost_of_a_guess_follows_libsodiums_limits(self, limits: tuple[int, int], n: int) -> None:
        """Its SENSITIVE (minisign's own) and INTERACTIVE, and what is written here."""
        assert _cost(*limits) == (n, 1)

    @pytest.mark.parametrize("text", ["", "untrusted comment: x\n", "no base64", "AAAA", THEIR_KEY[:-4]])
    def test_what_is_no_key_is_said_so(self, text: str) -> None:
        for read_it in (lambda: read_public(text, "file"), lambda: read_secret(text, "", "file")):
            with pytest.raises(InputError):
                read_it()

    def test_a_file_cannot_ask_for_all_the_memory(self) -> None:
        assert MOST_MEMORY == 1 << 30


class TestAPack:
    """The signature is of the list of digests, and so of every file."""

    def test_verify_names_who_signed(self) -> None:
        files = small_files()
        files[SIGNATURE] = sign(files["SHA256SUMS"], KEY, "date:2026-11-24").encode()
        found = verify(files, SOFTWARE, key=KEY.public())
        assert (found.problems, found.signed_by) == ((), KEY.public().name)
        assert found.files == len(files) - 1

    def test_a_signature_without_a_key_is_no_proof_and_said_so(self) -> None:
        files = small_files()
        files[SIGNATURE] = sign(files["SHA256SUMS"], KEY, "").encode()
        found = verify(files, SOFTWARE)
        assert found.holds
        assert found.signed_by == ""
        assert KEY.public().name in found.notes[0]

    def test_without_or_with_a_wrong_one_it_does_not_hold(self) -> None:
        files = small_files()
        assert [one.what for one in verify(files, SOFTWARE, key=KEY.public()).problems] == ["is missing"]
        files[SIGNATURE] = sign(files["SHA256SUMS"] + b"x", KEY, "").encode()
        assert [one.where for one in verify(files, SOFTWARE, key=KEY.public()).problems] == [SIGNATURE]
        files[SIGNATURE] = b"nonsense"
        assert not verify(files, SOFTWARE).holds


def run(*words: str | Path, typed: str = "") -> Any:
    """`babyhubs evidence ...`."""
    return CliRunner().invoke(app, ["evidence", *map(str, words)], input=typed)


class TestCommands:
    """key, sign, verify, as a provider types them."""

    def test_from_a_new_key_to_a_signed_pack(self, tmp_path: Path) -> None:
        keys, pack = tmp_path / "keys", tmp_path / "pack"
        write(pack, small_files())
        assert run("key", keys, typed="pw\npw\n").exit_code == 0
        assert (keys / "minisign.key").stat().st_mode & 0o777 == 0o600
        again = run("key", keys, typed="pw\npw\n")
        assert isinstance(again.exception, InputError)
        assert "Signed" in run("sign", pack, "--key", keys / "minisign.key", typed="pw\n").output
        assert "It was signed with this key" in run("verify", pack, "--key", keys / "minisign.pub").output
        line = (keys / "minisign.pub").read_text("utf-8").splitlines()[1]
        assert run("verify", pack, "--key", line).exit_code == 0
        assert run("verify", pack, "--key", THEIR_KEY).exit_code == 2

    def test_a_pack_that_does_not_hold_is_not_signed(self, tmp_path: Path) -> None:
        files = small_files()
        files["README.md"] += b"x"
        write(tmp_path / "pack", files)
        run("key", tmp_path, "--no-password")
        found = run("sign", tmp_path / "pack", "--key", tmp_path / "minisign.key")
        assert isinstance(found.exception, BabyhubsError)
        assert SIGNATURE not in read(tmp_path / "pack")

    @pytest.mark.skipif(
        shutil.which("minisign") is None, reason="minisign itself is not there (apt-get install minisign)"
    )
    def test_minisign_itself_takes_our_key_and_our_signature(self, tmp_path: Path) -> None:
        write(tmp_path / "pack", small_files())
        run("key", tmp_path, "--no-password")
        run("sign", tmp_path / "pack", "--key", tmp_path / "minisign.key")
        words = ["minisign", "-V", "-m", str(tmp_path / "pack" / "SHA256SUMS"), "-p", str(tmp_path / "minisign.pub")]
        assert subprocess.run(words, check=False, timeout=20, capture_output=True).returncode == 0
        (tmp_path / "pack" / "SHA256SUMS").write_bytes(b"x")
        assert subprocess.run(words, check=False, timeout=20, capture_output=True).returncode != 0
