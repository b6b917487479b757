"""The capture page as files: what a phone is given, from the sources in `babyhubs/capture`, the code book, plans and protocol.

The page stays under 60 kB in all, because it is loaded once, often over a weak network, and kept. So it travels without what only people
who read the sources need: comments, indentation, spaces around signs, long names (own_names.py). Texts, templates and patterns travel
as they are.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import babyhubs
from babyhubs.errors import InputError
from babyhubs.observations import layout, own_names
from babyhubs.observations.ethogram import Ethogram
from babyhubs.observations.layout import Layout
from babyhubs.observations.protocol import Protocol

SOURCES = Path(babyhubs.__file__).with_name("capture")
SCRIPT, STYLE = ".js", ".css"
SERVED_AS = {
    SCRIPT: "text/javascript",
    STYLE: "text/css",
    ".html": "text/html",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".json": "application/json",
    ".jpg": "image/jpeg",
}
SETUP = 1  # the version of setup.json, which main.js asks for
WORKER, RELEASE, TOLD = "worker.js", "release.js", "setup.json"

_SPACED = (" { ", "; ", " }", ": ", ", ", " > ")  # in the style sheet
_OWN_NAME = re.compile(r"--[a-z-]+")  # of a colour, in the style sheet: no script asks for one
# A piece of a script that may not be touched, or that goes: comment, text, pattern. A pattern stands only where a value may begin.
_PIECE = re.compile(
    r"""(?P<comment>//[^\n]*)|(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?P<template>`)"""
    r"""|(?P<pattern>(?<=[(,=:\[!&|?])\s*/(?![/*])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*)"""
)
_ROUND_SIGNS = re.compile(r"[ \t]*([^\w$\s+\-])[ \t]*")
# A line may join the next where no statement can end, or the next cannot begin one.
_LINES = re.compile(r"(?<=[;{(,\[:=?&|>])\n+|\n+(?=[.?:)\]}&|])")
# What the language does not ask for: the last sign before a bracket closes (no statement here is empty: a test sees to it), and
# brackets around the only name that a function is given.
_LAST_SIGN = re.compile(r";(?=\})|,(?=[\]})])")
_ONE_GIVEN = re.compile(r"(?<![\w$])\((\w+)\)(?==>)")


def page(setup: Mapping[str, Any]) -> dict[str, str]:
    """The files by name, but for the pictures that its plans name: whoever gives the page out puts them beside it.

    Same inputs, same bytes: the version is a digest of the rest. A picture's name is made of its digest.
    """
    files = {path.name: served(path) for path in sorted(SOURCES.iterdir()) if path.suffix in SERVED_AS}
    files[TOLD] = json.dumps(setup, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()[:12]
    pictures = {one["picture"] for one in setup["layouts"] if "picture" in one}
    kept = json.dumps({"version": digest, "files": sorted({*files, *pictures} - {WORKER})}, separators=(",", ":"))
    return files | {RELEASE: f"const RELEASE={kept};\n"}


def setup(book: Ethogram, plans: Sequence[Layout], protocol: Protocol, **more: Any) -> dict[str, Any]:
    """What the page is told. more: `hubs` to choose from, and `send`, where a workbench serves the page and takes logs."""
    names = [one.identity for one in plans]
    if len(set(names)) < len(names):
        raise InputError("Two plans have the same id.", where="the plans", remedy="Give each room its own id.")

    def labelled(names: tuple[str, ...]) -> dict[str, str]:
        return {name: book.label(name) for name in names}

    return {
        "v": SETUP,
        "ethogram": {
            "id": book.identity, "version": book.version, "families": labelled(book.family_codes),
            "practitioners": labelled(book.practitioner_codes), "moments": labelled(book.moments),
        },
        "layouts": [layout.as_json(one) for one in plans],
        "protocol": protocol.as_json(),
    } | more  # fmt: skip


def served(path: Path) -> str:
    """A file of the page as it travels."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == SCRIPT:
        return "".join(_packed(text)).strip() + "\n"
    lines = [line.strip() for line in text.splitlines()]
    found = "".join(f"{line}\n" for line in lines if line and not line.startswith("/*"))
    return _packed_style(found) if path.suffix == STYLE else found


def texts(script: str) -> list[str]:
    """Every text, template and pattern of a script, as it stands there."""
    return [piece for piece, kept in _pieces(script) if kept]


def _packed_style(style: str) -> str:
    for spaced in _SPACED:
        style = style.replace(spaced, spaced.strip())
    names = sorted(set(_OWN_NAME.findall(style)))
    style = _OWN_NAME.sub(lambda found: f"--{chr(ord('a') + names.index(found[0]))}", style)
    return re.sub(r"(?<![\d.])0(?=\.\d)", "", style).replace(";}", "}")


def _packed(script: str) -> Iterator[str]:
    """The script with its texts put aside, packed, and the texts put back."""
    pieces = list(_pieces(script))
    aside = [piece for piece, kept in pieces if kept]
    code = "".join("\x00" if kept else piece for piece, kept in pieces)
    code = "\n".join(line for line in (line.strip() for line in code.splitlines()) if line)
    code = _LINES.sub("", _ROUND_SIGNS.sub(r"\1", code))
    code = _ONE_GIVEN.sub(r"\1", _LAST_SIGN.sub("", code))
    code = own_names.shortened(code, "".join(piece for piece in aside if piece.startswith("`")))
    parts = code.split("\x00")
    for part, text in zip(parts, [*aside, ""], strict=True):
        yield part
        yield text


def _pieces(script: str) -> Iterator[tuple[str, bool]]:
    """Parts of a script in their order, and whether each is kept as it is; comments are left out."""
    place = 0
    while found := _PIECE.search(script, place):
        yield script[place : found.start()], False
        place = found.end() if not found["template"] else _template_end(script, found.end())
        if not found["comment"]:
            yield script[found.start() : place].strip() if found["pattern"] else script[found.start() : place], True
    yield script[place:], False


def _template_end(script: str, place: int) -> int:
    """Where a template that was opened ends; code inside it may hold templates."""
    depth = 0
    while True:
        sign = script[place]
        if sign == "\\":
            place += 1
        elif script.startswith("${", place):
            depth += 1
        elif sign == "}" and depth:
            depth -= 1
        elif sign == "`":
            if not depth:
                return place + 1
            place = _template_end(script, place + 1) - 1
        place += 1
