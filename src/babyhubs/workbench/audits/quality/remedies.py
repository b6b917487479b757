"""What to do, in words that fit a page: remedies are written for the shell as well."""

_ON_A_PAGE = (
    ("make a new mapping with `babyhubs map`", "press the button to learn the columns anew"),
    ("Run `babyhubs map` again with this file.", "Press the button to learn the columns anew."),
    ("Run `babyhubs check` to see why each row was set aside.", "The quality page of the upload says why."),
    ("Write the heading in the mapping file", "Choose the column below"),
    ("write the heading in the mapping file", "choose the column below"),
    ("in the mapping file; the comment above the line says what is possible", "below"),
    ("in the mapping file", "on the page of the columns"),
)


def on_a_page(remedy: str) -> str:
    """The same remedy, with buttons and pages in the place of commands and files."""
    for shell, page in _ON_A_PAGE:
        remedy = remedy.replace(shell, page)
    return remedy
