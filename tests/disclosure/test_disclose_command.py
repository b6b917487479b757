"""`babyhubs disclose`: files in, the same files out with marks, or a refusal."""

import json
from pathlib import Path

import polars as pl
import pytest
import typer
from typer.testing import CliRunner

from babyhubs.commands import disclose
from babyhubs.errors import InputError, Refused

VISITS = """hub,authority,month,families
Easton,Bristol,2026-01,4
Easton,Bristol,2026-02,30
Knowle,Bristol,2026-01,41
Knowle,Bristol,2026-02,52
Yate,South Gloucestershire,2026-01,28
"""
OPTIONS = ["--count", "families", "--by", "hub", "--by", "month", "--nested", "hub:authority"]

app = typer.Typer()
app.command()(disclose.command)


@pytest.fixture
def visits(tmp_path: Path) -> Path:
    path = tmp_path / "visits.csv"
    path.write_text(VISITS, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> str:
    found = CliRunner().invoke(app, [str(one) for one in arguments])
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    assert found.exit_code == 0, found.output
    return found.stdout


def test_tables_go_out_as_they_came_and_the_attack_stays_inside(visits: Path, tmp_path: Path) -> None:
    out = tmp_path / "safe"
    said = json.loads(run(visits, *OPTIONS, "--margins", "-o", out, "--json"))
    safe = pl.read_csv(out / "visits.csv", infer_schema=False)
    assert safe["families"].to_list()[:5] == ["*", "30", "40", "50", "30"]
    assert said["attack_complete"] is True
    assert said["loss"]["small_cells"] == 1
    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()) == [
        "internal/attack.csv", "internal/loss.json", "provenance.json", "visits.csv"
    ]  # fmt: skip


def test_the_same_input_gives_the_same_bytes(visits: Path, tmp_path: Path) -> None:
    for name in ("first", "second"):
        run(visits, *OPTIONS, "--margins", "-o", tmp_path / name)
    for path in (tmp_path / "first").rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / "second" / path.relative_to(tmp_path / "first")).read_bytes()


@pytest.mark.parametrize("kind", ["xlsx", "parquet"])
def test_excel_and_parquet_come_back_as_such(visits: Path, tmp_path: Path, kind: str) -> None:
    frame = pl.read_csv(visits)
    source = tmp_path / f"visits.{kind}"
    if kind == "xlsx":
        frame.write_excel(source)  # through XlsxWriter
    else:
        frame.write_parquet(source)
    run(source, *OPTIONS, "-o", tmp_path / "safe")
    back = tmp_path / "safe" / source.name
    out = disclose._first_sheet(back) if kind == "xlsx" else pl.read_parquet(back)
    assert out["families"].to_list() == ["*", "30", "40", "50", "30"]


def test_a_refusal_writes_nothing(visits: Path, tmp_path: Path) -> None:
    before = tmp_path / "before.csv"
    before.write_text(
        "hub,authority,month,families\nEaston,Bristol,Total,34\nEaston,Bristol,2026-02,30\n", encoding="utf-8"
    )
    with pytest.raises(Refused, match="1 small count"):
        run(visits, *OPTIONS, "--profile", "legacy", "--earlier", before, "-o", tmp_path / "safe")
    assert not (tmp_path / "safe").exists()


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not there"):
        run(tmp_path / "none.csv", *OPTIONS, "-o", tmp_path / "safe")


def test_a_pair_that_is_none(visits: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not a pair"):
        run(visits, "--count", "families", "--by", "hub", "--nested", "hub", "-o", tmp_path / "safe")


def test_the_help_has_an_example() -> None:
    assert "babyhubs disclose visits.csv" in run("--help")
