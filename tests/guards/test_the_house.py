"""Rules about the whole tree that nobody has to remember, because these tests do."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "babyhubs"
MODULES = sorted(SOURCE.rglob("*.py"))
TEXT_FILES = [
    *sorted(
        path
        for folder in ("src", "tests", "docs", "benchmarks", "tools", ".ci")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".md", ".toml", ".j2", ".css", ".csv", ".json", ""} and path.is_file()
    ),
    ROOT / "README.md",
    ROOT / "pyproject.toml",
]

LONGEST_MODULE = 400  # lines: a file that does not fit on a few screens is two ideas


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("module", MODULES, ids=_name)
def test_every_module_says_what_it_is_for(module: Path) -> None:
    assert ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))


@pytest.mark.parametrize("module", MODULES, ids=_name)
def test_no_module_outgrows_its_idea(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


def test_no_room_is_named_utils() -> None:
    assert not [module for module in MODULES if re.search(r"util|helper|misc|common", module.stem)]


def test_every_dependency_has_its_reason() -> None:
    declared = re.findall(
        r'^  "([a-zA-Z0-9_.\[\]-]+[<>=][^"]*)",(.*)$',
        (ROOT / "pyproject.toml").read_text(encoding="utf-8"),
        re.M,
    )
    pins = set(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["uv"]["constraint-dependencies"])
    without = [name for name, comment in declared if name not in pins and not comment.strip().startswith("#")]
    assert declared
    assert without == []


def test_pins_are_exact() -> None:
    pins = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["uv"]["constraint-dependencies"]
    assert pins
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[A-Za-z0-9_.]+", pin) for pin in pins)


def test_nothing_names_a_package_index_or_a_machine_path() -> None:
    # Written in pieces, so that this file does not name them either.
    forbidden = re.compile(
        "|".join(["py" + r"pi\.org", "python" + "hosted", "npm" + "js", r"(?<![\w.])/wo" + r"rk/", "/ro" + "ot/"])
    )
    found = [
        f"{_name(path)}: {match.group()}"
        for path in TEXT_FILES
        if (match := forbidden.search(path.read_text(encoding="utf-8", errors="replace")))
    ]
    assert found == []


def test_the_readme_opens_with_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    demo = text.index("pip install uv && uv run babyhubs demo")
    tests = text.index("pip install uv && uv run pytest")
    assert demo < tests < text.index("## ")


def test_no_abstract_base_has_one_child() -> None:
    """Every base class defined here has at least two children here, or is used itself; errors apart."""
    classes: dict[str, int] = {}
    bases: dict[str, int] = {}
    used: set[str] = set()
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                used.add(node.func.id)
            if isinstance(node, ast.ClassDef):
                classes[node.name] = 1
                for base in node.bases:
                    if isinstance(base, ast.Name):
                        bases[base.id] = bases.get(base.id, 0) + 1
    lonely = {name for name, children in bases.items() if name in classes and children == 1} - used
    assert lonely <= {"InputError", "Refused"}
