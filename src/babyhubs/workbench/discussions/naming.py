"""Names that say nothing: of texts and of participants."""

from babyhubs.discussions.project import Project


def next_name(one: Project) -> str:
    """The next free name of a text: Text 7."""
    number = one.count("source") + 1
    while one.row("SELECT 1 FROM source WHERE name = ?", f"Text {number}"):
        number += 1
    return f"Text {number}"


def next_label(one: Project) -> str:
    """The next free label of a participant: P7."""
    number = one.count("participant") + 1
    while one.row("SELECT 1 FROM participant WHERE label = ?", f"P{number}"):
        number += 1
    return f"P{number}"
