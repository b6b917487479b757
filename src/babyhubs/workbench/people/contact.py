"""How to reach a person, and how not to."""

from dataclasses import asdict, dataclass
from typing import Any

from babyhubs.errors import InputError
from babyhubs.workbench.people.questions import ways


@dataclass(frozen=True, slots=True)
class Contact:
    """way: a key of `ways`. worker: the named worker through whom to reach the person, with that worker's own contact.

    safe_times: when to call, in the person's words. interpreter: an ISO 639-1 code; "" for none.
    """

    way: str
    phone: str = ""
    email: str = ""
    address: str = ""
    worker: str = ""
    safe_times: str = ""
    no_voicemail: bool = False
    no_post: bool = False
    interpreter: str = ""

    def check(self) -> None:
        """There is one way to reach the person, and nothing forbids it."""
        way = ways().get(self.way)
        if way is None:
            raise InputError("Choose how to reach this person.")
        if not getattr(self, way.needs).strip():
            raise InputError(
                f"The way to reach this person ({way.title.lower()}) has nothing written in its field.",
                remedy="Fill it in, or choose another way.",
            )
        if self.way == "letter" and self.no_post:
            raise InputError("Post is not safe for this person.", remedy="Choose another way to reach them.")

    def said(self) -> dict[str, Any]:
        """As it is sealed."""
        return asdict(self)
