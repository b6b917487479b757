"""The log of what changed when: starts, doses, closures, and what else happened at the time; exposure by where families live."""

from datetime import date

import numpy as np
import pytest

from babyhubs.errors import InputError, Refused
from babyhubs.evaluation import change_log, exposure
from babyhubs.evaluation.change_log import Entry
from babyhubs.evaluation.gap import judge
from babyhubs.evaluation.outcomes import outcomes
from babyhubs.evaluation.study import study
from tests.evaluation.services import table

FIRST = date(2023, 4, 1)
MONTHS = np.arange(12)
LOG = (
    Entry("a", date(2023, 8, 14), "circle"),
    Entry("a", date(2023, 6, 2), "layout"),
    Entry("b", date(2023, 9, 1), "layout"),
    Entry("b", date(2023, 10, 1), "template change"),
    Entry("", date(2023, 12, 20), "closure", date(2024, 1, 5)),
    Entry("a", date(2024, 3, 1), "family hub opening"),
)


def test_the_first_component_starts_a_hub() -> None:
    assert change_log.starts(LOG, FIRST) == {"a": 2, "b": 5}


def test_the_dose_grows_by_component_and_shrinks_with_fidelity() -> None:
    found = change_log.doses(LOG, ("a", "b", "c"), MONTHS, FIRST, {"b": 0.8})
    assert found[0].tolist() == [0, 0, 0.5, 0.5, 1, 1, 1, 1, 1, 1, 1, 1]
    assert found[1, 5:].tolist() == pytest.approx([0.4] * 7)
    assert not found[2].any()
    whole = change_log.doses((*LOG, Entry("c", date(2023, 7, 1), "model")), ("a", "c"), MONTHS, FIRST)
    assert whole[1].tolist() == [0] * 3 + [1] * 9  # all of it at once
    assert whole[0].tolist() == found[0].tolist()


def test_a_closure_of_all_closes_all() -> None:
    found = change_log.closed(LOG, ("a", "b"), MONTHS, FIRST)
    assert np.flatnonzero(found[0]).tolist() == [8, 9]
    assert (found[0] == found[1]).all()


def test_a_template_that_changes_with_the_hub_is_held_against_it() -> None:
    (template,) = change_log.of_log(LOG, FIRST)
    assert template.status == "restricted"
    assert "At b the template" in template.sentence
    near = (*LOG, Entry("a", date(2023, 7, 1), "family hub opening"))
    assert "family hub opening (a)" in change_log.of_log(near, FIRST)[1].sentence


def test_a_study_takes_its_starts_from_the_log() -> None:
    cells = table("null").drop("start", "closed", "dose")
    log = tuple(Entry(str(hub), date(2024, 9, 1), "layout") for hub in range(10))
    read = study(cells, "cells", log, FIRST)
    assert read.start[:12].tolist() == [17] * 10 + [-1] * 2
    answer = judge(read, outcomes()["attendance"], draws=0, checks=False)
    assert answer.get("level").status == "estimated"
    with pytest.raises(InputError, match="a hub that the table does not have"):
        study(cells, "cells", (*log, Entry("elsewhere", FIRST, "layout")), FIRST)


def test_families_keep_the_shares_they_had_before_the_first_change() -> None:
    visits = np.array([[80, 20, 0], [10, 90, 0], [0, 0, 40], [1, 0, 0]])
    found = exposure.exposure(visits, nearest=[0, 1, 2, 2])
    assert found.catchment.tolist() == [0, 1, 2, 2]
    assert found.shares[0].tolist() == [0.8, 0.2, 0]
    dose = exposure.dose_of_catchments(found, np.array([[0, 1], [0, 0], [0, 0]]), [100, 100, 50, 50])
    assert dose[:, 1].tolist() == pytest.approx([0.8, 0.1, 0.0])  # a tenth of b's families go to a: contamination


def test_nothing_before_the_first_change_is_no_basis() -> None:
    with pytest.raises(Refused, match="whose hub was whose"):
        exposure.exposure(np.zeros((3, 2)))
