"""Shorter names for what a script of the capture page keeps to itself: the page has to stay small, and its sources readable.

One name of a file becomes one short name, everywhere in that file, so that no scope can mix two of them up. It must be declared
there, and nowhere be seen from outside or stand for something else: no import or export, no property, no field of an object, no word
in a template (templates travel as they stand). Where that is not sure, the name stays. A script must not give a global's name to
something of its own.
"""

import itertools
import re
import string
from collections import Counter
from collections.abc import Iterator

_TOKEN = re.compile(r"[A-Za-z_$][\w$]*|\.\.\.|=>|\?\.|\d[\w.]*|\S")
_WORD = re.compile(r"[A-Za-z_$][\w$]*")
_IMPORT = re.compile(r"^import[^;]*;", re.M)
_EXPORT = re.compile(r"\bexport (?:async )?(?:function|const|let|class) ?([\w$]+)")
_BEFORE_BLOCK = frozenset(
    ("if", "for", "while", "switch", "catch")
)  # not the name of a method, though `(...) {` follows
_LANGUAGE = frozenset((  # ECMA-262, section 12.7.2, with the words that mean something in some places only
    "as", "async", "await", "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete",
    "do", "else", "enum", "export", "extends", "false", "finally", "for", "from", "function", "get", "if", "import",
    "in", "instanceof", "let", "new", "null", "of", "return", "set", "static", "super", "switch", "this", "throw",
    "true", "try", "typeof", "undefined", "var", "void", "while", "with", "yield",
))  # fmt: skip


def shortened(code: str, templates: str) -> str:
    """The code of a script, its texts put aside, with short names. templates: every template of it."""
    names = short_names(code, templates)
    return _WORD.sub(lambda word: names.get(word[0], word[0]), code)


def short_names(code: str, templates: str) -> dict[str, str]:
    """Which name becomes which: what saves most gets the shortest."""
    tokens = _TOKEN.findall(code)
    outside = {word for found in _IMPORT.findall(code) for word in _WORD.findall(found)} | set(_EXPORT.findall(code))
    kept = outside | set(_WORD.findall(templates)) | _fields(tokens)
    times = Counter(tokens)
    own = sorted(_declared(tokens) - kept - _LANGUAGE, key=lambda name: (-(len(name) - 1) * times[name], name))
    taken = set(tokens) | kept | _LANGUAGE
    free = (name for name in _short() if name not in taken)
    return {name: short for name, short in zip(own, free, strict=False) if len(short) < len(name)}


def _short() -> Iterator[str]:
    for length in (1, 2):
        yield from map("".join, itertools.product(string.ascii_letters, repeat=length))


def _declared(tokens: list[str]) -> set[str]:
    """Names after const, let, function and catch, and those that functions are given."""
    found = {after for word, after in itertools.pairwise(tokens) if word in {"const", "let", "function"}}
    found |= {before for before, arrow in itertools.pairwise(tokens) if arrow == "=>"}
    for opening, closing in _groups(tokens):
        if _follows(tokens, closing) in {"=>", "{"} and tokens[opening - 1] not in _BEFORE_BLOCK - {"catch"}:
            depth = 0
            for place in range(opening + 1, closing):
                depth += (tokens[place] in "([{") - (tokens[place] in ")]}")
                if not depth and tokens[place - 1] in {"(", ",", "..."}:
                    found.add(tokens[place])
    return {name for name in found if _WORD.fullmatch(name)}


def _fields(tokens: list[str]) -> set[str]:
    """Names that are, somewhere in the file, a property, a method, or a field of an object that is written or taken apart."""
    found = set()
    open_brackets: list[str] = []
    for place, sign in enumerate(tokens):
        before, after = tokens[place - 1] if place else "", _follows(tokens, place)
        if sign in {"(", "[", "{"}:
            open_brackets.append(sign)
        elif sign in {")", "]", "}"}:
            open_brackets.pop()
        inside = bool(open_brackets) and open_brackets[-1] == "{" and before in {"{", ","}
        if before in {".", "?."} or (inside and after in {",", "}", "=", ":", "("}):
            found.add(sign)
    for opening, closing in _groups(tokens):
        if _follows(tokens, closing) == "{" and tokens[opening - 2] != "function":
            found.add(tokens[opening - 1])
    return found


def _groups(tokens: list[str]) -> Iterator[tuple[int, int]]:
    """Where round brackets open and close."""
    opened = []
    for place, sign in enumerate(tokens):
        if sign == "(":
            opened.append(place)
        elif sign == ")":
            yield opened.pop(), place


def _follows(tokens: list[str], place: int) -> str:
    return tokens[place + 1] if place + 1 < len(tokens) else ""
