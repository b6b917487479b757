"""Short names in the capture page's scripts: only for what a script keeps to itself, one for one, and nothing else changes."""

import re
from pathlib import Path

import pytest

from babyhubs.observations import capture_page, own_names
from babyhubs.observations.own_names import shortened

SCRIPTS = sorted(capture_page.SOURCES.glob("*.js"))
TOKEN = re.compile(r"[A-Za-z_$][\w$]*|\S")


@pytest.mark.parametrize(
    ("code", "templates", "short"),
    [
        ("const total=1;use(total)", "", "const a=1;use(a)"),
        ("(first,second)=>first+first", "", "(a,b)=>a+a"),
        ("function sum(first,...others){return first}", "", "function c(a,...b){return a}"),
        ("for(const line of lines)take(line)", "", "for(const a of lines)take(a)"),
        ("try{x()}catch(error){tell(error)}", "", "try{x()}catch(a){tell(a)}"),
        ("const total=a;use(total)", "", "const b=a;use(b)"),  # a short name that is taken
        ("one=>one?first:one", "", "a=>a?first:a"),
    ],
)
def test_what_is_a_scripts_own_gets_a_short_name(code: str, templates: str, short: str) -> None:
    assert shortened(code, templates) == short


@pytest.mark.parametrize(
    ("code", "templates"),
    [
        ("document.total=navigator", ""),  # not declared here
        ("const total=1;use(one.total)", ""),  # a property
        ("const total=1;use(one?.total)", ""),
        ("const total=1;use({total})", ""),  # a field
        ("const total=1;use({first,total})", ""),
        ("const total=1;use({total:2})", ""),
        ("const{total}=one;use(total)", ""),
        ("const total=1;class X{total(){}}", ""),  # a method
        ("export const total=1", ""),
        ('import{total}from"x";total=>total', ""),
        ("const total=1", "`${total}`"),  # a template travels as it stands
        ("function of(){}for(const x of y)z()", ""),  # a word of the language
    ],
)
def test_what_may_mean_something_else_keeps_its_name(code: str, templates: str) -> None:
    assert shortened(code, templates) == code


def tokens(script: str) -> list[str]:
    """A script without its texts."""
    return TOKEN.findall("".join("\x00" if text else piece for piece, text in capture_page._pieces(script)))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_differs_by_nothing_but_its_own_names(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tokens(capture_page.served(path))
    monkeypatch.setattr(own_names, "shortened", lambda code, _: code)
    there = tokens(capture_page.served(path))
    pairs = set(zip(there, here, strict=True))
    assert len({name for name, _ in pairs}) == len({name for _, name in pairs}) == len(pairs)
    assert all(name == other or len(other) < len(name) for name, other in pairs)


def test_what_a_script_imports_is_exported_under_that_name() -> None:
    packed = {path.name: capture_page.served(path) for path in SCRIPTS}
    exported = {
        name: set(re.findall(r"export (?:async )?(?:function|const|let|class) ?([\w$]+)", code))
        for name, code in packed.items()
    }
    for code in packed.values():
        for names, file in re.findall(r'import\{([^}]*)\}from"\./([a-z]+\.js)"', code):
            assert set(names.split(",")) <= exported[file]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_statement_is_empty(path: Path) -> None:
    """The packer takes a last semicolon away: where `while (x);` ends a block, what follows would be its body."""
    code = tokens(path.read_text("utf-8"))
    opened: list[str] = []
    for before, sign, after in zip(["", *code], code, [*code[1:], ""], strict=False):
        if sign == "(":
            opened.append(before)
        elif sign == ")":
            assert not (opened.pop() in {"for", "while", "if"} and after == ";")
        assert (sign, after) != ("else", ";")
