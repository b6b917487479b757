"""The simulated study as records: made once a run, because every test of the analysis looks at it."""

from functools import cache

from babyhubs.observations.derive import derive
from babyhubs.observations.log.seal import seal
from babyhubs.observations.records import Recording
from babyhubs.simulation.observed.study import study


@cache
def recordings(seed: int = 1, clinics: int = 3, sessions_each: int = 1, same: bool = False) -> tuple[Recording, ...]:
    """The sessions of a simulated study, derived from sealed logs."""
    made = study(seed, clinics, sessions_each, same=same)
    return tuple(derive(seal(one.name, one.opened, one.taps)) for one in made.sessions)
