"""Who is with whom: pairs of roles, families alone, families who spoke to another family, and what chance would give.

A family that speaks to no other family during its visit is an outcome of its own: the social model of a hub promises the opposite.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from babyhubs.observations.log.operation_kinds import PRACTITIONERS
from babyhubs.observations.records import FAMILY, Contact, Recording

SHUFFLES = 999
FEWEST_OF_A_KIND = 3


@dataclass(frozen=True)
class FamilyContact:
    """What one family's visit had: with another family, with a peer supporter or volunteer, with a practitioner, in ms."""

    session: str
    family: str
    with_family: bool
    with_peer: bool
    with_practitioner: bool
    social_ms: int

    @property
    def kind(self) -> str:
        """The one class that a family falls into."""
        if self.with_family:
            return "another family"
        if self.with_peer:
            return "a peer supporter or volunteer, no other family"
        return "practitioners only" if self.with_practitioner else "nobody"


def role_pairs(contacts: Iterable[Contact], roles: dict[str, str]) -> Counter[tuple[str, str]]:
    """How many contacts there were between each two roles; a group counts once for each pair in it."""
    found: Counter[tuple[str, str]] = Counter()
    for one in contacts:
        for place, first in enumerate(one.members):
            for second in one.members[place + 1 :]:
                found[tuple(sorted((roles.get(first, "other"), roles.get(second, "other"))))] += 1  # type: ignore[index]
    return found


def family_contacts(recording: Recording) -> list[FamilyContact]:
    """One row a family that was there, in the order of tokens."""
    roles = {one.token: one.role for one in recording.actors}
    met: dict[str, set[str]] = {}
    social: Counter[str] = Counter()
    for contact in recording.contacts:
        for token in contact.members:
            others = {roles.get(other, "other") for other in contact.members if other != token}
            met.setdefault(token, set()).update(others)
            if FAMILY in others:
                social[token] += contact.stop - contact.start
    seen = {visit.actor for visit in recording.visits}
    return [
        FamilyContact(
            recording.name,
            token,
            FAMILY in met.get(token, ()),
            bool({"peer_supporter", "volunteer"} & met.get(token, set())),
            bool(set(PRACTITIONERS) & met.get(token, set())),
            social[token],
        )
        for token in sorted(seen)
    ]


@dataclass(frozen=True)
class Mixing:
    """Contacts across kinds: how many there were, how many chance gives, and the two-sided p-value (never zero)."""

    found: int
    by_chance: float
    p: float


def mixing(recording: Recording, kinds: dict[str, str], *, seed: int = 0) -> tuple[int, float, float] | None:
    """Whether families of different kinds (first time or not; a language) mix: contacts across kinds, and by chance.

    The null shuffles the kinds among the families of the session, who and when as they were. Returned: contacts between families
    of different kinds, the mean of the shuffles, and the two-sided p-value (Phipson B, Smyth GK. Stat Appl Genet Mol Biol
    2010;9:39: never zero). None where nothing could differ.
    """
    one = mixing_over([(recording, kinds)], seed=seed)
    return None if one is None else (one.found, one.by_chance, one.p)


def mixing_over(sessions: Sequence[tuple[Recording, dict[str, str]]], *, seed: int = 0) -> Mixing | None:
    """The same over sessions: kinds are shuffled inside each, and contacts across kinds added up."""
    generator = np.random.Generator(np.random.PCG64(seed))
    found, by_chance, any_pair = 0, np.zeros(SHUFFLES), False
    for recording, kinds in sessions:
        place = {token: number for number, token in enumerate(sorted(kinds))}
        pairs = np.array(
            [
                (place[first], place[second])
                for one in recording.contacts
                for number, first in enumerate(one.members)
                for second in one.members[number + 1 :]
                if first in place and second in place
            ],
            dtype=np.int64,
        ).reshape(-1, 2)
        labels = np.unique([kinds[token] for token in sorted(kinds)], return_inverse=True)[1]
        if len(pairs) == 0 or labels.max(initial=0) == 0:
            continue
        any_pair = True
        shuffled = np.array([generator.permutation(labels) for _ in range(SHUFFLES)])
        by_chance += (shuffled[:, pairs[:, 0]] != shuffled[:, pairs[:, 1]]).sum(axis=1)
        found += int((labels[pairs[:, 0]] != labels[pairs[:, 1]]).sum())
    if not any_pair:
        return None
    mean = float(by_chance.mean())
    extreme = int((np.abs(by_chance - mean) >= abs(found - mean) - 1e-9).sum())
    return Mixing(found, mean, (extreme + 1) / (SHUFFLES + 1))


def by_what_adults_said(recordings: Sequence[Recording], *, seed: int = 0) -> tuple[list[str], Mixing] | None:
    """Whether families mix across what their adults said at welcome ("dad", "nan"): the words, and the answer.

    None where nobody said anything, or fewer than two words were said by `FEWEST_OF_A_KIND` families each: then it would be about a family.
    """
    said = [
        (one, {actor.token: actor.said.strip().lower() for actor in one.actors if actor.role == FAMILY and actor.said.strip()})
        for one in recordings
    ]  # fmt: skip
    number = Counter(word for _, kinds in said for word in kinds.values())
    words = sorted(word for word, families in number.items() if families >= FEWEST_OF_A_KIND)
    if len(words) < len(number) or len(words) < 2:
        return None
    found = mixing_over(said, seed=seed)
    return None if found is None else (words, found)
