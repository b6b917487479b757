"""A project keeps what it is given: durable, whole acts only, texts and consents that cannot be changed, and undo."""

import sqlite3
from pathlib import Path

import pytest

from babyhubs.discussions.codebook import add_code, add_shipped, change_code, codebook, dimensions, directions, shipped
from babyhubs.discussions.coding import code_passage, coder, undo, withdraw, write_memo
from babyhubs.discussions.consents import (
    QUOTE,
    add_participant,
    consents,
    give_code,
    link_speaker,
    participant_of_code,
    record,
    withdraw_everything,
)
from babyhubs.discussions.load import load
from babyhubs.discussions.passages import passages
from babyhubs.discussions.project import Project, back_up, create, open_project
from babyhubs.discussions.receipt import Receipt
from babyhubs.discussions.refi.read import read_project
from babyhubs.discussions.refi.write import project_bytes
from babyhubs.discussions.similar import similar
from babyhubs.discussions.versions import text_of
from babyhubs.discussions.voices import voices
from babyhubs.errors import InputError
from tests.discussions.conftest import AT, add

TEXT = "Interviewer: How do you come?\nMother: By bus, it is dear. I walk when I can.\nFather: We drive, parking is dear.\n"


def test_overlapping_codes_undo_and_withdrawing(project: Project) -> None:
    source = add(project, TEXT)
    lead = coder(project, "Lead", AT)
    cost, way = add_code(project, "Cost", "Lead", AT, direction="barrier"), add_code(project, "Way", "Lead", AT)
    start = TEXT.index("By bus")
    one = code_passage(project, source, start, start + 20, [cost, way], lead, AT)
    two = code_passage(project, source, start + 8, start + 38, [cost], lead, AT)
    assert (one.quote, two.quote) == ("By bus, it is dear. ", "it is dear. I walk when I can.")
    again = code_passage(project, source, start, start + 20, [cost], lead, AT)
    assert (again.passage, again.codings) == (one.passage, ())
    assert len(passages(project)) == 3
    withdraw(project, one.codings[0], lead, AT)
    assert len(passages(project)) == 2
    assert undo(project, lead, AT) == "coding withdrawn"
    assert len(passages(project)) == 3
    undo(project, lead, AT)  # the coding that added nothing
    undo(project, lead, AT)
    assert {row["guid"] for row in passages(project)} == set(one.codings)
    assert undo(project, "somebody else", AT) == ""


def test_a_memo_stands_on_anything_and_can_be_undone(project: Project) -> None:
    code = add_code(project, "Cost", "Lead", AT)
    memo = write_memo(project, "code", code, "Is this the same as affordability?", "Lead", AT)
    assert project.value("SELECT withdrawn_by FROM memo WHERE guid = ?", memo) is None
    assert undo(project, "Lead", AT) == "memo written"
    assert project.value("SELECT withdrawn_by FROM memo WHERE guid = ?", memo) is not None


@pytest.mark.parametrize("span", [(-1, 4), (5, 5), (3, 10_000), (30, 20)])
def test_a_passage_lies_inside_its_text(span: tuple[int, int], project: Project) -> None:
    source, code = add(project, TEXT), add_code(project, "Cost", "Lead", AT)
    with pytest.raises(InputError):
        code_passage(project, source, *span, [code], "Lead", AT)
    assert project.count("passage") == 0


def test_a_heading_cannot_be_put_on_words(project: Project) -> None:
    source = add(project, TEXT)
    add_shipped(project, "levesque", "Lead", AT)
    heading = next(one for one in codebook("levesque").entries if one.name == "Affordability")
    with pytest.raises(InputError, match="heading"):
        code_passage(project, source, 5, 9, [heading.guid], "Lead", AT)


@pytest.mark.parametrize("name", shipped())
def test_each_shipped_codebook_has_definitions_a_source_and_directions(name: str, project: Project) -> None:
    book = codebook(name)
    assert book.source
    assert book.title
    assert all(one.definition for one in book.entries)
    codable = [one for one in book.entries if one.codable]
    assert {one.direction for one in codable} == {"barrier", "facilitator"}
    assert len({one.guid for one in book.entries}) == len(book.entries)
    assert len({one.name for one in codable}) == len(
        codable
    )  # unique leaf names: safe for programs that know a code by its name
    assert add_shipped(project, name, "Lead", AT) == len(book.entries)
    assert add_shipped(project, name, "Lead", AT) == 0
    place, ways = dimensions(project), directions(project)
    assert all(place[one.guid] == one.parent and ways[one.guid] == one.direction for one in codable)


def test_a_code_cannot_stand_below_itself(project: Project) -> None:
    top = add_code(project, "A", "Lead", AT)
    below = add_code(project, "B", "Lead", AT, parent=top)
    with pytest.raises(InputError, match="below itself"):
        change_code(project, top, "Lead", AT, parent=below)
    change_code(project, below, "Lead", AT, name="C", direction="barrier")
    assert project.value("SELECT name FROM code WHERE guid = ?", below) == "C"


