"""Ethnic category: codes with their local second character, and labels as systems and forms write them.

The national code is the first character. A second letter is local, and kept: it is the only place where Somali,
Polish or Roma families may show. Anything else in the second place says nothing.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

from babyhubs.intake.guess import NO_IDEA, Guess, certain, obvious, plain, uncertain
from babyhubs.reference import codes

NOT_KNOWN = "99"
_CODE_AND_LABEL = re.compile(r"^([A-Za-z][A-Za-z]?|99)\s*[-:=.)]+\s*(\S.*)$|^(\S.*?)\s*[(\[]([A-Z][A-Z]?|99)[)\]]$")


def recognise(value: str) -> Guess:
    """The category, with its second letter where there is one."""
    told = _code(value)
    if told:
        return told
    pair = _CODE_AND_LABEL.match(value.strip())
    if pair and (told := _code(pair[1] or pair[4])):
        label = _label(pair[2] or pair[3])
        if label.certain and label.word[:1] != told.word[:1]:
            return uncertain(told.word, f"The code means {told.word} and the words mean {label.word}.")
        return told
    return _label(value)


def _code(value: str) -> Guess | None:
    text = value.strip().upper()
    categories = set(codes.ethnic_categories()["code"])
    if text in categories:
        return obvious(text, "National category.")
    if text in _lists()["not_in_the_list"]:
        return certain(NOT_KNOWN, "No category of the national list, so it says nothing: not known.")
    if len(text) == 2 and text[0] in categories and not text[0].isdigit():
        if text == "ZZ" or text[0] == "Z":
            return certain("Z", "National category; the second character is local.")
        if text[1].isalpha() and text[1].isascii():
            known = dict(codes.ethnic_details().iter_rows()).get(text)
            return certain(
                text, f"National category {text[0]}; second character kept" + (f" ({known})." if known else ".")
            )
        return certain(text[0], f"National category {text[0]}; the second character says nothing.")
    return None


def _label(value: str) -> Guess:
    lists, key = _labels(), _set_of_words(_specific(value))
    if not key:
        return NO_IDEA
    if key in lists["broad"]:
        return uncertain("?", "Too broad for one category.")
    if key in lists["coarse"]:
        return certain(lists["coarse"][key], "The category is certain; the national list has no finer code for it.")
    if key in lists["labels"]:
        return certain(lists["labels"][key], "The words of this category.")
    return NO_IDEA


def _specific(label: str) -> str:
    """ "Black, Black British, Caribbean or African: Caribbean" says Black and Caribbean: its first part names the group."""
    parts = re.split(r"\s*:\s*|\s+[-–]\s+", label.strip(), maxsplit=1)
    group = re.match(r"(?i)white|mixed|asian|black|other", parts[0])
    return f"{group[0]} {parts[1]}" if len(parts) == 2 and group else label


@cache
def _lists() -> dict[str, frozenset[str]]:
    content = _content()
    return {
        "not_in_the_list": frozenset(content["not_in_the_list"]["codes"]),
        "filling": frozenset(content["filling"]["words"]),
    }


@cache
def _labels() -> dict[str, dict[tuple[str, ...], str]]:
    content = _content()
    labels: dict[tuple[str, ...], str] = {}
    for code, label, *_ in codes.ethnic_categories().iter_rows():
        labels |= {_set_of_words(text): code for text in (label, _specific(label))}
    for part in ("labels", "details"):
        for code, texts in content[part].items():
            labels |= {_set_of_words(text): code for text in texts}
    return {
        "labels": labels,
        "coarse": {_set_of_words(text): code for code, texts in content["coarse"].items() for text in texts},
        "broad": {_set_of_words(text): "?" for text in content["broad"]["words"]},
    }


@cache
def _content() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = tomllib.loads(
        Path(__file__).with_name("ethnic_values.toml").read_text(encoding="utf-8")
    )
    return found


def _set_of_words(label: str) -> tuple[str, ...]:
    return tuple(sorted(set(plain(label).split()) - _lists()["filling"]))
