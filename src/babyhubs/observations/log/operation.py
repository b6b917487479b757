"""One tap: the fields of an operation, their form, and the canonical bytes that its hash is taken of."""

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import Any

from babyhubs.errors import InputError
from babyhubs.observations.log.operation_kinds import KINDS, NEEDS_ACTOR
from babyhubs.observations.log.values import fault

VERSION = 1
FIRST = "0" * 64  # `prev` of the first operation
LARGEST = 2**53 - 1  # whole numbers that every JSON reader keeps exactly
PLAN = 10_000  # ten-thousandths of the plan's width and height


_UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_DEVICE = re.compile(r"[0-9a-z-]{8,40}")
_HASH = re.compile(r"[0-9a-f]{64}")
_WALL = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?([+-]\d\d:\d\d|Z)")


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation as the specification has it. `erased` is the digest of what stood here, "" where nothing was erased."""

    session: str
    device: str
    seq: int
    prev: str
    op_id: str = ""
    kind: str = ""
    t_ms: int = 0
    wall: str = ""
    at_ms: int | None = None
    actor: str = ""
    zone: str = ""
    xy: tuple[int, int] | None = None
    track: str = ""
    code: str = ""
    mods: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    certainty: str = ""
    voids: str = ""
    text: str = ""
    value: dict[str, Any] = field(default_factory=dict)
    erased: str = ""

    @property
    def when(self) -> int:
        """When it happened: a late entry happened before it was tapped."""
        return self.t_ms if self.at_ms is None else self.at_ms

    def content(self) -> dict[str, Any]:
        """The fields that say something, as they stand in the file."""
        place = {"v": VERSION, "session": self.session, "device": self.device, "seq": self.seq, "prev": self.prev}
        if self.erased:
            return place | {"erased": self.erased}
        texts: dict[str, Any] = {
            "op_id": self.op_id, "kind": self.kind, "wall": self.wall, "actor": self.actor, "zone": self.zone,
            "track": self.track, "code": self.code, "certainty": self.certainty, "voids": self.voids, "text": self.text,
            "mods": list(self.mods), "with": list(self.with_), "value": self.value,
        }  # fmt: skip
        said: dict[str, Any] = {name: value for name, value in texts.items() if value}
        if self.at_ms is not None:
            said["at_ms"] = self.at_ms
        if self.xy is not None:
            said["xy"] = list(self.xy)
        return place | said | {"t_ms": self.t_ms}

    def line(self) -> str:
        """Canonical form, without the line feed."""
        return json.dumps(self.content(), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)

    def digest(self) -> str:
        """What the next operation's `prev` has to say."""
        return self.erased or hashlib.sha256(self.line().encode()).hexdigest()


_TEXTS = ("op_id", "kind", "wall", "actor", "zone", "track", "code", "certainty", "voids", "text")
_LISTS = {"mods": "mods", "with": "with_"}
_KNOWN = {*_TEXTS, *_LISTS, "v", "session", "device", "seq", "prev", "t_ms", "at_ms", "xy", "value", "erased"}


def operation(given: Any, where: str) -> Operation:
    """An operation from a JSON object, or an error that says what is wrong with it, and where."""
    if not isinstance(given, dict):
        raise _wrong("An operation is a JSON object.", where)
    if given.get("v") != VERSION:
        raise InputError(
            f"This log has version {given.get('v')!r}; this program reads version {VERSION}.",
            where=where,
            remedy="Use the version of the program that wrote it, or a later one.",
        )
    if unknown := sorted(set(given) - _KNOWN):
        raise _wrong(f"An operation has no field {unknown[0]!r}.", where)
    for name in ("session", "device", "prev", *_TEXTS, "erased"):
        if name in given and not isinstance(given[name], str):
            raise _wrong(f"{name} is a text.", where)
    _require(_UUID.fullmatch(given.get("session", "")), "session is a UUID in lower case", where)
    _require(_DEVICE.fullmatch(given.get("device", "")), "device is 8 to 40 of 0-9, a-z and -", where)
    _require(_whole(given.get("seq")) and given["seq"] >= 1, "seq is a whole number from 1", where)
    _require(_HASH.fullmatch(given.get("prev", "")), "prev is a SHA-256 in hexadecimal", where)
    place = {name: given[name] for name in ("session", "device", "seq", "prev")}
    if "erased" in given:
        _require(_HASH.fullmatch(given["erased"]), "erased is a SHA-256 in hexadecimal", where)
        return Operation(**place, erased=given["erased"])
    _require(_UUID7.fullmatch(given.get("op_id", "")), "op_id is a UUID of version 7 in lower case", where)
    _require(given.get("kind") in KINDS, f"kind is one of {', '.join(KINDS)}", where)
    _require(_whole(given.get("t_ms")) and given["t_ms"] >= 0, "t_ms is a whole number from 0", where)
    _require(_WALL.fullmatch(given.get("wall", "")), "wall is a time with its offset from UTC", where)
    at = given.get("at_ms")
    _require(at is None or (_whole(at) and 0 <= at <= given["t_ms"]), "at_ms is a whole number from 0 to t_ms", where)
    xy = given.get("xy")
    _require(xy is None or _point(xy), f"xy is two whole numbers from 0 to {PLAN}", where)
    for name in _LISTS:
        _require(_texts(given.get(name, [])), f"{name} is a list of texts", where)
    _require(given["kind"] not in NEEDS_ACTOR or given.get("actor"), f"{given['kind']} needs an actor", where)
    _require(given["kind"] != "void" or given.get("voids"), "void says in voids what it takes back", where)
    _require(given["kind"] != "code" or given.get("track"), "code needs a track", where)
    _require(
        isinstance(given.get("value", {}), dict) and _plain(given.get("value", {})),
        "value is an object that holds texts, whole numbers, true, false, lists and objects",
        where,
    )
    wrong = fault(given["kind"], given.get("value", {}))
    _require(not wrong, f"{wrong} (in value)", where)
    said: dict[str, Any] = {name: given.get(name, "") for name in _TEXTS}
    lists: dict[str, Any] = {own: tuple(given.get(name, ())) for name, own in _LISTS.items()}
    return Operation(
        **place,
        **said,
        **lists,
        t_ms=given["t_ms"],
        at_ms=at,
        xy=None if xy is None else (xy[0], xy[1]),
        value=given.get("value", {}),
    )


def _require(holds: object, what: str, where: str) -> None:
    if not holds:
        raise _wrong(f"{what}.", where)


def _wrong(what: str, where: str) -> InputError:
    return InputError(
        f"This is not an operation: {what}", where=where, remedy="See docs/reference/observation-log.md for the format."
    )


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST


def _point(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(_whole(one) and 0 <= one <= PLAN for one in value)


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _plain(value: object) -> bool:
    if isinstance(value, dict):
        return all(isinstance(name, str) and _plain(one) for name, one in value.items())
    if isinstance(value, list):
        return all(_plain(one) for one in value)
    return isinstance(value, str | bool) or _whole(value)
