"""Writes the documents that come from the program: the reference of commands, and the methods as their spec tests tell them.

    uv run python tools/build_documents.py

tests/guards/test_written_documents.py says when they are no longer what the program gives.
"""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
import typer.main

from babyhubs.commands.app import app

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = ROOT / "docs" / "reference" / "commands.md"
METHODS = ROOT / "docs" / "methods"
SPECS = ROOT / "tests" / "spec"
NOT_TOLD = {"--help", "--install-completion", "--show-completion"}


def main() -> None:
    """Write them all; a method whose spec is gone goes too."""
    METHODS.mkdir(exist_ok=True)
    wanted = {COMMANDS: commands(), **methods()}
    for path, text in wanted.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    for path in set(METHODS.glob("*.md")) - set(wanted):
        path.unlink()


def commands() -> str:
    """Every command with its arguments and options."""
    lines = ["# Commands", "", "What `babyhubs --help` tells, on one page. It is made from the program itself.", ""]
    for words, command in _leaves(typer.main.get_command(app), ()):
        lines += [f"## babyhubs {' '.join(words)}", "", *_paragraphs(command.help or "")]
        if command.epilog:
            lines += [*_paragraphs(command.epilog)]
        rows = [
            _row(one) for one in command.params if not set(one.opts) & NOT_TOLD and not getattr(one, "hidden", False)
        ]
        if rows:
            lines += ["| | |", "| --- | --- |", *rows, ""]
    return "\n".join(lines)


def methods() -> dict[Path, str]:
    """A page a spec: what the module says, then each test by its name and words."""
    found = {}
    for path in sorted(SPECS.glob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        title, _, rest = (ast.get_docstring(tree) or path.stem).partition("\n")
        shown = title.removeprefix("Method note: ").rstrip(".")
        lines = [f"# {shown[:1].upper()}{shown[1:]}", "", *_laid_out(rest)]
        for name, told in _tests(tree):
            lines += [f"## {name}", "", *_laid_out(told)]
        source = path.relative_to(ROOT).as_posix()
        lines += [
            f"Each heading is a test in [{source}](../../{source}); the numbers are worked out again at every run.",
            "",
        ]
        found[METHODS / f"{path.stem.removeprefix('test_').replace('_', '-')}.md"] = "\n".join(lines)
    return found


def _tests(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Name in words, and docstring, of each test, those in classes under the class's words."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield _words(node.name), ast.get_docstring(node) or ""
            yield from ((_sentence(one.name), ast.get_docstring(one) or "") for one in node.body if _is_test(one))
        elif _is_test(node):
            yield _sentence(node.name), ast.get_docstring(node) or ""


def _is_test(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef) and node.name.startswith("test_")


def _sentence(name: str) -> str:
    text = name.removeprefix("test_").replace("_", " ")
    return f"{text[:1].upper()}{text[1:]}"


def _words(name: str) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.removeprefix("Test")).lower()
    return f"{words[:1].upper()}{words[1:]}"


def _laid_out(text: str) -> list[str]:
    """A docstring as Markdown: what is set in by four spaces is a table or a drawing, and keeps its columns."""
    return [*inspect.cleandoc(text).splitlines(), ""] if text.strip() else []


def _leaves(command: Any, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if not hasattr(command, "list_commands"):
        yield words, command
        return
    context = typer.Context(command)
    for name in command.list_commands(context):
        yield from _leaves(command.get_command(context, name), (*words, name))


def _paragraphs(text: str) -> list[str]:
    cleaned = inspect.cleandoc(text).replace("\f", "")
    return [line for part in cleaned.split("\n\n") for line in (_marked(" ".join(part.split())), "")]


def _marked(text: str) -> str:
    """An example is set as what one types."""
    example = re.fullmatch(r"Example: (babyhubs .+)", text)
    return f"```\n{example[1]}\n```" if example else text


def _row(one: Any) -> str:
    names = (
        ", ".join(f"`{name}`" for name in (*one.opts, *one.secondary_opts))
        if one.param_type_name == "option"
        else f"`{one.name.upper()}`"
    )
    told = " ".join((getattr(one, "help", "") or "").split()).replace("|", "\\|")
    default = one.default
    # A file that comes with the program: where it lies tells nobody anything.
    shipped = isinstance(default, Path) and default.is_absolute()
    said = default is not None and not callable(default) and default not in (False, True, "", (), [])
    plain = said and not shipped and not one.required
    return f"| {names} | {told}{f' Default: `{default}`.' if plain and 'Default' not in told else ''} |"


if __name__ == "__main__":
    main()
