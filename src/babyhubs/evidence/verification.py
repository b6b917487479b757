"""Is a pack what it was? Every digest, the ledger's chain, each figure of each claim, and every page made anew and compared.

Nothing in the folder is believed: a file is what its digest says, an entry follows the one before, a claim agrees with its sources,
and the pages and lists are worked out again from the ledger. What differs is named, with its line where that can be known.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from babyhubs.errors import InputError
from babyhubs.evidence import ledger_file
from babyhubs.evidence.about import About
from babyhubs.evidence.claim import checked, from_checked, problems
from babyhubs.evidence.ledger import Ledger
from babyhubs.evidence.pack import MANIFEST, SCHEMA, SUMS, TABLES, Pack, contents, hexadecimal, seal
from babyhubs.evidence.record import stays_inside
from babyhubs.evidence.signing import signature
from babyhubs.evidence.signing.key import PublicKey
from babyhubs.evidence.signing.signature import SIGNATURE, NotSigned
from babyhubs.evidence.staleness import ambers

LEDGER = "ledger.jsonl"
LISTS = ("claims.json", "exhibits.json", "findings.json")
CHANGED, MISSING, EXTRA = "has been changed", "is missing", "does not belong to the pack"
LINE_OF_SUMS = re.compile(r"([0-9a-f]{64})  (.+)")


@dataclass(frozen=True)
class Problem:
    """where: a file, with a line where it is known, or a claim."""

    where: str
    what: str


@dataclass(frozen=True)
class Verified:
    """problems: none where the pack holds. notes: what could not be checked, in sentences.

    signed_by: the number of the key that was given, where it signed the pack; signed_along: the comment under that signature.
    """

    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    files: int
    claims: int
    records: int
    amber: int
    seal: str
    signed_by: str
    signed_along: str

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.problems


@dataclass(frozen=True)
class _Told:
    """What the manifest says. about is None where it cannot be read."""

    about: About | None
    head: str
    listed: Mapping[str, str]


def verify(
    given: Mapping[str, bytes], software: str, expected_seal: str = "", key: PublicKey | None = None
) -> Verified:
    """given: path to bytes of all that is in the folder. software: this program, which alone can make the pages anew.

    expected_seal: what `evidence build` said when the pack was made, where somebody kept it. key: the publisher's, where one has it.
    """
    files = {path: content for path, content in given.items() if path != SIGNATURE}
    told = _manifest(files)
    ledger, broken = _ledger(files)
    found: dict[str, Problem] = {}
    if SUMS not in files:
        found[SUMS] = Problem(SUMS, MISSING)
    summed = _summed(files)
    if SUMS in files and not summed:
        found[SUMS] = Problem(SUMS, CHANGED)
    if MANIFEST not in files:
        found[MANIFEST] = Problem(MANIFEST, MISSING)
    elif summed.get(MANIFEST) != hexadecimal(files[MANIFEST]) and not _manifest_stands(files, told, ledger, summed):
        found[MANIFEST] = Problem(MANIFEST, CHANGED)
    listed = summed if MANIFEST in found else told.listed
    found |= _digests(files, listed) if listed else {}
    if broken:
        found[LEDGER] = broken
    notes: list[str] = []
    if told.about and MANIFEST not in found:
        if SUMS in files and files[SUMS] != (right := _sums(files, told)):
            found[SUMS] = Problem(SUMS, f"{CHANGED}{_line(files[SUMS], right)}")
        if ledger.head != told.head and LEDGER not in found:
            found[LEDGER] = Problem(LEDGER, "does not end with the entry that the manifest names")
        if LEDGER not in found and not any(path.startswith(TABLES) for path in found):
            found |= _made_anew(files, Pack(told.about, ledger, _tables(files, listed)), software, notes)
    wrong = [*(found[path] for path in sorted(found)), *_claims(ledger), *_inside(ledger)]
    unsigned, signed = _signature(given, key, notes)
    wrong += unsigned
    actual = seal(files)
    if expected_seal and expected_seal.removeprefix("sha256:") != actual.removeprefix("sha256:"):
        wrong.append(Problem("the pack", f"is not the one that bears this seal: its own is {actual or 'missing'}"))
    return Verified(
        tuple(wrong),
        tuple(notes),
        len(files),
        len(ledger.claims),
        len(ledger.records),
        len(ambers(ledger)),
        actual,
        *signed,
    )


def day_of(manifest: bytes) -> str:
    """The day that a pack bears."""
    return About.from_json(json.loads(manifest)["about"]).date


def _manifest(files: Mapping[str, bytes]) -> _Told:
    try:
        given = json.loads(files[MANIFEST])
        if given["schema"] != SCHEMA:
            raise ValueError(given["schema"])
        listed = {str(one["path"]): str(one["sha256"]) for one in given["files"]}
        return _Told(About.from_json(given["about"]), str(given["ledger"]["head"]), listed)
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError):
        return _Told(None, "", {})


def _summed(files: Mapping[str, bytes]) -> dict[str, str]:
    text = files.get(SUMS, b"").decode(errors="replace")
    return {found[2]: found[1] for line in text.split("\n") if (found := LINE_OF_SUMS.fullmatch(line))}


def _sums(files: Mapping[str, bytes], told: _Told) -> bytes:
    """SHA256SUMS as the manifest has it."""
    right = {**told.listed, MANIFEST: hexadecimal(files[MANIFEST])}
    return "".join(f"{right[path]}  {path}\n" for path in sorted(right)).encode()


def _manifest_stands(files: Mapping[str, bytes], told: _Told, ledger: Ledger, summed: Mapping[str, str]) -> bool:
    """SHA256SUMS and the manifest disagree: the manifest is right where all files are what it says, and make it anew.

    Where SHA256SUMS is no list at all, the manifest is the list that there is.
    """
    if told.about is not None and not summed:
        return True
    if told.about is None or _digests(files, told.listed):
        return False
    again = contents(Pack(told.about, ledger, _tables(files, told.listed)))
    return all(files.get(path) == content for path, content in again.items() if path != SUMS)


def _digests(files: Mapping[str, bytes], listed: Mapping[str, str]) -> dict[str, Problem]:
    """Each file against the list."""
    found: dict[str, Problem] = {}
    for path in sorted((set(listed) | set(files)) - {MANIFEST, SUMS}):
        if path not in files:
            moved = [one for one in sorted(files) if one not in listed and hexadecimal(files[one]) == listed[path]]
            found[path] = Problem(path, f"{MISSING}; {moved[0]} has its content" if moved else MISSING)
        elif path not in listed:
            found[path] = Problem(path, EXTRA)
        elif hexadecimal(files[path]) != listed[path]:
            found[path] = Problem(path, CHANGED)
    return found


def _ledger(files: Mapping[str, bytes]) -> tuple[Ledger, Problem | None]:
    """The chain; where it does not hold, an empty ledger and the line."""
    try:
        return ledger_file.read_lines(files[LEDGER].decode(), LEDGER), None
    except KeyError:
        return Ledger(), Problem(LEDGER, MISSING)
    except UnicodeDecodeError:
        return Ledger(), Problem(LEDGER, CHANGED)
    except InputError as error:
        return Ledger(), Problem(error.where, f"{CHANGED}: {error.what[0].lower()}{error.what[1:].rstrip('.')}")


def _tables(files: Mapping[str, bytes], listed: Mapping[str, str]) -> dict[str, bytes]:
    return {path.removeprefix(TABLES): files[path] for path in listed if path.startswith(TABLES) and path in files}


def _made_anew(files: Mapping[str, bytes], made: Pack, software: str, notes: list[str]) -> dict[str, Problem]:
    """Every file that can be worked out from the ledger and the tables, against what lies there."""
    again = contents(made)
    if made.about.software != software:
        notes.append(
            f"{made.about.software} made the pack and this is {software}: its pages were checked by digest only."
        )
        again = {path: content for path, content in again.items() if path in LISTS}
    return {
        path: Problem(path, f"{CHANGED}{_line(files[path], content)}")
        for path, content in again.items()
        if path in files and files[path] != content
    }


def _line(given: bytes, right: bytes) -> str:
    """The first line that differs, for a file that can be made anew."""
    pairs = zip(given.split(b"\n"), right.split(b"\n"), strict=False)
    number = next((number for number, (one, other) in enumerate(pairs, start=1) if one != other), 0)
    return f" in line {number}" if number else " at its end"


def _claims(ledger: Ledger) -> list[Problem]:
    """Each claim's figures, quotations, strength and limits against the records, once more."""
    return [
        Problem(f"claim {name}", why)
        for name, kept in ledger.claims.items()
        for why in (*problems(from_checked(kept), ledger.records), *_kept_otherwise(kept, ledger))
    ]


