"""`babyhubs measure`: every example of the help runs, and every mistake ends in a sentence."""

import inspect
import json
import re
import shlex
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from typer.testing import CliRunner

from babyhubs.commands.measure import app
from babyhubs.errors import InputError
from babyhubs.reports.measures import table_files

COMMANDS = {str(command.name): command for command in app.registered_commands}
PROMISED = (
    "rate", "proportion", "mean", "dsr", "isr", "ratio", "quantile", "sii", "inequality", "funnel", "overdispersion",
    "spc", "survival", "shrink",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, ["examples"]).exit_code == 0


def _run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments))
    if isinstance(result.exception, InputError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def test_every_promised_measure_is_there() -> None:
    assert set(PROMISED) <= set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_example_of_the_help_runs(name: str) -> None:
    text = inspect.getdoc(COMMANDS[name].callback) or ""
    example = re.search(r"^Example: babyhubs measure (.*)$", text, re.M)
    assert example, "the help has no example"
    arguments = shlex.split(example[1])
    assert arguments[0] == name
    _run(*arguments)
    if name == "examples":
        return
    result = pl.read_csv(arguments[arguments.index("-o") + 1])
    assert result.height
    assert "method" in result.columns
    if "--plot" in arguments:
        picture = Path(arguments[arguments.index("--plot") + 1]).read_text(encoding="utf-8")
        assert picture.startswith("<svg xmlns=")
        assert "<title" in picture


def test_the_commands_of_the_how_to_run() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "how-to" / "same-analysis-in-r-and-here.md").read_text(
        "utf-8"
    )
    commands = re.findall(r"^babyhubs measure (.*)$", page, re.M)
    assert len(commands) >= 15
    assert {shlex.split(line)[0] for line in commands} >= set(PROMISED) - {"mean", "ratio"}
    for line in commands:
        _run(*shlex.split(line))
    python = re.search(r"```python\n(.*?)```", page, re.S)
    assert python
    exec(compile(python[1], "how-to", "exec"), {})


@pytest.mark.parametrize("name", PROMISED)
def test_the_help_names_the_columns(name: str) -> None:
    shown = CliRunner().invoke(app, [name, "--help"], env={"COLUMNS": "200", "TERM": "dumb"}).output
    assert "Example: babyhubs measure" in shown
    assert "--column" in shown
    assert any(word in shown for word in ("numerator", "value", "quantile", "subgroup", "exit"))


def test_the_same_rows_come_out_in_the_same_order_with_their_own_columns() -> None:
    _run("proportion", "examples/reached.csv", "-o", "out.parquet")
    before, after = pl.read_csv("examples/reached.csv", infer_schema=False), pl.read_parquet("out.parquet")
    assert after.select(before.columns).equals(before)
    last = after.row(-1, named=True)
    assert last["estimate"] is None
    assert last["reason"] == "no denominator"
    assert set(after.columns) - set(before.columns) == {"estimate", "lower", "upper", "method", "reason", "warning"}


def test_csv_excel_and_parquet_give_the_same_figures() -> None:
    _run("rate", "examples/visits.csv", "-o", "out.xlsx")
    pl.read_csv("examples/visits.csv").write_parquet("visits.parquet")
    visits = pl.read_csv("examples/visits.csv")
    with xlsxwriter.Workbook("visits.xlsx") as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate([visits.columns, *visits.rows()]):
            sheet.write_row(row, 0, cells)
    results = []
    for source in ("examples/visits.csv", "visits.parquet", "visits.xlsx"):
        _run("rate", source, "-o", "out.csv")
        results.append(pl.read_csv("out.csv").select("estimate", "lower", "upper"))
    assert results[0].equals(results[1])
    assert results[0].equals(results[2])
    written = table_files.read(Path("out.xlsx"))["estimate"].cast(pl.Float64)
    assert written.round(9).equals(results[0]["estimate"].round(9))


def test_other_names_by_column_and_two_levels() -> None:
    frame = pl.read_csv("examples/visits.csv").rename({"numerator": "Visits", "denominator": "Weeks"})
    frame.write_csv("mine.csv")
    _run(
        "rate",
        "mine.csv",
        "--column",
        "numerator=Visits",
        "--column",
        "denominator=Weeks",
        "--two-levels",
        "-o",
        "a.csv",
    )
    _run("rate", "examples/visits.csv", "--level", "99.8", "-o", "b.csv")
    mine, plain = pl.read_csv("a.csv"), pl.read_csv("b.csv")
    assert mine["lower_998"].equals(plain["lower"].alias("lower_998"))
    assert (mine["lower"] > mine["lower_998"]).all()


def test_json_on_standard_output() -> None:
    rows = json.loads(_run("mean", "examples/waits.csv", "--column", "value=minutes", "--by", "hub", "--json"))
    assert len(rows) == 6
    assert rows[-1]["missing"] == 1


def test_the_same_input_gives_the_same_bytes() -> None:
    for name in ("a", "b"):
        _run("inequality", "examples/groups.csv", "--favourable", "--scale", "100", "-o", f"{name}.csv")
        _run("funnel", "examples/reached.csv", "--adjust", "-o", f"{name}f.csv", "--plot", f"{name}.svg")
    for one, other in (("a.csv", "b.csv"), ("af.csv", "bf.csv"), ("a.svg", "b.svg")):
        assert Path(one).read_bytes() == Path(other).read_bytes()


