"""Names and numbers out of the texts: sure ones at once, doubtful ones past a person; the key elsewhere, and no name in the file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babyhubs.discussions.codebook import add_code
from babyhubs.discussions.coding import code_passage
from babyhubs.discussions.project import Project
from babyhubs.discussions.pseudonyms.screening import identifiers, screen
from babyhubs.discussions.pseudonyms.sealing import Names, folded, require_apart
from babyhubs.discussions.review import KEEP, decide, keep_all, pass_text, queue, screen_again
from babyhubs.discussions.versions import text_of
from babyhubs.errors import Refused
from tests.discussions.conftest import AT, KEY, add

IDENTIFIERS = {
    "amina.k@example.org": "email address",
    "943 476 5919": "NHS number",
    "07700 900123": "telephone number",
    "+44 117 496 0123": "telephone number",
    "QQ 12 34 56 C": "National Insurance number",
    "BS13 9PY": "postcode",
    "bs1 4dj": "postcode",
    "14/03/1991": "date of birth",
    "the 3rd of May 2025": "date",
    "12 Hartcliffe Road": "street address",
    "Melville Grove": "street",
    "St Anne's Primary School": "school or nursery",
    "www.facebook.com/amina": "web or social media account",
}


@pytest.mark.parametrize(("written", "kind"), IDENTIFIERS.items())
def test_uk_identifiers_are_found_by_their_shape(written: str, kind: str) -> None:
    found = screen(f"Mother: you can find me, {written}, most days.", None)
    assert written not in found.text
    assert [one.kind for one in found.replaced] == [kind]


@pytest.mark.parametrize(
    "plain",
    ["I paid 14.50 for 3 of us", "we came in 2024 and 2025", "room 12 at half past 10", "on Tuesdays from 9.30 to 11"],
)
def test_ordinary_figures_stay(plain: str) -> None:
    assert screen(plain, None).text == plain


def test_a_number_with_a_wrong_check_digit_is_not_taken_for_an_nhs_number() -> None:
    assert [one.kind for one in screen("number 943 476 5918", None).replaced] == []


def learn(project: Project, *people: str) -> Names:
    names = Names(project, KEY)
    with project.act("names", "lead", AT):
        for person in people:
            names.add(person)
    return names


def test_names_on_the_consent_sheet_are_replaced_the_same_everywhere(project: Project) -> None:
    learn(project, "Amina Khalid-Noor", "Grace Will", "Zoë O'Neil")
    source = add(
        project,
        "Mother: Amina said so. AMINA'S sister, amina. Zoe O’Neil came, and Grace. Grace says grace. I will.\n",
        passed=False,
    )
    assert text_of(project, source) == (
        "Mother: [Person 1] said so. [Person 1]'S sister, [Person 1]. [Person 3] came, and [Person 2]. Grace says grace. I will.\n"
    )
    assert [(one["word"], one["why"]) for one in queue(project)] == [
        ("Grace", "it is a name on the consent sheet, and a word too")
    ]


def test_names_in_other_scripts_are_found_too(project: Project) -> None:
    learn(project, "ফাতেমা বেগম", "علي حسن")
    source = add(project, "মা: ফাতেমা এসেছিল। বেগম বললেন।\nالأم: جاء علي معنا.\n", passed=False)
    assert text_of(project, source) == "মা: [Person 1] এসেছিল। [Person 1] বললেন।\nالأم: جاء [Person 2] معنا.\n"


def test_a_misspelt_name_waits_for_a_person_and_nothing_is_coded_before(project: Project) -> None:
    learn(project, "Khadija Warsame")
    source = add(project, "Mother: I went with Khadeja to the library and she met Tomasz there.\n", passed=False)
    words = {one["word"]: one for one in queue(project)}
    assert words["Khadeja"]["why"] == "it is spelt almost like a name on the consent sheet"
    assert "Tomasz" in words
    code = add_code(project, "Company", "lead", AT)
    with pytest.raises(Refused, match="before a person has looked"):
        code_passage(project, source, 8, 20, [code], "lead", AT)
    with pytest.raises(Refused, match="wait to be looked at"):
        pass_text(project, source, "lead", AT)
    decide(project, words["Khadeja"]["number"], "replace", "lead", AT, KEY)
    decide(project, words["Tomasz"]["number"], KEEP, "lead", AT)
    keep_all(project, source, "lead", AT)
    pass_text(project, source, "lead", AT)
    assert "Khadeja" not in text_of(project, source)
    assert code_passage(project, source, 8, 20, [code], "lead", AT).quote.startswith("I went with")


def test_a_name_learnt_late_leaves_texts_titles_passages_and_the_file_itself(project: Project) -> None:
    source = add(
        project, "Nurse: Hello.\nYusuf: It was Yusuf who drove us.\nYusuf: He drives well.\n", "Talk with Yusuf"
    )
    code = add_code(project, "Travel", "lead", AT)
    text = text_of(project, source)
    start = text.index("It was")
    coded = code_passage(project, source, start, start + 25, [code], "lead", AT, memo="Yusuf drives")
    learn(project, "Yusuf Hirsi")
    assert screen_again(project, source, "lead", AT, KEY) == 3
    row = project.row("SELECT * FROM passage WHERE guid = ?", coded.passage)
    assert row is not None
    assert (
        row["quote"]
        == "It was [Person 1] who drove us."[: len(row["quote"])]
        == text_of(project, source)[row["start"] : row["end"]]
    )
    assert project.value("SELECT name FROM source") == "Talk with [Person 1]"
    assert {one["speaker"] for one in project.rows("SELECT speaker FROM turn")} == {"Nurse", "[Person 1]"}
    project.close()
    assert b"Yusuf" not in project.path.read_bytes()
    assert not list(project.path.parent.glob("*-wal"))


def test_the_key_opens_what_it_sealed_and_no_other_does(project: Project) -> None:
    learn(project, "Amina Khalid")
    assert Names(project, KEY).known()["amina khalid"] == ("person", "[Person 1]")
    with pytest.raises(Refused, match="does not belong"):
        Names(project, bytes(32)).known()


def test_the_key_may_not_lie_beside_the_project(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="same folder"):
        require_apart(tmp_path / "names.key", tmp_path / "a.discussions")
    require_apart(tmp_path / "safe" / "names.key", tmp_path / "a.discussions")


@given(
    st.lists(
        st.sampled_from(
            ["Amina", "Khalid", "went", "to", "the", "bus", "A.", "and", "\n", "Amina Khalid", "07700 900123"]
        ),
        max_size=25,
    )
)
def test_after_screening_nothing_sure_is_left(words: list[str]) -> None:
    class Two:
        def known(self) -> dict[str, tuple[str, str]]:
            return {
                "amina": ("person", "[Person 1]"),
                "khalid": ("person", "[Person 1]"),
                "amina khalid": ("person", "[Person 1]"),
            }

    found = screen(" ".join(words), Two())  # type: ignore[arg-type]
    assert identifiers(found.text, Two()) == []  # type: ignore[arg-type]
    assert "Amina" not in found.text


def test_one_spelling_for_one_name() -> None:
    assert folded("  ZOË   O’Neil's ") == folded("Zoe O'Neil") == "zoe oneil"
