"""The next hub: every choice is looked at, the list not beaten holds no loser, and distance is measured as it is walked."""

import itertools
from pathlib import Path

import numpy as np
import pytest

from babyhubs.errors import InputError, Refused
from babyhubs.evaluation.access import beyond, catchments, opening, osm_pbf, walking
from babyhubs.evaluation.access.opening import Session
from babyhubs.evaluation.siting import covering
from babyhubs.evaluation.siting.adding import AIMS, Places, add
from babyhubs.evaluation.siting.median import p_median
from babyhubs.evaluation.siting.pareto import pareto
from babyhubs.evaluation.siting.stability import stability
from babyhubs.statistics.interval import Floats


def town(areas: int = 25, sites: int = 7, seed: int = 1) -> tuple[Places, Floats]:
    rng = np.random.default_rng(seed)
    homes, hubs, candidates = (rng.uniform(0, 6000, (size, 2)) for size in (areas, 2, sites))

    def minutes(places: Floats) -> Floats:
        return walking.straight_line_minutes(homes[:, 0], homes[:, 1], places[:, 0], places[:, 1])

    infants = rng.integers(5, 40, areas).astype(float)
    return Places(
        infants, infants * rng.uniform(0, 0.6, areas), rng.uniform(0, 1, areas), minutes(hubs).min(axis=1)
    ), minutes(candidates)


@pytest.mark.parametrize("added", [1, 2, 3])
def test_all_choices_and_their_aims_are_those_of_a_plain_count(added: int) -> None:
    places, minutes = town()
    found = add(places, minutes, added)
    share = places.infants / places.infants.sum()
    assert [tuple(row) for row in found.chosen.tolist()] == list(itertools.combinations(range(7), added))
    for chosen, aims in zip(found.chosen.tolist(), found.aims, strict=True):
        then = np.minimum(places.minutes_now, minutes[:, chosen].min(axis=1))
        brought = places.missed[(places.minutes_now > 20) & (then <= 20)].sum()
        slope = np.polyfit(places.rank, then, 1, w=np.sqrt(share))[0]
        assert aims.tolist() == pytest.approx([brought, (share * then).sum(), places.infants[then <= 20].sum(), slope])


def test_the_list_holds_exactly_those_that_no_other_beats() -> None:
    places, minutes = town(seed=2)
    found = add(places, minutes, 2)
    good = np.column_stack([found.goodness(aim) for aim in AIMS])
    beaten = [any((other >= one).all() and (other > one).any() for other in good) for one in good]
    kept = set(pareto(found).tolist())
    assert kept <= {row for row, is_beaten in enumerate(beaten) if not is_beaten}
    assert all(
        any((good[row] == good[one]).all() for one in kept) for row, is_beaten in enumerate(beaten) if not is_beaten
    )
    assert all(found.best(aim) in kept or (good[found.best(aim)] <= good[list(kept)]).all(axis=1).any() for aim in AIMS)


def test_a_site_that_wins_by_far_wins_in_every_draw() -> None:
    places = Places(np.array([100.0, 1.0]), np.array([50.0, 0.5]), np.array([0.9, 0.1]), np.array([60.0, 60.0]))
    found = stability(places, np.array([[5.0, 50.0], [50.0, 5.0]]), "missed reached", draws=20)
    assert found.first.tolist() == [1.0, 0.0]
    assert found.draws == 60


def test_more_hubs_than_candidates_is_a_mistake() -> None:
    places, minutes = town()
    with pytest.raises(InputError, match="cannot be added"):
        add(places, minutes[:, :1], 2)


def test_p_median_is_the_best_of_all_choices_also_beside_hubs_of_today() -> None:
    rng = np.random.default_rng(4)
    distance, weight = rng.uniform(0, 10, (20, 9)), rng.integers(1, 9, 20)
    found = p_median(distance, weight, 2, already_open=(3,))
    every = [
        (distance[:, [3, *pair]].min(axis=1) @ weight, pair)
        for pair in itertools.combinations([0, 1, 2, 4, 5, 6, 7, 8], 2)
    ]
    assert found.value == pytest.approx(min(every)[0])
    assert found.proven
    assert found.sites == tuple(sorted((3, *min(every)[1])))


def test_what_no_set_of_sites_reaches_is_refused() -> None:
    with pytest.raises(Refused, match="no candidate within reach"):
        covering.fewest_sites([[5.0], [50.0]], 10)


def test_a_hub_that_is_open_on_tuesdays_is_no_hub_on_friday() -> None:
    sessions = (Session(0, 1, 9.5, 11.5), Session(1, 4, 13, 15))
    minutes = np.array([[5.0, 30.0]])
    grid = opening.by_day_and_hour(minutes, sessions)
    assert grid[1, 2, 0] == 5.0  # Tuesday, half past ten
    assert grid[4, 5, 0] == 30.0  # Friday, half past one
    assert np.isinf(grid[0]).all()
    assert opening.hours_a_week(sessions, 2).tolist() == [2.0, 2.0]


def test_spatial_availability_shares_out_all_that_can_be_reached() -> None:
    rng = np.random.default_rng(3)
    weight = catchments.steps(rng.uniform(0, 30, (12, 4)), {10: 1.0, 20: 0.5})
    shared = catchments.spatial_availability([3, 2, 5, 1], rng.integers(1, 50, 12), weight)
    assert shared.sum() == pytest.approx((np.array([3, 2, 5, 1]) * (weight.sum(axis=0) > 0)).sum())


def test_shares_beyond_and_slope_of_minutes() -> None:
    infants = np.eye(5) * 100
    seen = beyond.beyond([35, 25, 15, 10, 5], infants, ("1", "2", "3", "4", "5"))
    assert seen.share_beyond.tolist() == [[1, 1], [1, 0], [0, 0], [0, 0], [0, 0]]
    unequal = beyond.unequal(seen)
    assert unequal.slope == pytest.approx(-37.5)
    assert unequal.index < 0
    level = beyond.unequal(beyond.beyond([9] * 5, infants, ("1", "2", "3", "4", "5")))
    assert (level.slope, level.index) == (pytest.approx(0), pytest.approx(0))


def streets() -> osm_pbf.Streets:
    """A ring of four corners about 100 m apart, one side of it a motorway, and a path that leads nowhere else."""
    step = 100 / 111_195
    lat, lon = np.array([0, step, step, 0, 5]), np.array([0, 0, step, step, 5])
    ways = [np.array([1, 2]), np.array([2, 3]), np.array([3, 4]), np.array([4, 1])]
    return osm_pbf.Streets(
        np.arange(1, 6), lat, lon, ways, [{"highway": kind} for kind in ("residential", "footway", "path", "motorway")]
    )


def test_nobody_walks_along_a_motorway() -> None:
    step = 100 / 111_195
    metres = walking.distances(walking.network(streets()), [0.0], [0.0], [0.0], [step])
    assert metres[0, 0] == pytest.approx(300, rel=1e-3)


def test_two_places_of_one_street_are_measured_along_it() -> None:
    step = 100 / 111_195
    metres = walking.distances(walking.network(streets()), [0.2 * step], [0.0], [0.9 * step], [0.0])
    assert metres[0, 0] == pytest.approx(70, rel=1e-3)


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x00\x00\x05hello", b"PK\x03\x04 not a map at all", bytes(range(256)) * 4]
)
def test_what_is_no_extract_is_told_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "map.osm.pbf"
    path.write_bytes(content)
    with pytest.raises(InputError, match="extract"):
        osm_pbf.read(path)
