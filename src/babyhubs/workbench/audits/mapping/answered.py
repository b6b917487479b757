"""What was recognised, with what people have answered since on top."""

from collections.abc import Sequence
from typing import Any


def with_answers(found: dict[str, Any], answers: Sequence[Sequence[str]]) -> dict[str, Any]:
    """`found` as `recognition.write` wrote it. An open question that was answered has the answer as its guess."""
    given = {tuple(entry[:4]): entry[4] for entry in answers}
    for one in found["questions"]:
        one["guess"] = given.get(tuple(one["key"]), one["guess"])
    for one in found["lists"]:
        for value in one["values"]:
            answer = given.get(tuple(value["key"]))
            if answer is not None and answer != value["word"]:
                value["word"], value["why"] = answer, "Somebody decided so."
    return found


def list_of(found: dict[str, Any], file: str, field: str) -> dict[str, Any] | None:
    """The values of one code field, or of the venues."""
    return next((one for one in found["lists"] if (one["file"], one["field"]) == (file, field)), None)
