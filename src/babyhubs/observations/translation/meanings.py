"""What somebody says that the names of a file mean, and whether it can be so."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from babyhubs.errors import InputError
from babyhubs.observations.ethogram import Ethogram
from babyhubs.observations.log.operation_kinds import ROLES
from babyhubs.observations.translation import guesses
from babyhubs.observations.translation.contents import Contents
from babyhubs.observations.translation.guesses import (
    ARRIVES,
    LEAVES,
    LIKE,
    NONE,
    OUT,
    OWN_ACTIVITY,
    OWN_MOMENT,
    OWN_ZONE,
    SAME,
    THERE,
)

__all__ = ["LIKE", "NONE", "OUT", "SAME", "Meanings", "choices", "guessed", "place_choices", "roles", "source"]


@dataclass(frozen=True)
class Meanings:
    """By name in the file. subjects: a role. codes, places: "activity:feeding", "zone:play_mat", "there" ...; or OUT."""

    subjects: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)

    def check(self, book: Ethogram) -> None:
        """Every answer is one that there is."""
        allowed = {"subjects": set(roles()), "codes": set(choices(book)), "places": set(place_choices(book))}
        for part, known in allowed.items():
            for name, meaning in getattr(self, part).items():
                if meaning not in known:
                    raise InputError(
                        f"{name[:60]!r} cannot mean {str(meaning)[:60]!r}.",
                        where=part,
                        remedy=f"One of: {', '.join(sorted(known)[:12])} ...",
                    )


def roles() -> tuple[str, ...]:
    """What a subject can be."""
    return (*ROLES, OUT)


def choices(book: Ethogram) -> dict[str, str]:
    """What a code can be, and how that is told."""
    activities = dict.fromkeys((*book.family_codes, *book.practitioner_codes))
    return {
        OWN_ACTIVITY: "An activity of its own name",
        OWN_ZONE: "A zone of its own name",
        OWN_MOMENT: "A moment of its own name",
        OUT: "Leave it out",
        THERE: "Somebody is there: from coming to going",
        ARRIVES: "Somebody comes",
        LEAVES: "Somebody goes",
        **{f"activity:{one}": f"Activity: {book.label(one)}" for one in activities},
        **{f"zone:{one}": f"Zone: {book.label(one)}" for one in book.zones},
        **{f"moment:{one}": f"Moment: {book.label(one)}" for one in book.moments},
    }


def place_choices(book: Ethogram) -> dict[str, str]:
    """What a place of a scan can be."""
    return {
        OWN_ZONE: "A zone of its own name",
        OUT: "Leave it out",
        **{f"zone:{one}": f"Zone: {book.label(one)}" for one in book.zones},
    }


def guessed(held: Contents, book: Ethogram) -> tuple[Meanings, dict[tuple[str, str], str]]:
    """A guess for every name, and how each came about, by (part, name)."""
    how: dict[tuple[str, str], str] = {}
    found: dict[str, dict[str, str]] = {"subjects": {}, "codes": {}, "places": {}}
    for part, rows in (("subjects", held.subjects), ("codes", held.codes), ("places", held.places)):
        for one in rows:
            meaning, why = (
                guesses.subject(one.name) if part == "subjects"
                else guesses.code(one, book) if part == "codes"
                else guesses.place(one, book)
            )  # fmt: skip
            found[part][one.name], how[part, one.name] = meaning, why
    return Meanings(**found), how


def source(program: str, sha256: str, number: int) -> dict[str, object]:
    """What a session's header says about where it came from."""
    return {"program": program, "sha256": sha256, "observation": number}
