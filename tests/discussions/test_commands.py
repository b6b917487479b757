"""The whole way from the shell: files in, names out, words looked at, codes on, tables and reports out."""

import csv
import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from babyhubs.commands.app import app
from babyhubs.discussions.project import open_project
from babyhubs.errors import InputError, Refused
from tests.shared_data import shared

TALK = (
    "Interviewer: How do you come to the hub?\nHodan: The bus is four pounds each way. I walk when it is dry.\n"
    "Interviewer: And before?\nHodan: My sister Ifrah told me of it, on 07700 900123.\n"
)
SHEET = (
    "participant,role,text,speaker,name,use,quote,consent date,Main language\n"
    "P1,mother,talk,Hodan,Hodan Warsame; Ifrah Warsame,yes,yes,2026-05-01,Somali\n"
)


def run(*arguments: object) -> str:
    """What a command says; its error, if it has one, is raised as it is."""
    found = CliRunner().invoke(app, ["discuss", *map(str, arguments)], catch_exceptions=False)
    assert found.exit_code == 0, found.output
    return found.stdout


def table(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_from_a_transcript_to_a_report(tmp_path: Path) -> None:
    project, key = tmp_path / "work" / "talks.discussions", tmp_path / "safe" / "names.key"
    project.parent.mkdir()
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    (tmp_path / "people.csv").write_text(SHEET, encoding="utf-8")
    told = run("import", tmp_path / "talk.txt", "--into", project, "--day", "2026-05-04", "--key", key, "--who", "lead")
    assert "1 text" in told
    run("import", tmp_path / "people.csv", "--as", "participants", "--into", project, "--key", key, "--who", "lead")
    run("review", project, "--screen", "--key", key, "--who", "lead")
    waiting = json.loads(run("review", project, "--json"))["queue"]
    run(
        "review",
        project,
        *[part for one in waiting for part in ("--keep", one["word"])],
        "--pass",
        "--who",
        "lead",
        "--key",
        key,
    )
    assert "Affordability" in run("codebook", project, "--add", "levesque", "--who", "lead")
    codings = table(
        tmp_path / "codings.csv",
        [
            {
                "text": "talk",
                "quote": "The bus is four pounds each way.",
                "code": "Affordability: barrier",
                "coder": coder,
            }
            for coder in ("Lead", "Second")
        ]
        + [{"text": "talk", "quote": "The bus is free.", "code": "Affordability: barrier", "coder": "Lead"}],
    )
    told = run("import", codings, "--as", "codings", "--into", project, "--who", "lead")
    assert "the quote does not stand in the text, letter for letter" in told
    rows = json.loads(run("passages", project, "--json"))
    assert [(row["code"], row["source"], row["quote"]) for row in rows] == [
        ("Affordability: barrier", "talk", "The bus is four pounds each way.")
    ] * 2
    assert {"guid", "start", "end"} <= set(rows[0])
    found = json.loads(run("agreement", project, "--json"))
    assert found["codes"][0]["ac1"]["value"] == 1.0
    cells = json.loads(run("matrix", project, "--by", "main language", "--json"))["counts"]
    assert [one["spoke"] for one in cells if one["dimension_name"] == "Affordability"] == [1]
    assert "too few to say" in run("saturation", project)
    for form in ("qdpx", "qdc", "docx", "xlsx", "html", "findings"):
        run("export", project, "--as", form, "--key", key, "--by", "Main language", "--out", tmp_path / f"out.{form}")
        assert (tmp_path / f"out.{form}").stat().st_size > 0
    everything = b"".join(path.read_bytes() for path in (tmp_path / "work").iterdir())
    assert b"Hodan" not in everything
    assert b"900123" not in everything
    with zipfile.ZipFile(tmp_path / "out.qdpx") as file:
        assert not any(b"Hodan" in file.read(name) or b"Ifrah" in file.read(name) for name in file.namelist())
    assert "Hodan" not in (tmp_path / "out.html").read_text("utf-8")


def test_what_cannot_be_done_is_said_and_nothing_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "talk.mp3").write_bytes(b"ID3" + bytes(600))
    with pytest.raises(InputError, match="sound recording"):
        run("import", tmp_path / "talk.mp3", "--into", tmp_path / "new.discussions")
    assert not (tmp_path / "new.discussions").exists()
    (tmp_path / "people.csv").write_text(SHEET, encoding="utf-8")
    with pytest.raises(Refused, match="no key to seal them"):
        run("import", tmp_path / "people.csv", "--as", "participants", "--into", tmp_path / "new.discussions")
    with pytest.raises(Refused, match="same folder"):
        run(
            "import",
            tmp_path / "people.csv",
            "--as",
            "participants",
            "--into",
            tmp_path / "a.discussions",
            "--key",
            tmp_path / "k.key",
        )
    with pytest.raises(InputError, match="not a form"):
        run("export", tmp_path / "a.discussions", "--as", "pdf")


def test_the_real_comments_of_childrens_services_go_the_whole_way(tmp_path: Path) -> None:
    project = tmp_path / "comments.discussions"
    told = run(
        "import", shared("transcripts/nhs_fft_children_services_coded.csv"), "--as", "comments", "--text", "text", "--participant",
        "respondent_id", "--codes", "codes", "--name", "comment_id", "--attribute", "trust", "--into", project, "--who", "lead",
    )  # fmt: skip
    assert "185 texts" in told
    assert "Not read: 62 comment: it has no words" in told
    with open_project(project) as opened:
        words = [row[0] for row in opened.rows("SELECT DISTINCT word FROM doubt ORDER BY word")]
    assert "Desmond" in words  # somebody's name, in a comment that was published
    run("review", project, *[part for word in words for part in ("--keep", word)], "--pass", "--who", "lead")
    counts = json.loads(run("matrix", project, "--json"))["counts"]
    assert {one["people"] for one in counts} == {124}
    assert max(one["spoke"] for one in counts) < 124
    run("export", project, "--as", "html", "--out", tmp_path / "out.html")
    text = (tmp_path / "out.html").read_text("utf-8")
    assert "What families told us" in text
    assert "125 people took part" in text  # 124, to the nearest 5