MISTAKES = {
    "no such file": (("rate", "none.csv", "-o", "x.csv"), "not there"),
    "another kind of file": (("rate", "x.docx", "-o", "x.csv"), "is not read"),
    "no place": (("rate", "examples/visits.csv"), "no place for the result"),
    "a folder that is not there": (("rate", "examples/visits.csv", "-o", "no/x.csv"), "cannot be written there"),
    "an ending that is not known": (("rate", "examples/visits.csv", "-o", "x.doc"), "cannot be written as"),
    "a missing column": (("rate", "examples/waits.csv", "-o", "x.csv"), "no column 'numerator'"),
    "not a pair": (("rate", "examples/visits.csv", "--column", "x", "-o", "x.csv"), "is not a pair"),
    "not a level": (("rate", "examples/visits.csv", "--level", "0.2", "-o", "x.csv"), "not a confidence level"),
    "not a choice": (("rate", "examples/visits.csv", "--limits", "wald", "-o", "x.csv"), "not one of the choices"),
    "not a number": (("mean", "examples/visits.csv", "--column", "value=hub", "-o", "x.csv"), "is not a number"),
    "text without an order": (("sii", "words.csv", "-o", "x.csv"), "order of these groups is not known"),
    "four fifths": (("sii", "four.csv", "-o", "x.csv"), "There are 4 quantiles"),
    "a quantile twice": (("sii", "examples/fifths.csv", "--type", "proportion", "-o", "x.csv"), "stands twice"),
    "a transform of means": (("sii", "examples/fifths.csv", "--transform", "-o", "x.csv"), "transform needs"),
    "no direction": (("inequality", "examples/groups.csv", "-o", "x.csv"), "whether a higher figure is better"),
    "no such measure": (("inequality", "examples/groups.csv", "--measure", "gini", "-o", "x.csv"), "no measure 'gini'"),
    "above the scale": (
        ("inequality", "examples/groups.csv", "--favourable", "--scale", "1", "-o", "x.csv"),
        "above the scale",
    ),
    "no such reference": (
        ("inequality", "examples/groups.csv", "--favourable", "--reference", "Nobody", "-o", "x.csv"),
        "no subgroup",
    ),
    "one margin": (("shrink", "examples/cells.csv", "--by", "hub", "-o", "x.csv"), "two groups or more"),
    "a part above its whole": (("proportion", "above.csv", "-o", "x.csv"), "larger than the denominator"),
    "a negative count": (("rate", "negative.csv", "-o", "x.csv"), "is below 0"),
    "not a date": (
        ("spc", "examples/months.csv", "--column", "date=value", "--column", "value=date", "-o", "x.csv"),
        "is not a",
    ),
    "an empty table": (("rate", "empty.csv", "-o", "x.csv"), "no rows"),
    "a column in the way": (("rate", "clash.csv", "-o", "x.csv"), "already has a column 'lower'"),
    "a chart that is no svg": (("rate", "examples/visits.csv", "-o", "x.csv", "--plot", "x.png"), "written as SVG"),
    "a workbook of two sheets": (("rate", "two.xlsx", "-o", "x.csv"), "one sheet of rows"),
    "a workbook with a title": (("rate", "title.xlsx", "-o", "x.csv"), "not a heading"),
    "a broken table": (("rate", "broken.csv", "-o", "x.csv"), "cannot be read as a table"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_end_in_a_sentence_and_leave_no_file(name: str) -> None:
    fifths = pl.read_csv("examples/fifths.csv").filter(pl.col("year") == 2024)
    fifths.with_columns(pl.col("quantile").cast(pl.String) + " fifth").write_csv("words.csv")
    fifths.filter(pl.col("quantile") < 5).write_csv("four.csv")
    Path("above.csv").write_text("numerator,denominator\n1,2\n5,4\n")
    Path("negative.csv").write_text("numerator,denominator\n-1,2\n")
    Path("empty.csv").write_text("numerator,denominator\n")
    Path("clash.csv").write_text("numerator,denominator,lower\n1,2,3\n")
    Path("broken.csv").write_bytes(b"numerator,denominator\n1,2,3,4\n\xff\xfe,1\n")
    Path("x.docx").write_bytes(b"PK")
    for file, sheets in (("two.xlsx", 2), ("title.xlsx", 1)):
        with xlsxwriter.Workbook(file) as book:
            for _ in range(sheets):
                book.add_worksheet().write_row(0, 0, ["Report", "", "made in May"])
    arguments, words = MISTAKES[name]
    with pytest.raises(InputError, match=words):
        _run(*arguments)
    assert not Path("x.csv").exists()
    assert not list(Path().glob(".x*"))


def test_a_mistake_names_its_row() -> None:
    Path("above.csv").write_text("numerator,denominator\n1,2\n5,4\n")
    with pytest.raises(InputError) as caught:
        _run("proportion", "above.csv", "-o", "x.csv")
    assert "row 3" in caught.value.where


def test_an_existing_file_of_the_user_is_not_overwritten_by_examples() -> None:
    Path("examples/areas.csv").write_text("mine\n1\n")
    with pytest.raises(InputError, match="already there"):
        _run("examples")
