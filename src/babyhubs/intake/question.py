"""A question that somebody must answer before an entry of the mapping is decided, and the reason of one that is."""

from dataclasses import dataclass

# file, part ("columns" | "dates" | "codes" | "venues" | "area_vintage"), field, value: one entry of the mapping.
Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Question:
    """One undecided entry.

    choices: what may be answered, each with its meaning in words; `open_choice` says that any other text may be
    answered too. guess: the proposal's own choice, "?" where it has none. examples: values from the file. rows: how
    many rows hang on it.
    """

    file: str
    part: str
    field: str
    value: str
    text: str
    choices: tuple[tuple[str, str], ...]
    guess: str
    examples: tuple[str, ...] = ()
    rows: int = 0
    open_choice: bool = False

    @property
    def key(self) -> Key:
        """What an answer refers to."""
        return (self.file, self.part, self.field, self.value)


@dataclass(frozen=True)
class Explanation:
    """Why an entry is what it is."""

    file: str
    part: str
    field: str
    value: str
    text: str
    obvious: bool = False  # not worth a comment

    @property
    def key(self) -> Key:
        """The entry explained."""
        return (self.file, self.part, self.field, self.value)
