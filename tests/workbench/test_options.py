"""What a workbench refuses to be told, and that its secure settings pass Django's own check."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from babyhubs.errors import InputError
from babyhubs.workbench import keys
from babyhubs.workbench.options import Options

HERE = Path()
SECURE = {"public_name": "babyhubs.example.nhs.uk", "behind_proxy": True}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"address": "0.0.0.0"}, "everyone on the network"),
        ({"address": "192.168.1.4"}, "everyone on the network"),
        ({"address": "::"}, "everyone on the network"),
        ({"public_name": "babyhubs.example.nhs.uk"}, "over HTTPS only"),
        ({"behind_proxy": True}, "not the name"),
        ({"public_name": "a.example", "certificate": HERE}, "go together"),
        ({"port": 70000}, "not a port"),
        ({"database_url": "postgresql:///one"}, "two databases"),
        ({"database_url": "postgresql:///one", "people_database_url": "postgresql:///one"}, "same database"),
    ],
)
def test_options_that_would_leave_records_unprotected_are_refused(options: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        Options(folder=HERE, **options).check()  # type: ignore[arg-type]
    assert caught.value.remedy


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"address": "localhost"},
        {"address": "::1"},
        {"address": "0.0.0.0", **SECURE},
        {"public_name": "a.example", "certificate": HERE, "certificate_key": HERE},
    ],
)
def test_sound_options_pass(options: dict[str, object]) -> None:
    Options(folder=HERE, **options).check()  # type: ignore[arg-type]


def test_the_deployment_check_of_django_is_clean_under_secure_options(tmp_path: Path) -> None:
    program = f"""
import json, sys
from pathlib import Path
from babyhubs.workbench.options import Options
from babyhubs.workbench.start import start
start(Options(folder=Path({str(tmp_path)!r}), **{SECURE!r}))
from django.conf import settings
from django.core.checks import run_checks
print(json.dumps({{
    "found": [str(one) for one in run_checks(include_deployment_checks=True)],
    "session": settings.SESSION_COOKIE_NAME, "secure": settings.CSRF_COOKIE_SECURE, "debug": settings.DEBUG,
    "hosts": settings.ALLOWED_HOSTS, "hsts": settings.SECURE_HSTS_SECONDS,
}}))
"""
    # the tests' own setting (tests/conftest.py) is none that anybody deploys with
    plain = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    done = subprocess.run([sys.executable, "-c", program], env=plain, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {
        "found": [],
        "session": "__Host-babyhubs-session",
        "secure": True,
        "debug": False,
        "hosts": ["babyhubs.example.nhs.uk"],
        "hsts": 31536000,
    }


def test_check_deploy_says_nothing_of_a_workbench_that_others_reach(tmp_path: Path) -> None:
    """As whoever looks after it types it; `--fail-level` makes the smallest warning a failure."""
    command = ["-m", "babyhubs.workbench", str(tmp_path), "--public-name=babyhubs.example.nhs.uk", "check", "--deploy"]
    plain = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    done = subprocess.run(
        [sys.executable, *command, "--fail-level", "DEBUG"], env=plain, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "System check identified no issues (0 silenced).", done.stderr
    assert done.returncode == 0


def test_the_other_commands_do_not_wait_for_django() -> None:
    program = "import sys, babyhubs.commands.app, babyhubs.commands.serve; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


class TestKeys:
    """Files in the data folder."""

    def test_they_are_made_once_for_their_owner_alone(self, tmp_path: Path) -> None:
        first = keys.read_or_make(tmp_path)
        assert keys.read_or_make(tmp_path) == first
        assert len({first.session, first.record, *first.people}) == 3
        for path in (tmp_path / "keys").rglob("*.key"):
            assert path.stat().st_mode & 0o777 == 0o600

    def test_a_key_that_others_can_read_is_refused(self, tmp_path: Path) -> None:
        keys.read_or_make(tmp_path)
        (tmp_path / "keys" / "session.key").chmod(0o644)
        with pytest.raises(InputError, match="Others on this machine"):
            keys.read_or_make(tmp_path)

    @pytest.mark.parametrize("content", ["", "zz", "ab" * 31, "AB" * 32])
    def test_a_damaged_key_is_refused_and_not_replaced(self, tmp_path: Path, content: str) -> None:
        keys.read_or_make(tmp_path)
        path = tmp_path / "keys" / "record.key"
        path.write_text(content, encoding="ascii")
        with pytest.raises(InputError, match="hexadecimal"):
            keys.read_or_make(tmp_path)
        assert path.read_text(encoding="ascii") == content

    def test_a_new_key_for_contact_details_encrypts_and_the_old_one_still_reads(self, tmp_path: Path) -> None:
        from cryptography.fernet import Fernet, MultiFernet

        old = keys.read_or_make(tmp_path).people
        text = Fernet(keys.fernet_key(old[0])).encrypt(b"07700 900123")
        keys.add_people_key(tmp_path)
        new = keys.read_or_make(tmp_path).people
        assert new[1:] == old
        both = MultiFernet([Fernet(keys.fernet_key(key)) for key in new])
        assert both.decrypt(text) == b"07700 900123"
        assert Fernet(keys.fernet_key(new[0])).decrypt(both.rotate(text)) == b"07700 900123"

    def test_a_key_is_not_shown(self, tmp_path: Path) -> None:
        held = keys.read_or_make(tmp_path)
        assert held.session.hex() not in repr(held)
        assert str(held.session) not in repr(held)
