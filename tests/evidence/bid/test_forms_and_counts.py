"""A form's file, and words and characters as the form counts them."""

from pathlib import Path

import pytest

from babyhubs.errors import InputError
from babyhubs.evidence.bid.counting import count
from babyhubs.evidence.bid.form import Section, forms, read, shipped

ASKED = ("plain-english-summary", "need", "review", "aims", "design", "analysis", "power", "inclusion-plan")
ASKED += ("public-involvement", "payments-budget", "data-management", "logic-model", "flow-diagram", "timetable")


def test_the_second_stage_has_every_part_of_a_bid_and_says_where_it_is_from() -> None:
    form = shipped()["nihr-rfpb-stage-2"]
    assert set(ASKED) <= form.has
    assert form.source
    assert form.vintage
    assert not form.confirmed  # nobody compared it with the live call


def test_the_research_plan_of_the_first_stage_has_three_thousand_words_and_alone_takes_figures() -> None:
    form = shipped()["nihr-rfpb-stage-1"]
    assert (form.named("research-plan").limit, form.named("research-plan").unit) == (3000, "words")
    assert [one.key for one in form.section if one.images and not one.optional] == ["research-plan"]


def test_a_form_of_ones_own_is_a_file_and_may_replace_one_that_came_along(tmp_path: Path) -> None:
    text = 'key = "slides"\ntitle = "Ours"\nkind = "slides"\nvintage = "2026"\nsource = "us"\nconfirmed = true\n'
    (tmp_path / "own.toml").write_text(f'{text}[[section]]\nkey = "one"\ntitle = "One"\nlimit = 5\n', encoding="utf-8")
    (tmp_path / "wrong.toml").write_text("key = 1", encoding="utf-8")
    found, wrong = forms(tmp_path)
    assert found["slides"].title == "Ours"
    assert "wrong.toml, key: The form cannot be read" in wrong[0]
    assert forms()[0]["slides"].title != "Ours"


@pytest.mark.parametrize(
    ("text", "said"), [("key = ", "cannot be read"), ('key = "a b"', "cannot be read"), ("x = 1", "cannot be read")]
)
def test_a_file_that_is_no_form_says_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(text, "own.toml")


@pytest.mark.parametrize(
    ("text", "words", "characters"),
    [
        ("", 0, 0),
        ("  one  two ", 2, 8),
        ("well-known – 12%", 3, 16),
        ("a line\nand another", 4, 18),
    ],
)
def test_a_word_is_what_stands_between_spaces_and_a_line_break_is_one_character(
    text: str, words: int, characters: int
) -> None:
    counted = count(text, Section(key="a", title="A"))
    assert (counted.words, counted.characters) == (words, characters)


def test_a_section_says_how_much_is_too_much() -> None:
    section = Section(key="a", title="A", limit=3)
    assert count("one two three", section).over == 0
    assert count("one two three", section).near
    assert count("one two three four", section).over == 1
    assert count("one two three four", section).told == "4 of 3 words"
    assert count("four", Section(key="a", title="A", limit=3, unit="characters")).over == 1
