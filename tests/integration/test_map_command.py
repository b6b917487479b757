"""`babyhubs map` on a terminal asks; without one it writes what is open as "?"; next month it keeps what was decided."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.prompt import Prompt

from babyhubs.intake import mapping
from tests.integration.command_line import run
from tests.integration.services import written

EXPORT = written("recoverable") / "systmone"
FILES = (EXPORT / "children.xlsx", EXPORT / "contacts.csv", "--hubs", EXPORT / "hubs.csv")


def test_without_a_terminal_open_entries_are_marked_and_audit_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "map.toml"
    ran = run(capsys, monkeypatch, "map", *FILES, "-o", target, "--no-ask")
    assert ran.code == 0
    assert "2 entries are not certain" in ran.out
    found = mapping.read(target)
    assert found.venues["Rainbow Room"] == "?"
    assert found.files["contacts"].codes["activity"]["UPP"] == "?"
    assert "UPP" in target.read_text("utf-8")


def test_on_a_terminal_each_question_is_asked_once_and_the_answers_are_kept_next_month(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given: Iterator[str] = iter(["no such word", "other", "CC007"])
    asked: list[str] = []

    def ask(prompt: str, **_: object) -> str:
        asked.append(prompt)
        return next(given)

    monkeypatch.setattr(Prompt, "ask", ask)
    target = tmp_path / "map.toml"
    ran = run(capsys, monkeypatch, "map", *FILES, "-o", target, "--ask")
    assert ran.code == 0
    assert len(asked) == 3  # one answer was not among the choices, so that question came again
    assert "Everything in it is decided" in ran.out
    found = mapping.read(target)
    assert found.venues["Rainbow Room"] == "CC007"
    assert found.files["contacts"].codes["activity"]["UPP"] == "other"

    again = tmp_path / "next.toml"
    ran = run(capsys, monkeypatch, "map", *FILES, "-o", again, "--mapping", target, "--ask")
    assert ran.code == 0
    assert len(asked) == 3
    assert mapping.read(again) == found
