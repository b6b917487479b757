"""What the assurance documents point to is there: tests by name, files by path, commands by their options."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGES = sorted((ROOT / "docs" / "assurance").glob("*.md"))
NAMED = re.compile(r"`((?:tests|src|benchmarks)/[^`:]+)(?:::([^`]+))?`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_page_points_to_is_there(page: Path) -> None:
    missing = []
    for path, name in NAMED.findall(page.read_text(encoding="utf-8")):
        file = ROOT / path
        if not file.exists() or (name and not _holds(file, name.split("::"))):
            missing.append(f"{path}::{name}")
    assert missing == []


def test_every_line_of_the_security_table_names_a_test_and_a_requirement_or_a_chapter() -> None:
    text = (ROOT / "docs" / "assurance" / "security-tests.md").read_text(encoding="utf-8")
    table = [line for line in text.split("## Known gaps")[0].splitlines() if line.startswith("| ")][2:]
    assert len(table) > 30
    for line in table:
        assert "::test_" in line, line
        assert re.search(r"\b\d{1,2}\.\d{1,2}\.\d{1,2}\b|chapter \d", line.rsplit("|", 2)[1]), line


def _holds(file: Path, names: list[str]) -> bool:
    """Whether a module has a function, or a class with it, of this name."""
    body = ast.parse(file.read_text(encoding="utf-8")).body
    for name in names:
        found = [node for node in body if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name == name]
        if not found:
            return False
        body = found[0].body
    return True
