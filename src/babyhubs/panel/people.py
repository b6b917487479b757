"""A person in the pool: an identifier without a meaning, answers, and perhaps an address shared with others in the pool.

Nothing here can be read as a name. An answer may be missing ("prefer not to say"): then the person counts for no value of that feature.
An answer may also hold several values, and the person counts for each.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """One volunteer. answers: feature -> the values that he or she counts for. address: "" where it plays no part."""

    identifier: str
    answers: Mapping[str, tuple[str, ...]]
    address: str = ""
