"""Floating catchments, walking times and location problems with published answers."""

import csv
import json

import numpy as np
import polars as pl
import pytest

from babyhubs.evaluation.access import catchments, osm_pbf, walking
from babyhubs.evaluation.siting import covering
from babyhubs.evaluation.siting.median import p_median
from babyhubs.statistics.interval import Floats
from tests.evaluation.published import pmed
from tests.shared_data import shared

pytestmark = pytest.mark.oracle


def test_luo_and_wangs_worked_figure() -> None:
    """Luo and Wang 2003, figure 3: eleven places, two sites, 30 minutes."""
    rows = pl.read_csv(shared("geography/luo_wang_2003/case.csv"))
    minutes = rows.pivot(on="site", index="origin", values="minutes").sort("origin").drop("origin").to_numpy()
    found = catchments.two_step(np.ones(2), np.ones(11), catchments.within(minutes, 30))
    expected = pl.read_csv(shared("geography/luo_wang_2003/expected.csv")).sort("origin")
    np.testing.assert_allclose(found, expected["access_2sfca_threshold30"], atol=1e-12)


def test_chicagos_doctors_and_dentists() -> None:
    """Python package access 1.1.10 on 1,930 census tracts, four members of the family, to 1e-10."""
    tracts = pl.read_csv(shared("geography/chicago_access/tracts.csv"))
    expected = pl.read_csv(shared("geography/chicago_access/expected_access.csv"))
    x, y = tracts["x"].to_numpy(), tracts["y"].to_numpy()
    metres = np.hypot(x[:, None] - x, y[:, None] - y)
    bands = catchments.steps(metres, {4_000: 1.0, 8_000: 0.68, 16_000: 0.22})
    three = catchments.steps(metres, {4_000: 0.962, 8_000: 0.704, 12_000: 0.377, 16_000: 0.042})
    near, smooth = catchments.within(metres, 8_000), catchments.gaussian(metres, 5_000, 20_000)
    people = tracts["pop"].to_numpy()
    for kind in ("doc", "dentist"):
        supply = tracts[kind].to_numpy()
        for name, found in (
            ("s2", catchments.two_step(supply, people, near)),
            ("e2", catchments.two_step(supply, people, bands)),
            ("g2", catchments.two_step(supply, people, smooth)),
            ("s3", catchments.three_step(supply, people, three)),
        ):
            np.testing.assert_allclose(found, expected[f"{name}_{kind}"], atol=1e-10, rtol=0, err_msg=f"{name} {kind}")


def test_walking_in_porto_alegre() -> None:
    """Valhalla 3.9.1 at 4.8 km an hour, 18,405 pairs: correlation at least 0.995, and four in five within 5%."""
    streets = walking.network(osm_pbf.read(shared("geography/porto_alegre_walk/poa_osm.pbf")))
    homes = pl.read_csv(shared("geography/porto_alegre_walk/hexgrid.csv"))
    sites = pl.read_csv(shared("geography/porto_alegre_walk/sites.csv"))
    expected = pl.read_csv(shared("geography/porto_alegre_walk/expected_walk_valhalla.csv")).drop_nulls()
    minutes = walking.minutes(streets, homes["lat"], homes["lon"], sites["lat"], sites["lon"])
    row = {name: number for number, name in enumerate(homes["id"])}
    column = {name: number for number, name in enumerate(sites["id"])}
    mine = minutes[[row[name] for name in expected["from_id"]], [column[name] for name in expected["to_id"]]]
    theirs = expected["seconds"].to_numpy() / 60
    assert np.isfinite(mine).all()
    assert np.corrcoef(mine, theirs)[0, 1] >= 0.995
    assert np.mean(np.abs(mine / theirs - 1) < 0.05) >= 0.80


@pytest.mark.parametrize("name", ["pmed1", "pmed3", "pmed5", "pmed7", "pmed9", "pmed11", "pmed13", "pmed15"])
def test_p_median_optima_of_the_or_library_are_proven(name: str) -> None:
    """Beasley 1985; every instance there of up to 300 places. The larger ones are in benchmarks/results/siting.md."""
    distance, p = pmed(shared(f"geography/pmed/{name}.txt"))
    with shared("geography/pmed/optima.csv").open(encoding="utf-8") as file:
        optimum = next(int(row["optimal_p_median"]) for row in csv.DictReader(file) if row["instance"] == name)
    found = p_median(distance, np.ones(len(distance)), p)
    assert found.value == pytest.approx(optimum, abs=1e-6)
    assert found.proven
    assert len(found.sites) == p


def san_francisco() -> tuple[Floats, Floats, list[str]]:
    """Metres by tract and store, people, names of stores."""
    rows = pl.read_csv(shared("geography/sf_location/network_distance.csv"))
    tracts = pl.read_csv(shared("geography/sf_location/demand.csv"))
    stores = pl.read_csv(shared("geography/sf_location/sites.csv"))["site"].to_list()
    wide = tracts.select("tract").join(rows.pivot(on="site", index="tract", values="metres"), on="tract", how="left")
    return wide.select(stores).to_numpy(), tracts["POP2000"].to_numpy().astype(float), stores


def test_san_francisco_medians_centres_and_covers() -> None:
    """HiGHS through spopt 0.7, proven optima: p-median, p-centre, maximal covering, set covering."""
    metres, people, stores = san_francisco()
    expected = json.loads(shared("geography/sf_location/expected.json").read_text("utf-8"))
    for sites in (1, 4, 8):
        known = expected["pmedian"][str(sites)]
        found = p_median(metres, people, sites)
        assert found.value == pytest.approx(known["total"], rel=1e-9)
        assert found.proven
        assert sorted(stores[one] for one in found.sites) == sorted(known["sites"])
    assert covering.p_centre(metres, 4)[1] == pytest.approx(expected["pcenter"]["4"], abs=1e-3)
    for question in ("2@1000", "4@3000", "5@5000"):
        sites, reach = (int(part) for part in question.split("@"))
        assert covering.most_covered(metres, people, reach, sites)[1] == expected["mclp"][question]["covered"]
    assert len(covering.fewest_sites(metres, 6_000)) == expected["lscp"]["6000"]
