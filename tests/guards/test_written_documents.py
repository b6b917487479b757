"""The documents that come from the program are what the program gives now."""

import pytest
from tools import build_documents

HOW = "run: uv run python tools/build_documents.py"


def test_the_reference_of_commands() -> None:
    assert build_documents.COMMANDS.read_text("utf-8") == build_documents.commands(), HOW


@pytest.mark.parametrize(("path", "text"), build_documents.methods().items(), ids=lambda one: getattr(one, "stem", ""))
def test_the_methods_as_their_specs_tell_them(path: object, text: str) -> None:
    assert path.read_text("utf-8") == text, HOW  # type: ignore[attr-defined]


def test_no_method_without_a_spec() -> None:
    assert set(build_documents.METHODS.glob("*.md")) == set(build_documents.methods()), HOW
