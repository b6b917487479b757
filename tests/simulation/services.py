"""Services that several tests look at, each made once a process."""

from functools import cache

from babyhubs.simulation.service import Service, Settings, simulate


@cache
def small_service(seed: int = 7) -> Service:
    """About 4,000 children with the default gaps."""
    return simulate(Settings(seed=seed, births_per_year=2_000))
