"""The checker finds what was changed, also where whoever changed it has mended the digests."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from babyhubs.panel import checker
from babyhubs.panel.quotas import Quota
from babyhubs.panel.selection import Selection, select
from tests.panel.instances import pool, written

QUOTAS = (Quota("g", "f", 1, 2), Quota("g", "m", 1, 2), Quota("l", "x", 1, 2), Quota("l", "y", 1, 3))
PEOPLE = pool("a f x", "b f y", "c f y", "d m x", "e m y", "f m x", features=("g", "l"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(select(PEOPLE, QUOTAS, 3), tmp_path / "draw")


def _change(folder: Path, name: str, change: Callable[[str], str], *, mended: bool) -> None:
    path = folder / name
    before = path.read_text("utf-8")
    after = change(before)
    assert after != before
    path.write_text(after, "utf-8")
    if mended and name != "certificate.json":
        certificate = json.loads((folder / "certificate.json").read_text("utf-8"))
        certificate["files"][name] = hashlib.sha256(path.read_bytes()).hexdigest()
        (folder / "certificate.json").write_text(json.dumps(certificate), "utf-8")


def _other_person(text: str) -> str:
    """The people of the last ticket become those of no valid panel."""
    lines = text.splitlines()
    number = lines[-1].split(",")[0]
    return "\n".join([*lines[:-1], f"{number},a,b,c", ""])


def _moved_share(text: str) -> str:
    heading, first, second, *rest = text.splitlines()
    one, other = first.split(","), second.split(",")
    one[1], other[1] = f"{float(one[1]) + 0.01:.12f}", f"{float(other[1]) - 0.01:.12f}"
    return "\n".join([heading, ",".join(one), ",".join(other), *rest, ""])


CHANGES = {
    "tickets.csv": _other_person,
    "quotas.csv": lambda text: text.replace("g,f,1,2", "g,f,0,1"),
    "lottery.csv": _moved_share,
    "chances.csv": lambda text: text.replace("a,0.", "a,0.0"),
    "internal/pool.csv": lambda text: text.replace("a,,f,x", "a,,m,x"),
}


# a changed pool with a mended digest may be another pool with the same fair lottery: only the digest tells them apart
@pytest.mark.parametrize(
    ("name", "mended"),
    [(name, mended) for name in CHANGES for mended in (False, True) if "pool" not in name or not mended],
)
def test_a_changed_file_is_caught(folder: Path, name: str, mended: bool) -> None:
    checker.check(folder)
    _change(folder, name, CHANGES[name], mended=mended)
    with pytest.raises(checker.NotProved):
        checker.check(folder)


def _heavier(certificate: dict) -> None:
    certificate["levels"][0]["weight"][0][1] += 10**9


def _no_multipliers(certificate: dict) -> None:
    certificate["levels"][0]["proof"] = {"multipliers": []}


def _empty(certificate: dict) -> None:
    certificate["levels"][0]["proof"]["empty"] = True


def _never(certificate: dict) -> None:
    certificate["never"].append({"kind": 0, "proof": {"multipliers": []}})


def _fewer_levels(certificate: dict) -> None:
    certificate["levels"].pop()


def _one_kind(certificate: dict) -> None:
    certificate["kinds"] = [[0, 1, 2, 3, 4, 5]]


@pytest.mark.parametrize("change", [_heavier, _no_multipliers, _empty, _never, _fewer_levels, _one_kind])
def test_a_changed_certificate_is_not_accepted(folder: Path, change: Callable[[dict], None]) -> None:
    path = folder / "certificate.json"
    certificate = json.loads(path.read_text("utf-8"))
    change(certificate)
    path.write_text(json.dumps(certificate), "utf-8")
    with pytest.raises(checker.NotProved):
        checker.check(folder)


def test_an_unfair_lottery_is_not_accepted(tmp_path: Path) -> None:
    """Valid panels and shares that add up, all files in agreement, and yet somebody's chance could be better."""
    fair = select(PEOPLE, QUOTAS, 3)
    unfair = select(PEOPLE[1:], QUOTAS, 3)  # "a" is never drawn
    mixed = Selection(
        PEOPLE, QUOTAS, fair.draw, unfair.seated, unfair.tickets, unfair.units, unfair.moved, ()
    )  # fmt: skip
    with pytest.raises(checker.NotProved, match=r"better|level"):
        checker.check(written(mixed, tmp_path / "draw"))


def test_the_checker_stands_alone() -> None:
    """It imports the standard library only, so that it can be copied out and shares no code with the solver."""
    text = Path(checker.__file__).read_text("utf-8")
    assert "babyhubs" not in text.replace("babyhubs-", "")
    assert "numpy" not in text
    assert "highspy" not in text


def test_the_published_hash(folder: Path) -> None:
    path = folder / "tickets.csv"
    checker.check_published(path, hashlib.sha256(path.read_bytes()).hexdigest())
    with pytest.raises(checker.NotProved):
        checker.check_published(path, "0" * 64)
