"""An attacker with the pack alone narrows no hidden count of babies; the same attacker does where each row is only protected by itself."""

from pathlib import Path

import pytest

from babyhubs.audit import release_measures
from babyhubs.audit.release import release
from babyhubs.audit.result import AuditResult
from babyhubs.disclosure.profiles import profile
from babyhubs.reports import tidy_files
from tests.audit.test_release import service
from tests.evidence.outsider import MEASURES, SMALL, Key, key, known

HES = profile("hes")


def files(released: AuditResult, place: Path) -> dict[str, bytes]:
    """The tables as they lie in a pack."""
    tidy_files.write(released, place / "csv")
    return {f"tables/{path.name}": path.read_bytes() for path in (place / "csv").glob("*.csv")}


def truth(exact: AuditResult) -> dict[Key, int]:
    """The counts themselves."""
    rows = [row for row in exact.measures.iter_rows(named=True) if row["measure"] in MEASURES]
    found = {
        key(row["view"], row["measure"], what, row["attribute"], row["group"]): int(row[what])
        for row in rows
        for what in ("eligible", "events")
    }
    for row in exact.wards.iter_rows(named=True):
        found |= {
            ("ward", "", "eligible", row["ward"]): row["eligible"],
            ("ward", row["view"], "events", row["ward"]): row["events"],
        }
    return found


def narrowed(exact: AuditResult, tables: dict[str, bytes]) -> list[Key]:
    """Small counts for which some number from 1 to 7 can be ruled out."""
    counts = truth(exact)
    wrong = []
    for where, low, high in known(tables).bounds():
        assert low <= counts[where] <= high
        if SMALL[0] <= counts[where] <= SMALL[1] and (low > SMALL[0] or high < SMALL[1]):
            wrong.append(where)
    return wrong


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_narrowed(seed: int, tmp_path: Path) -> None:
    exact = service(seed)
    tables = files(release(exact, HES), tmp_path)
    assert known(tables).hidden
    assert narrowed(exact, tables) == []


def test_the_attacker_can_succeed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every row protected by itself, as a spreadsheet would: all who came once less the printed groups give the hidden one away."""
    monkeypatch.setattr(release_measures, "came_again_given_away", lambda rows, used: frozenset())
    exact = service(2)
    assert narrowed(exact, files(release(exact, HES), tmp_path))
