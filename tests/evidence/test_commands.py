"""The evidence commands, one after the other, as a person types them: record, build, verify, trace; a change; again."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from babyhubs.commands.app import app
from babyhubs.errors import InputError
from babyhubs.evidence.record import Record
from tests.evidence.small import CLAIMS_FILE, audit, evaluation, exhibits, theme


def run(*words: str | Path, code: int = 0) -> Any:
    result = CliRunner().invoke(app, ["evidence", *map(str, words)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return result


def written(path: Path, records: list[Record]) -> Path:
    path.write_text(json.dumps([one.to_json() for one in records]), encoding="utf-8")
    return path


@pytest.fixture
def work(tmp_path: Path) -> Path:
    told = theme(audit()[1])
    quote, involvement = exhibits(told)
    written(tmp_path / "audit.json", list(audit()))
    written(tmp_path / "discussions.json", [told, quote])
    written(tmp_path / "panel.json", [involvement])
    written(tmp_path / "evaluation.json", [evaluation()])
    (tmp_path / "claims.toml").write_text(CLAIMS_FILE, encoding="utf-8")
    (tmp_path / "csv").mkdir()
    (tmp_path / "csv" / "measures.csv").write_text("group,estimate\nyes,0.3567\n", encoding="utf-8")
    names = ("audit.json", "discussions.json", "panel.json", "evaluation.json")
    run("record", tmp_path / "l", *(tmp_path / name for name in names))
    return tmp_path


def build(work: Path, folder: str = "pack") -> Any:
    where = ("--table", work / "csv", "--date", "2026-11-24", "-o", work / folder, "--json")
    return json.loads(run("build", work / "l", work / "claims.toml", *where).stdout)


def test_from_findings_to_a_pack_that_holds_and_back_to_green_after_a_change(work: Path) -> None:
    made = build(work)
    assert made["unsupported"] == ["Everybody knows that hubs help."]
    assert made["amber"] == []
    assert "The pack holds: 13 files, 5 claims, 7 sources, 0 amber." in run("verify", work / "pack").stdout
    assert "It bears the seal" in run("verify", work / "pack", "--seal", made["seal"]).stdout
    # one figure upstream changes
    changed = audit(0.4)
    said = json.loads(run("record", work / "l", written(work / "audit.json", list(changed)), "--json").stdout)
    assert [one["subject"] for one in said["amber"]][-2:] == ["low-reach", "buses"]
    assert run("trace", work / "l").stdout.count("to do:") == 4
    with pytest.raises(InputError, match="1 of 5 claims do not hold"):
        build(work, "again")
    assert not (work / "again").exists()
    # the strand is run again, the sentence is corrected
    new = theme(changed[1])
    run("record", work / "l", written(work / "discussions.json", [new, exhibits(new)[0]]))
    (work / "claims.toml").write_text(CLAIMS_FILE.replace("[36%]", "[40%]"), encoding="utf-8")
    assert build(work)["amber"] == []
    assert run("trace", work / "l").stdout == ""


def test_the_same_build_again_gives_the_same_seal(work: Path) -> None:
    assert build(work)["seal"] == build(work, "again")["seal"]


def test_a_changed_pack_is_named_and_ends_with_2(work: Path) -> None:
    build(work)
    table = work / "pack" / "tables" / "measures.csv"
    table.write_text(table.read_text("utf-8").replace("0.3567", "0.3667"), encoding="utf-8")
    assert "tables/measures.csv: has been changed" in run("verify", work / "pack", code=2).stdout
    assert not json.loads(run("verify", work / "pack", "--json", code=2).stdout)["holds"]


def test_a_thread_as_text_json_and_drawing_from_a_pack(work: Path) -> None:
    build(work)
    text = run("trace", work / "pack", "buses", "--drawing", work / "thread.svg").stdout
    assert text.startswith("claim (buses)\n  quote discussions · quote · Getting there, 1 (")
    assert (work / "thread.svg").read_text("utf-8").startswith("<svg ")
    down = json.loads(run("trace", work / "l", audit()[0].identity[7:19], "--down", "--json").stdout)
    assert {"buses", "low-reach"} <= {node["subject"] for node in down["nodes"]}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("record", "l", "claims.toml"), "not JSON"),
        (("record", "l", "nothing.json"), "not there"),
        (("trace", "l", "nobody"), "no such claim"),
        (("trace", "nothing"), "no ledger here"),
        (("build", "nothing", "claims.toml", "--date", "2026-11-24", "-o", "p"), "no ledger here"),
        (("build", "l", "claims.toml", "--date", "24/11/2026", "-o", "p"), "is not a day"),
        (("build", "l", "none.toml", "--date", "2026-11-24", "-o", "p"), "not there"),
        (("build", "l", "claims.toml", "--date", "2026-11-24", "--table", "l", "-o", "p"), "not a released table"),
        (("verify", "csv/none"), "no pack here"),
    ],
)
def test_a_mistake_is_said_in_a_sentence(
    work: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(work)
    with pytest.raises(InputError, match=said):
        run(*words)
    assert not (work / "p").exists()
