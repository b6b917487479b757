"""The documents hold together: links lead somewhere, and what they tell people to type is what the program has."""

import re
from pathlib import Path
from typing import Any

import pytest
import typer
import typer.main

from babyhubs.commands.app import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
COMMANDS = typer.main.get_command(app)


def _leaves(command: Any, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Any]]:
    if not hasattr(command, "list_commands"):
        return [(path, command)]
    context = typer.Context(command)
    children = [(name, command.get_command(context, name)) for name in command.list_commands(context)]
    return [leaf for name, child in children if child for leaf in _leaves(child, (*path, name))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.S)  # what is typed is no link
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", prose)
    missing = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert missing == []


@pytest.mark.parametrize(
    ("path", "command"), _leaves(COMMANDS), ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_every_command_shows_an_example_that_begins_with_its_name(path: tuple[str, ...], command: Any) -> None:
    told = f"{getattr(command, 'help', '')} {getattr(command, 'epilog', '')}"
    assert f"babyhubs {' '.join(path)}" in told


def test_options_in_the_documents_are_options_that_there_are() -> None:
    known = {option for _, command in _leaves(COMMANDS) for one in command.params for option in one.opts}
    known |= {option for _, command in _leaves(COMMANDS) for one in command.params for option in one.secondary_opts}
    wrong = []
    for page in PAGES:
        for line in re.findall(r"^\s*(?:uv run )?babyhubs [^\n]*(?:\\\n[^\n]*)*", page.read_text("utf-8"), re.M):
            wrong += [
                (page.name, option)
                for option in re.findall(r"(?<=\s)--[a-z-]+", line)
                if option not in known | {"--help"}
            ]
    assert wrong == []
