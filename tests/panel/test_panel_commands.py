"""`babyhubs panel` as a coordinator types it."""

import json
from pathlib import Path

import pytest

from tests.integration.command_line import Ran, run

POOL = "id,Gender,l,primary_address1\n" + "".join(
    f"P{n:02d},{'female' if n % 3 else ' Male'},{('x', 'y', 'prefer not to say')[n % 3]},{n // 2} High Street\n"
    for n in range(18)
)
QUOTAS = (
    "feature,value,min,max,min_flex,max_flex\nGender,Female,2,4,0,6\nGender,Male,1,3,0,6\nl,x,0,3,0,6\nl,y,1,4,0,6\n"
)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """With letter case, spaces and an answer that was not given."""
    pool, quotas = tmp_path / "pool.csv", tmp_path / "quotas.csv"
    pool.write_text(POOL, "utf-8")
    quotas.write_text(QUOTAS, "utf-8")
    return pool, quotas


def test_from_two_files_to_a_seated_panel_its_reserve_and_a_replacement(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def panel(*arguments: object) -> Ran:
        return run(capsys, monkeypatch, "panel", *arguments)

    draw = tmp_path / "draw"
    said = panel("select", *files, "--seats", 5, "--out", draw, "--json")
    assert said.code == 0, said.err
    told = json.loads(said.out)
    assert told["lowest"] > 0
    names = {"chances.csv", "lottery.csv", "tickets.csv", "certificate.json", "report.html", "quotas.csv"}
    assert names | {"provenance.json", "internal"} == {path.name for path in draw.iterdir()}
    report = (draw / "report.html").read_text("utf-8")
    assert told["tickets_sha256"] in report
    assert not any(f"P{n:02d}" in report for n in range(18))  # nobody is named, not even by number
    assert panel("check", draw, "--sha256", told["tickets_sha256"]).code == 0
    assert panel("reserve", draw).code == 2  # no number was drawn yet
    seated = panel("draw", draw, "--ticket", 417, "--how", "dice").out.split()
    assert len(seated) == 5
    assert panel("draw", draw, "--ticket", 418).code == 2
    assert panel("select", *files, "--seats", 5, "--out", draw).code == 2  # the record of a draw is never written over
    assert "Ticket 417" in panel("check", draw).out
    assert panel("reserve", draw).code == 0
    reserve = (draw / "reserve.csv").read_text("utf-8").split()[1:]
    assert reserve
    assert not set(reserve) & set(seated)
    again = tmp_path / "again"
    assert panel("replace", draw, "--left", seated[0], "--out", again).code == 0
    new = panel("draw", again, "--ticket", 1).out.split()
    assert len(new) == 1
    assert not set(new) & set(seated)
    tickets = draw / "tickets.csv"
    tickets.write_text(tickets.read_text("utf-8").replace("417,", "417,P99,", 1), "utf-8")
    changed = panel("check", draw)
    assert changed.code == 3
    assert "Not accepted" in changed.err


def test_quotas_that_cannot_be_met_end_with_code_3_and_ways_out(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    files[1].write_text(QUOTAS.replace("Gender,Male,1,3", "Gender,Male,4,4"), "utf-8")
    said = run(capsys, monkeypatch, "panel", "select", *files, "--seats", 5, "--out", tmp_path / "draw")
    assert said.code == 3
    assert "The minima of Gender add up to 6, for 5 seats." in said.err
    assert not (tmp_path / "draw").exists()
    soft = run(capsys, monkeypatch, "panel", "select", *files, "--seats", 5, "--out", tmp_path / "draw", "--soft")
    assert soft.code == 0, soft.err
    assert "Not all seats asked for can be had. Gender: " in soft.err
    assert "no panel from this pool can have that" in (tmp_path / "draw" / "quotas.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("pool", "quotas", "word"),
    [
        (POOL.replace("id,", "who,"), QUOTAS, "--id"),
        (POOL.replace("P03", "P02"), QUOTAS, "stands twice"),
        (POOL.replace("P03", ""), QUOTAS, "no identifier"),
        (POOL.replace("female", "woman"), QUOTAS, "is in no quota of Gender"),
        (POOL, QUOTAS.replace(",min,", ",least,"), "no column min"),
        (POOL, QUOTAS.replace("l,x,0,3", "l,x,3,0"), "at least 3 and at most 0"),
        (POOL, QUOTAS.replace("l,x,0,3", "l,x,few,3"), "not a whole number"),
        (POOL, QUOTAS.replace("l,x", "language,x"), "no column 'language'"),
    ],
)
def test_mistakes_in_the_files_are_told_in_words(
    pool: str, quotas: str, word: str, files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    files[0].write_text(pool, "utf-8")
    files[1].write_text(quotas, "utf-8")
    said = run(capsys, monkeypatch, "panel", "select", *files, "--seats", 5, "--out", tmp_path / "draw")
    assert said.code == 2
    assert word in said.err


def test_an_account_from_the_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    log, out = tmp_path / "log.csv", tmp_path / "account.md"
    log.write_text("line,day,kind,text\n7,2026-01-05,changed,A quiet corner\n", "utf-8")
    assert run(capsys, monkeypatch, "panel", "account", log, "-o", out, "--as-of", "2026-02-01").code == 0
    text = out.read_text("utf-8")
    assert "- We did: A quiet corner [7]" in text
    assert "**Missing.** Write down why parents were asked to join" in text
    log.write_text("line,day,kind,text\n7,5 January,changed,A quiet corner\n", "utf-8")
    assert run(capsys, monkeypatch, "panel", "account", log, "-o", tmp_path / "b.md").code == 2