def _kept_otherwise(kept: Mapping[str, Any], ledger: Ledger) -> list[str]:
    """What the ledger keeps beside the sentence must be what the sources give."""
    again = checked(from_checked(kept), ledger.records)
    return [
        f"what is kept as its {name} is not what its sources give"
        for name in sorted(again)
        if kept[name] != again[name]
    ]


def _signature(
    files: Mapping[str, bytes], key: PublicKey | None, notes: list[str]
) -> tuple[list[Problem], tuple[str, str]]:
    """Whether the key that was given signed the list of digests. A signature without a key to check it by proves nothing."""
    nobody = ("", "")
    if SIGNATURE not in files:
        return ([Problem(SIGNATURE, MISSING)] if key else []), nobody
    text = files[SIGNATURE].decode(errors="replace")
    try:
        if key is None:
            said = f"The pack is signed with the key {signature.signer(text)}: give the publisher’s public key to check it."
            notes.append(said)
            return [], nobody
        signed = signature.check(files.get(SUMS, b""), text, key)
    except NotSigned as error:
        return [Problem(SIGNATURE, f"does not hold: {error}")], nobody
    return [], (signed.key, signed.comment)


def _inside(ledger: Ledger) -> list[Problem]:
    return [
        Problem(LEDGER, f"“{ledger.name_of(identity)}” was made to stay inside the service")
        for identity, record in ledger.records.items()
        if stays_inside(record)
    ]
