"""`babyhubs evidence write`: from a ledger, claims and texts to a file; refused where something stops it."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from babyhubs.commands.app import app
from babyhubs.errors import InputError
from tests.evidence.small import CLAIMS_FILE, audit, evaluation, exhibits, theme

TEXTS = """form = "commissioner-brief"
title = "Whom we miss"
[sections]
need = """


def run(*words: str | Path) -> Any:
    """The command, as it is typed."""
    result = CliRunner().invoke(app, ["evidence", *map(str, words)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A ledger and claims."""
    told = theme(audit()[1])
    records = [*audit(), told, *exhibits(told), evaluation()]
    (tmp_path / "all.json").write_text(json.dumps([one.to_json() for one in records]), encoding="utf-8")
    (tmp_path / "claims.toml").write_text(CLAIMS_FILE, encoding="utf-8")
    run("record", tmp_path / "l", tmp_path / "all.json")
    return tmp_path


def write(place: Path, text: str, out: str = "bid.html") -> Any:
    """The document with one section."""
    (place / "bid.toml").write_text(TEXTS + json.dumps(text), encoding="utf-8")
    options = ("--date", "2026-11-24", "-o", place / out)
    return run("write", place / "l", place / "claims.toml", place / "bid.toml", *options)


def a_claim(place: Path) -> str:
    """The name of the first claim in the file."""
    return (place / "claims.toml").read_text(encoding="utf-8").split('name = "')[1].split('"')[0]


@pytest.mark.parametrize("out", ["bid.html", "bid.docx", "bid.pdf"])
def test_the_ending_of_the_name_says_which_kind_of_file(place: Path, out: str) -> None:
    write(place, f"[[{a_claim(place)}]]", out)
    assert (place / out).read_bytes()[:2] in {b"<!", b"PK", b"%P"}


def test_it_says_the_counts_and_what_has_no_source(place: Path) -> None:
    said = write(place, f"[[{a_claim(place)}]] Most of the 12 hubs are full.").stderr
    assert "Most of the 12 hubs are full." in said
    assert "of 220 words" in said
    assert "24 November 2026" in (place / "bid.html").read_text(encoding="utf-8")


def test_what_stops_it_is_said_and_nothing_is_written(place: Path) -> None:
    with pytest.raises(InputError, match="One thing stops"):
        write(place, "[[nothing]]")
    with pytest.raises(InputError, match="no kind of document"):
        write(place, "x", "bid.odt")
    assert not (place / "bid.html").exists()
