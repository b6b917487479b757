"""What the demonstration codes stands in its invented texts, letter for letter, and holds none of the names that are taken out."""

import tomllib
from importlib.resources import files
from typing import Any

from babyhubs.discussions.codebook import codebook
from babyhubs.discussions.matrix import quoted_in
from babyhubs.workbench.demonstration.coded_discussions import WAY


def read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("babyhubs.workbench.demonstration").joinpath(name).read_text(encoding="utf-8"))


TALKS = {one["name"]: one for one in read("discussions.toml")["talk"]}
CODED = read("coded_discussions.toml")
CODES = {one.name for one in codebook("levesque").entries}


def test_every_passage_is_in_its_text_and_every_code_in_the_codebook() -> None:
    for text in CODED["text"]:
        talk = TALKS[text["name"]]
        assert not talk.get("waits"), text["name"]
        for short, words, *_ in (*text["coded"], *text.get("second", [])):
            assert words in talk["text"], f"{text['name']}: {words}"
            assert not any(name in words for name in talk.get("names", [])), words
            assert f"{short[:-1]}: {WAY[short[-1]]}" in CODES


def test_a_summary_quotes_words_of_its_own_cell() -> None:
    for text in CODED["text"]:
        for short, _, *summary in text["coded"]:
            mine = [words for other, words, *_ in text["coded"] if other[:-1] == short[:-1]]
            for quoted in quoted_in(summary[0] if summary else ""):
                assert any(quoted in words for words in mine), f"{text['name']}: {quoted}"


def test_a_theme_quotes_coded_passages_of_people_who_may_be_quoted() -> None:
    coded = {(text["name"], words) for text in CODED["text"] for _, words, *_ in text["coded"]}
    for theme in CODED["theme"]:
        for text, words in (*theme["quotes"], *theme.get("against", [])):
            assert (text, words) in coded, words
            assert TALKS[text]["quote"], words
