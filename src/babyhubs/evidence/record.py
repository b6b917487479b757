"""What a claim may cite: a finding or an exhibit, read and described alike."""

from dataclasses import fields
from typing import Any

from babyhubs.evidence import exhibit, finding
from babyhubs.evidence.exhibit import Exhibit
from babyhubs.evidence.finding import Finding

Record = Finding | Exhibit

PLACE = ("strand", "view", "measure", "attribute", "group", "compared_with")
FINDING = "finding"
INSIDE = "internal"  # the disclosure profile, and the folder, of what must not leave
RESERVED = ("restricted", "refused")  # how an evaluation's reason begins when its figure may not be used freely


def read_record(content: Any) -> Record:
    """The record of this JSON; ValueError where it is none, or not what its identity says."""
    if not isinstance(content, dict):
        raise ValueError("this is not a record")
    try:
        return Exhibit.from_json(content) if "kind" in content else Finding.from_json(content)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"this is neither a {finding.SCHEMA} nor a {exhibit.SCHEMA}") from error


def kind(record: Record) -> str:
    """ "finding", "quote", "involvement", "observation"."""
    return record.kind if isinstance(record, Exhibit) else FINDING


def place(record: Record) -> tuple[str, ...]:
    """Where it stands among its strand's records, whatever it says: the next run's record of the same place replaces it."""
    if isinstance(record, Exhibit):
        return (record.strand, record.kind, record.title)
    return tuple(getattr(record, name) for name in PLACE)


def label(record: Record) -> str:
    """One line for a person."""
    return " · ".join(dict.fromkeys(part.replace("_", " ") for part in place(record) if part))


def figures(record: Record) -> dict[str, float]:
    """Every number that the record carries and that is shown."""
    if isinstance(record, Exhibit):
        return dict(record.figures)
    values = {field.name: getattr(record, field.name) for field in fields(record)}
    return {
        name: value for name, value in values.items() if isinstance(value, int | float) and not isinstance(value, bool)
    }


def words(record: Record) -> str:
    """The text in which a quotation must be found."""
    return record.words if isinstance(record, Exhibit) else record.reason


def stays_inside(record: Record) -> bool:
    """Whether it was made under the profile that shows exact counts."""
    return record.disclosure_profile.split(" ")[0] == INSIDE


def reservation(record: Record) -> str:
    """What must be said wherever the record is cited: why there is no figure, or why it is restricted; "" where nothing must."""
    if isinstance(record, Exhibit):
        return ""
    if record.verdict in ("cannot tell", "unseen"):
        return f"{record.verdict}: {record.reason}" if record.reason else record.verdict
    if record.estimate is None or record.reason.startswith(RESERVED):
        return record.reason or "there is no figure"
    return ""
