"""The groups that participants say they belong to. What was not asked, declined or is unknown is a group of its own, never a guess."""

from collections import defaultdict

from babyhubs.discussions.project import Project
from babyhubs.discussions.voices import people
from babyhubs.errors import InputError

ALL = "everybody"
NOT_KNOWN = "not known"
SEVERAL = ";"  # somebody may belong to several groups of one attribute: "Somali; Arabic"


def attributes(project: Project) -> list[str]:
    """The names of all attributes, in order."""
    return [row[0] for row in project.rows("SELECT name FROM variable ORDER BY rowid")]


def groups(project: Project, attribute: str) -> dict[str, set[str]]:
    """Each group of an attribute and the people in it, the largest first; those not known last."""
    known = {name.casefold(): name for name in attributes(project)}
    attribute = known.get(attribute.casefold(), attribute)
    if attribute not in attributes(project):
        told = ", ".join(attributes(project)) or "none"
        raise InputError(f"There is no attribute {attribute!r}.", remedy=f"The project has: {told}.")
    said: dict[str, list[str]] = {}
    for row in project.rows(
        "SELECT participant, value, status FROM participant_value JOIN variable ON variable.guid = variable WHERE name = ?",
        attribute,
    ):
        parts = [part.strip() for part in row["value"].split(SEVERAL)] if row["status"] == "given" else []
        said[row["participant"]] = [part for part in parts if part]
    found: dict[str, set[str]] = defaultdict(set)
    for person in people(project):
        for group in said.get(person.key) or [NOT_KNOWN]:
            found[group].add(person.key)
    return dict(sorted(found.items(), key=lambda one: (one[0] == NOT_KNOWN, -len(one[1]), one[0])))
