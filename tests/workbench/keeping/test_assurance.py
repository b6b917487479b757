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


def _holds(file: Path, names: list[str]) -> bool:
    """Whether a module has a function, or a class with it, of this name."""
    body = ast.parse(file.read_text(encoding="utf-8")).body
    for name in names:
        found = [node for node in body if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name == name]
        if not found:
            return False
        body = found[0].body
    return True