def test_an_act_is_whole_or_nothing(project: Project) -> None:
    def half() -> None:
        with project.act("test", "Lead", AT):
            project.connection.execute("INSERT INTO coder VALUES ('a', 'A', '')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert project.count("coder") == 0
    assert project.value("SELECT count(*) FROM act WHERE kind = 'test'") == 0


def test_texts_and_consents_cannot_be_changed_by_anybody(project: Project) -> None:
    add(project, TEXT)
    person = add_participant(project, "P1", "Lead", AT)
    record(project, person, QUOTE, True, "Lead", AT)
    for query in ("UPDATE source_version SET text = 'x'", "UPDATE consent SET given = 0", "DELETE FROM consent"):
        with pytest.raises(sqlite3.IntegrityError):
            project.connection.execute(query)
    record(project, person, QUOTE, False, "Lead", AT)
    assert consents(project, QUOTE) == {person: False}


def test_who_withdraws_takes_their_words_along(project: Project) -> None:
    source = add(project, TEXT)
    code = add_code(project, "Cost", "Lead", AT)
    for label, speaker in (("P1", "Mother"), ("P2", "Father")):
        link_speaker(project, add_participant(project, label, "Lead", AT), source, speaker, "Lead", AT)
    for words in ("it is dear", "parking is dear"):
        start = TEXT.index(words)
        code_passage(project, source, start, start + len(words), [code], "Lead", AT)
    mother = project.value("SELECT guid FROM participant WHERE label = 'P1'")
    withdraw_everything(project, mother, "Lead", AT)
    assert text_of(project, source) == TEXT.replace("By bus, it is dear. I walk when I can.", "[withdrawn]")
    assert [row["quote"] for row in passages(project)] == ["parking is dear"]
    assert {voice.person for voice in voices(project)} == {
        project.value("SELECT guid FROM participant WHERE label = 'P2'")
    }
    project.close()
    assert b"I walk when I can" not in project.path.read_bytes()


def test_what_the_interviewer_says_is_nobodys_evidence(project: Project) -> None:
    source, code = add(project, TEXT), add_code(project, "Way", "Lead", AT)
    code_passage(project, source, 13, 29, [code], "Lead", AT)
    assert len(passages(project)) == 1
    assert voices(project) == []


def test_similar_passages_are_offered_by_their_words(project: Project) -> None:
    first = add(
        project, "Mother: The bus fare to the clinic is far too dear for us.\nMother: She was kind to the baby.\n"
    )
    add(
        project,
        "Father: The fare for the bus to that clinic is too dear.\nFather: Yes. We like the songs very much.\n",
        "Two",
    )
    code = add_code(project, "Cost", "Lead", AT)
    start = text_of(project, first).index("The bus")
    coded = code_passage(project, first, start, start + 50, [code], "Lead", AT)
    found = similar(project, coded.passage, code=code)
    assert found[0].quote == "The fare for the bus to that clinic is too dear."
    assert all("songs" not in one.quote for one in found)


def test_a_project_is_known_by_its_content_and_backed_up(tmp_path: Path, project: Project) -> None:
    add(project, TEXT)
    copy = back_up(project)
    with open_project(copy) as opened:
        assert opened.count("source") == 1
    with pytest.raises(InputError, match="already a file"):
        create(project.path, "again", "Lead", AT)
    other = tmp_path / "other.sqlite"
    sqlite3.connect(other).execute("CREATE TABLE a (b)").connection.close()
    for wrong in (other, tmp_path / "none", Path(__file__)):
        with pytest.raises(InputError):
            open_project(wrong)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("الأم: الحافلة غالية جدا. نمشي عندما لا تمطر.\nالأم: نعم.\n", "الحافلة غالية جدا."),
        ("Hooyo: Basku waa qaali. Waan soconnaa.\nHooyo: Haa.\n", "Basku waa qaali."),
        ("মা: ক্লিনিক বন্ধ ছিল। 👶 আমরা হেঁটে যাই।\nমা: হ্যাঁ।\n", "ক্লিনিক বন্ধ ছিল।"),
    ],
    ids=["Arabic", "Somali", "Bengali"],
)
def test_text_in_any_script_is_coded_and_exported_letter_for_letter(
    text: str, words: str, project: Project, tmp_path: Path
) -> None:
    source, code = add(project, text), add_code(project, "Cost", "Lead", AT)
    start = text_of(project, source).index(words)
    assert code_passage(project, source, start, start + len(words), [code], "Lead", AT).quote == words
    assert len(project.rows("SELECT * FROM turn")) == 2
    path = tmp_path / "out.qdpx"
    path.write_bytes(project_bytes(load(project), Receipt("out")))
    found = read_project(path, Receipt("out")).sources[0]
    assert found.text is not None
    assert found.text[found.selections[0].start : found.selections[0].end] == words


def test_a_parent_withdraws_with_a_code_that_nobody_can_read(project: Project) -> None:
    person = add_participant(project, "P1", "Lead", AT)
    give_code(project, person, "KX7Q-9MPT", "Lead", AT)
    assert participant_of_code(project, "kx7q 9mpt") == person
    assert participant_of_code(project, "KX7Q9MPX") is None
    assert b"KX7Q" not in project.path.read_bytes()
    with pytest.raises(InputError, match="at least 8"):
        give_code(project, person, "1234", "Lead", AT)


def test_who_withdrew_is_not_exported_and_unread_texts_are_named(project: Project) -> None:
    source = add(project, TEXT, passed=False)
    person = add_participant(project, "P1", "Lead", AT)
    link_speaker(project, person, source, "Mother", "Lead", AT)
    receipt = Receipt("out")
    assert len(load(project, receipt).sources) == 1
    assert any("inside the service only" in line for line in receipt.said)
    record(project, person, "use", False, "Lead", AT)
    receipt = Receipt("out")
    found = load(project, receipt)
    assert (found.sources, found.cases) == ((), ())
    assert [why for _, _, why, _ in receipt.lost] == ["everybody who took part in it has withdrawn"]
