"""The frame of every evaluation page: one file, no script, its style named by digest in the content security policy."""

import base64
import hashlib
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

HERE = Path(__file__).resolve().parents[1]


def render(template: str, **context: Any) -> str:
    """A template of `reports/templates` with the house style. Same arguments, same characters."""
    style = (HERE / "style.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    return environment.get_template(template).render(context, style=Markup(style), style_digest=digest)  # noqa: S704


def table(
    name: str, caption: str, columns: list[tuple[str, bool]], rows: list[list[str]], notes: tuple[str, ...] = ()
) -> dict[str, Any]:
    """As the macro `table` wants it: columns are (heading, holds numbers)."""
    return {"name": name, "caption": caption, "columns": columns, "rows": rows, "notes": notes}
