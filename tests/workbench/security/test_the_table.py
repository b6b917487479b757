"""docs/assurance/asvs.md and the security tests are the same list: each names the other."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "assurance" / "asvs.md").read_text(encoding="utf-8")
TABLE, REST = PAGE.split("## Not covered")
ROWS = re.findall(r"^\| ([A-Z]{2}\d) \| ([^|]+) \| `([^`]+)` \| ([^|]+) \|$", TABLE, re.M)
# The list that the tests were drawn up by: authorisation, sessions, uploads, what leaves, crashes, secrets, the record...
GROUPS = {"AZ": 4, "SE": 6, "UP": 5, "EX": 3, "CR": 6, "AU": 2, "CX": 2, "OF": 1, "AP": 1, "AC": 1, "DP": 1}
FOLDERS = (ROOT / "tests" / "workbench" / "security", ROOT / "tests" / "browser")
NAMED = re.compile(r"test_([a-z]{2}\d)_")


def functions(body: list[ast.stmt]) -> list[str]:
    """The tests of a module, those in classes as Class::test."""
    found = []
    for node in body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            found.append(node.name)
        elif isinstance(node, ast.ClassDef):
            found.extend(f"{node.name}::{name}" for name in functions(node.body))
    return found


def listed(path: Path) -> list[str]:
    """Their names as pytest has them, without parameters."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    return [f"{path.relative_to(ROOT).as_posix()}::{name}" for name in functions(module.body)]


def test_every_line_is_read() -> None:
    lines = [line for line in TABLE.splitlines() if line.startswith("| ")]
    assert len(ROWS) == len(lines) - 2 > 80  # the heading and its rule


@pytest.mark.parametrize("path", sorted({test.split("::")[0] for _, _, test, _ in ROWS}))
def test_every_test_that_the_table_names_is_there(path: str) -> None:
    named = {test for _, _, test, _ in ROWS if test.startswith(f"{path}::")}
    assert named <= set(listed(ROOT / path))


def test_every_test_with_an_id_is_in_the_table_under_its_id() -> None:
    found = {
        (match[1].upper(), test)
        for folder in FOLDERS
        for path in folder.glob("test_*.py")
        for test in listed(path)
        if (match := NAMED.match(test.split("::")[-1]))
    }
    assert found == {(key, test) for key, _, test, _ in ROWS if NAMED.match(test.split("::")[-1])}


def test_every_test_in_this_folder_has_an_id() -> None:
    own = Path(__file__).name
    without = [
        test
        for path in FOLDERS[0].glob("test_*.py")
        if path.name != own
        for test in listed(path)
        if not NAMED.search(test)
    ]
    assert without == []


def test_every_id_of_the_list_has_a_test_or_a_reason() -> None:
    wanted = {f"{group}{number}" for group, last in GROUPS.items() for number in range(1, last + 1)}
    reasons = re.findall(r"^\| ([A-Z]{2}\d) \|", REST, re.M)
    assert {key for key, *_ in ROWS} | set(reasons) == wanted
    assert not {key for key, *_ in ROWS} & set(reasons)


def test_every_line_speaks_to_a_requirement_or_a_chapter() -> None:
    requirement = r"(?:1?\d\.\d{1,2}\.\d{1,2}|chapter 1?\d)"
    for key, held, test, requirements in ROWS:
        assert re.match(rf"{requirement}(?:[,;] {requirement})*(?: \(.+\))?$", requirements), (key, held, requirements)
        assert len([row for row in ROWS if row[2] == test]) == 1, test
