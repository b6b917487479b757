"""The texts of the pages for parents: whole in every language, drafts that say so, words that people who read little can read."""

import hashlib
import re
import string
import tomllib
from datetime import date
from pathlib import Path

import pytest

from babyhubs.workbench.public import texts as module
from babyhubs.workbench.public.texts import ENGLISH, OTHERS, Texts, texts

FOLDER = Path(module.__file__).parent / "texts"
GRADE = 6.0  # a US school grade: below it is what a child of ten to eleven reads
LONGEST_SENTENCE = 22  # words


def test_there_is_a_file_for_each_language_and_no_other() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == {ENGLISH, *OTHERS}


@pytest.mark.parametrize("language", OTHERS)
class TestATranslation:
    """Against the English texts."""

    def test_it_has_every_text_and_no_other_and_none_is_empty(self, language: str) -> None:
        assert set(texts(language).said) == set(texts(ENGLISH).said)
        assert all(text.strip() for text in texts(language).said.values())

    def test_the_values_to_fill_in_are_the_same(self, language: str) -> None:
        for key, text in texts(ENGLISH).said.items():
            assert _filled(texts(language).said[key]) == _filled(text), key

    def test_it_is_not_english_left_over(self, language: str) -> None:
        english = texts(ENGLISH).said
        same = [key for key, text in texts(language).said.items() if text == english[key]]
        assert [key for key in same if len(english[key].split()) > 1] == []

    def test_it_says_who_checked_it_or_that_nobody_has(self, language: str) -> None:
        about = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))["file"]
        assert about["status"] in {"draft", "checked"}
        assert (about["status"] == "checked") == bool(about.get("checked_by") and about.get("checked_on"))
        assert 1 <= about["of"] <= texts(ENGLISH).version

    def test_the_direction_is_that_of_its_script(self, language: str) -> None:
        right_to_left = sum("\u0590" <= sign <= "\u08ff" for sign in texts(language)("find.lead"))
        assert texts(language).direction == ("rtl" if right_to_left > 10 else "ltr")


def test_what_was_agreed_to_in_another_language_never_changes_under_its_version() -> None:
    """Whoever corrects one of these texts raises the file's version: a consent holds the digest of the words it was given to."""
    assert {
        language: hashlib.sha256(
            "|".join(text for key, text in sorted(texts(language).said.items()) if key.startswith("consent.")).encode()
        ).hexdigest()[:12]
        for language in OTHERS
        if texts(language).version == 1
    } == CONSENT


class TestDrafts:
    """A text that nobody checked, or that is behind the English one, is a draft."""

    def test_a_checked_translation_of_the_present_texts_is_none(self) -> None:
        assert not _texts(of=texts(ENGLISH).version).draft
        assert _texts(of=texts(ENGLISH).version).standing == "Version 2, checked by Hodan Ali on 3 December 2026"

    def test_one_of_earlier_texts_is(self) -> None:
        assert _texts(of=texts(ENGLISH).version - 1).draft
        assert "have changed since" in _texts(of=texts(ENGLISH).version - 1).standing

    def test_the_english_texts_are_none(self) -> None:
        assert not texts(ENGLISH).draft


def test_values_are_kept_apart_from_the_direction_of_the_words_and_escaped() -> None:
    told = texts("ar")("site.questions", contact="<b>0117 & 5")
    assert "<bdi>&lt;b&gt;0117 &amp; 5</bdi>" in told


def test_the_formula_gives_the_grade_of_published_examples() -> None:
    """Flesch-Kincaid: 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid and others 1975).

    "The cat sat on the mat." has 6 words of one syllable: -1.45, as published with the formula's descriptions.
    """
    assert _grade(["The cat sat on the mat."]) == pytest.approx(-1.45)
    assert [_syllables(word) for word in ("baby", "interpreter", "made", "table", "questions", "erased")] == [
        2,
        4,
        1,
        2,
        2,
        2,
    ]


@pytest.mark.parametrize(
    "part", ["site", "find", "hub", "join", "join-errors", "choices", "privacy", "paper", "about", "consent", "needs"]
)
def test_the_english_texts_can_be_read_at_ten_to_eleven(part: str) -> None:
    said = [text for key, text in texts(ENGLISH).said.items() if key.split(".")[0] == part]
    assert _grade(said) < GRADE, f"{part}: grade {_grade(said):.1f}"
    longest = max((sentence for text in said for sentence in _sentences(text)), key=lambda one: len(one.split()))
    assert len(longest.split()) <= LONGEST_SENTENCE or part == "consent", longest


def _texts(of: int) -> Texts:
    return Texts("so", "Soomaali", 2, of, True, "Hodan Ali", date(2026, 12, 3), {})


def _filled(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _grade(said: list[str]) -> float:
    sentences = [sentence for text in said for sentence in _sentences(text)]
    words = [word for sentence in sentences for word in re.findall(r"[A-Za-z']+", sentence)]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?!:])\s+", text) if re.search(r"[A-Za-z]", part)]


def _syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end: close enough for short words."""
    plain = re.sub(r"(?<=[^aeioudt])ed$|(?<=[^aeiouscxzg])(?<!sh)(?<!ch)es$", "", word.lower())
    if re.search(r"[^aeiouyl]e$", plain) or re.search(r"[aeiouy]le$", plain):
        plain = plain[:-1]
    return max(1, len(re.findall(r"[aeiouy]+", plain.replace("tion", "shun"))))


CONSENT = {
    "ar": "4a97e18518c2",
    "pl": "b6caab5023eb",
    "ro": "83dfd9b6a1a0",
    "so": "88ab544871af",
    "ur": "6bf2370ff9b6",
}
