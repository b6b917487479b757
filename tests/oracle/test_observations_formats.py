"""Files of other programs, against the tables that their own projects expect of them, and against published totals."""

import csv
import json
from collections import Counter

import pytest

from babyhubs.observations.contacts import role_pairs
from babyhubs.observations.flow import transitions, variants
from babyhubs.observations.formats import boris_tables, contact_list, datavyu, eaf, event_log, interval_csv
from tests.shared_data import shared

pytestmark = pytest.mark.oracle


def test_an_elan_file_gives_the_296_rows_that_childproject_expects() -> None:
    (one,) = eaf.read(shared("observations/elan/childproject_example.eaf"))
    with shared("observations/elan/childproject_example.expected.csv").open(encoding="utf-8") as file:
        expected = list(csv.DictReader(file))

    ours = sorted(
        (state.actor, state.start, state.stop, state.code) for state in one.intervals if state.track == state.actor
    )
    theirs = sorted(
        (row["speaker_id"], int(row["segment_onset"]), int(row["segment_offset"]), row["transcription"])
        for row in expected
    )
    assert len(ours) == len(theirs) == 296
    for own, other in zip(ours, theirs, strict=True):
        assert (own[0], own[3]) == (other[0], other[3])
        # the file's time, which their reader takes through seconds and cuts off: 13.393 s becomes 13392
        assert 0 <= own[1] - other[1] <= 1
        assert 0 <= own[2] - other[2] <= 1


def test_every_annotation_of_an_elan_file_has_a_time_even_where_its_slot_has_none() -> None:
    (one,) = eaf.read(shared("observations/elan/sample_2.8.eaf"))
    tracks = Counter(state.track for state in one.intervals)
    assert tracks["words-pos"] == tracks["words-symsub"] == tracks["words-timesub"] == 1995
    assert all(state.start <= state.stop for state in one.intervals)


@pytest.mark.parametrize(
    ("project", "table", "cells"), [("demo_data_to_csv2", "demo_data_to_csv2", 60), ("location1", "location1", 50)]
)
def test_a_datavyu_project_and_its_table_say_the_same(project: str, table: str, cells: int) -> None:
    (one,) = datavyu.read(shared(f"observations/datavyu/{project}.opf"))
    (other,) = datavyu.read(shared(f"observations/datavyu/{table}.csv"))
    assert one.intervals == other.intervals
    assert len(one.intervals) == cells
    matrix = next(state for state in one.intervals if state.track == "matrix" and state.code)
    assert (matrix.start, matrix.stop, matrix.code, matrix.mods[:3]) == (
        30_000,
        31_000,
        "1.200000",
        ("4", "nm", '"qs"'),
    )


def test_cells_without_length_are_points_and_hidden_columns_are_no_harm() -> None:
    (one,) = datavyu.read(shared("observations/datavyu/simple3.opf"))
    assert [(point.comment, point.code) for point in one.points] == [
        ("testColumn", "cellA"), ("testColumn3", "cellC"), ("testColumn2", "cellB"),
    ]  # fmt: skip
    (two,) = datavyu.read(shared("observations/datavyu/simple2.opf"))
    assert two.intervals == datavyu.read(shared("observations/datavyu/simple1.csv"))[0].intervals


@pytest.mark.parametrize(
    ("file", "peer"),
    [("running-example.xes", "running-example"), ("running-example.csv", "running-example"),
     ("interval_event_log_first2000.csv", "interval")],
)  # fmt: skip
def test_directly_follows_counts_and_times_are_those_of_pm4py(file: str, peer: str) -> None:
    expected = json.loads(shared(f"observations/flow/peer_pm4py_{peer}.json").read_text("utf-8"))
    log = event_log.read(shared(f"observations/flow/{file}"))
    found = transitions(log, None)
    assert {f"{one.before} -> {one.after}": one.count for one in found} == expected["dfg"]
    for one in found:
        name = f"{one.before} -> {one.after}"
        assert one.mean_s == pytest.approx(expected["performance_mean_s"][name], abs=1e-3)
        assert one.median_s == pytest.approx(expected["performance_median_s"][name], abs=1e-3)
    assert len(variants(log, None)) == expected["variants"]


def test_hospital_contacts_are_14037_of_which_38_per_cent_between_nurses() -> None:
    """Vanhems P et al. PLoS ONE 2013;8:e73970: 14,037 contacts, 38% nurse to nurse."""
    (one,) = contact_list.read(shared("observations/contacts/hospital_lyon_contacts.dat.gz"))
    assert len(one.contacts) == 14_037
    pairs = role_pairs(one.contacts, {actor.token: actor.role for actor in one.actors})
    assert round(100 * pairs["NUR", "NUR"] / pairs.total()) == 38


def test_boris_tables_say_what_the_project_says() -> None:
    (one,) = boris_tables.read(shared("observations/boris/test_export_aggregated_events_test_full_1.tsv"))
    assert (len(one.intervals), len(one.points)) == (10, 8)
    (bare,) = boris_tables.read(shared("observations/boris/test_export_aggregated_events_test_full_2.tsv"))
    assert [(state.actor, state.code, state.start, state.stop) for state in bare.intervals] == [
        ("subject1", "s", 266_165, 276_690), ("subject1", "s", 280_965, 294_215),
    ]  # fmt: skip
    tabular = [
        boris_tables.read(shared(f"observations/boris/test_export_events_tabular.{end}"))[0] for end in ("tsv", "csv")
    ]
    assert tabular[0].intervals == tabular[1].intervals
    assert len(tabular[0].intervals) == 4


def test_a_table_of_intervals_of_several_observers_is_a_recording_of_each() -> None:
    found = interval_csv.read(shared("observations/boris_cases/epm_shared_intervals.csv"))
    assert len(found) == 9
    assert found[0].occasion == "EPM_11"
