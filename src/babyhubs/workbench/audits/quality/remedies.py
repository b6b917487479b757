"""What to do, in words that fit a page: remedies are written for the shell as well."""

import re

from babyhubs.workbench.audits.kinds import LABELS

_ON_A_PAGE = (
    ("make a new mapping with `babyhubs map`", "press the button to learn the columns anew"),
    ("Run `babyhubs map` again with this file.", "Press the button to learn the columns anew."),
    ("Run `babyhubs check` to see why each row was set aside.", "The quality page of the upload says why."),
    ("Write the heading in the mapping file", "Choose it on the page of the columns"),
    ("write the heading in the mapping file", "choose it on the page of the columns"),
    ("in the mapping file; the comment above the line says what is possible", "on the page of the columns"),
    ("in the mapping file", "on the page of the columns"),
)


_ENTRY = re.compile(r"files\.(\w+)\.(?:columns|dates|codes)\.(\w+)")


def where_on_a_page(where: str) -> str:
    """The place of a problem: an entry of the mapping by the names of its file and field."""
    return _ENTRY.sub(lambda found: f"{LABELS.get(found[1], found[1])}, {found[2].replace('_', ' ')}", where)


def on_a_page(remedy: str) -> str:
    """The same remedy, with buttons and pages in the place of commands and files."""
    for shell, page in _ON_A_PAGE:
        remedy = remedy.replace(shell, page)
    return remedy
