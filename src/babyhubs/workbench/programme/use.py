"""One use of what a strand collected: by which strand, and as which kind of work."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """What one strand (`source`) collected as one class, used by a strand as another, or the same."""

    source: str
    collected_as: str
    strand: str
    used_as: str

    @property
    def crosses(self) -> bool:
        """Whether it is another kind of work."""
        return self.collected_as != self.used_as
