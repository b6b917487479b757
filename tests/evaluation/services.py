"""Simulated roll-outs as studies, made once for all tests."""

from functools import cache

import polars as pl

from babyhubs.evaluation.study import Study, study
from babyhubs.simulation.rollout import Rollout, rollout
from babyhubs.simulation.rollout_cells import cells
from babyhubs.simulation.rollout_scenarios import SCENARIOS


@cache
def service(scenario: str, seed: int = 7, hubs: int = 30) -> Rollout:
    """One roll-out."""
    return rollout(SCENARIOS[scenario], seed, hubs)


@cache
def table(scenario: str, seed: int = 7, hubs: int = 30) -> pl.DataFrame:
    """Its cells."""
    return cells(service(scenario, seed, hubs))


@cache
def studied(scenario: str, seed: int = 7, hubs: int = 30) -> Study:
    """The cells, read."""
    return study(table(scenario, seed, hubs))
