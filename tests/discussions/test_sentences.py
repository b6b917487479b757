"""Sentences and whole words, in the scripts that families write."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from babyhubs.discussions.sentences import sentences, whole_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bus is 4.50 each way. We walk!", ["The bus is 4.50 each way.", "We walk!"]),
        ("He said “go home.” So I went…", ["He said “go home.”", "So I went…"]),
        ("لماذا توقفت؟ كان المكان بعيدا. لا أعرف", ["لماذا توقفت؟", "كان المكان بعيدا.", "لا أعرف"]),
        ("میں نہیں گئی۔ بس مہنگی ہے۔", ["میں نہیں گئی۔", "بس مہنگی ہے۔"]),
        ("Ma aadin. Basku waa qaali!", ["Ma aadin.", "Basku waa qaali!"]),
        ("one line\nanother line", ["one line", "another line"]),
        ("  \n ", []),
    ],
)
def test_a_sentence_ends_where_its_script_ends_it(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("we stopped going there", (4, 9), "stopped"),
        ("we stopped going there", (2, 11), "stopped"),
        ("👶 the baby 👶 cried", (3, 8), "the baby"),
        ("كَانَ المَكَان", (0, 3), "كَانَ"),
        ("four pounds, each way", (5, 11), "pounds"),
    ],
)
def test_no_word_is_cut(text: str, span: tuple[int, int], expected: str) -> None:
    start, end = whole_words(text, *span)
    assert text[start:end] == expected


@given(some.text(max_size=60), some.integers(0, 60), some.integers(0, 60))
def test_it_only_widens_what_was_chosen_and_keeps_to_the_text(text: str, one: int, two: int) -> None:
    low, high = sorted((min(one, len(text)), min(two, len(text))))
    start, end = whole_words(text, low, high)
    assert 0 <= start <= end <= len(text)
    assert text[low:high].strip() in text[start:end]
    for begin, stop in sentences(text):
        assert text[begin:stop] == text[begin:stop].strip()
