"""A pack against the data behind it: computed again, its sources come out the same; from other data they do not, and are named."""

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from babyhubs.commands.app import app
from babyhubs.errors import InputError
from babyhubs.evidence.recomputing import compare
from tests.evaluation.services import table
from tests.evidence.mutation import small_files
from tests.evidence.small import audit


def run(*words: str | Path) -> Any:
    """`babyhubs ...`."""
    return CliRunner().invoke(app, [str(word) for word in words])


class TestCompare:
    """Found again by its place, the same to the last digit."""

    def test_the_same_sources_and_tables(self) -> None:
        files = small_files()
        found = compare(files, audit(), {"weights.csv": files["tables/weights.csv"], "not-in-the-pack.csv": b""})
        assert (found.problems, found.tables) == ((), 1)
        assert found.sources > 0
        assert set(found.left) == {"discussions", "evaluation", "panel"}

    def test_another_figure_is_named_with_what_it_was_and_is(self) -> None:
        found = compare(small_files(), audit(0.4), {"weights.csv": b"other"})
        said = " ".join(f"{one.where} {one.what}" for one in found.problems)
        assert "estimate 0.3567 is now 0.4" in said
        assert "tables/weights.csv is not what the data give now" in said
        assert "sha256" not in said

    def test_a_source_that_the_data_no_longer_give(self) -> None:
        one, *_ = audit()
        assert "is nothing that the data give now" in [
            problem.what for problem in compare(small_files(), [one], {}).problems
        ]


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack that rests on an evaluation of small made-up cells."""
    place = tmp_path_factory.mktemp("again")
    table("narrows", 7, 12).write_csv(place / "cells.csv")
    assert run("evaluate", "gap", place / "cells.csv", "--draws", "19", "-o", place / "answer").exit_code == 0
    assert run("evidence", "record", place / "ledger", place / "answer" / "findings.json").exit_code == 0
    (place / "claims.toml").write_text(
        'title = "Small"\npublisher = "A provider"\nlicence = "https://creativecommons.org/licenses/by/4.0/"\nsimulated = true\n'
        '[[claim]]\nname = "gap"\nsentence = "The gap was looked at."\nstrength = "descriptive"\nlimits = "One service."\n'
        '[claim.sources]\nit = { measure = "attendance: ratio_of_RII" }\n',
        encoding="utf-8",
    )
    words = ("evidence", "build", place / "ledger", place / "claims.toml", "--date", "2026-11-24", "-o", place / "pack")
    made = run(*words)
    assert made.exit_code == 0, (made.output, made.exception)
    return place


class TestTheCommand:
    """`evidence verify PACK -- COMMAND` runs the command again, in a folder that is gone afterwards."""

    def test_the_same_data_give_the_same_sources(self, work: Path) -> None:
        found = run("evidence", "verify", work / "pack", "--", "evaluate", "gap", work / "cells.csv", "--draws", "19")
        assert found.exit_code == 0, (found.output, found.exception)
        assert "Computed again: 1 sources" in found.output
        assert "The pack holds" in found.output

    def test_one_row_less_does_not(self, work: Path) -> None:
        table("narrows", 7, 12).tail(-1).write_csv(work / "fewer.csv")
        found = run("evidence", "verify", work / "pack", "--", "evaluate", "gap", work / "fewer.csv", "--draws", "19")
        assert found.exit_code == 2
        assert "the data give another" in found.output
        assert "the data that you gave now say something else" in found.output

    @pytest.mark.parametrize("words", [("demo",), ("audit", "--out", "here"), ("evaluate", "gap", "-o=there")])
    def test_other_commands_are_not_run(self, work: Path, words: tuple[str, ...]) -> None:
        assert isinstance(run("evidence", "verify", work / "pack", "--", *words).exception, InputError)
