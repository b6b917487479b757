"""Nobody is named in the log: what is written is looked through for the names by which the people of the register are called."""

import re
import uuid

from babyhubs.errors import InputError
from babyhubs.workbench.people import vault
from babyhubs.workbench.people.register import present

SHORTEST = 3  # letters: "Jo" begins too many other words that are written alone


def check_nobody_named(programme_id: uuid.UUID, *texts: str) -> None:
    """Refuses a text with a name of somebody in the register, as a word of its own and written as a name."""
    written = set(re.findall(r"[^\W\d_]+", " ".join(texts)))
    for person in present(programme_id):
        called = str(vault.read(person, vault.CARD).get("called", ""))
        named = [word for word in re.findall(r"[^\W\d_]+", called) if len(word) >= SHORTEST and word in written]
        if named:
            raise InputError(
                f"“{named[0]}” is what somebody in the register is called.",
                remedy="Write what was said, not who said it. If the word is no name here, write it in another way.",
            )
