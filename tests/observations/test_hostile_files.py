"""Whatever a file holds, reading it ends in sessions or in a sentence: never in a traceback."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from babyhubs.errors import InputError
from babyhubs.observations.derive import derive
from babyhubs.observations.event_rows import event_rows
from babyhubs.observations.formats import boris_out, eaf_out, gehl_out, tidy, xes_out
from babyhubs.observations.formats.any_file import READERS, read
from babyhubs.observations.log.seal import text
from tests.observations.logs import log, tap

SMALL = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _session() -> Any:
    return derive(
        log(
            tap(0, "arrive", "F01", zone="play"),
            tap(9, "code", "F01", track="activity", code="feeding"),
            tap(10, "scan", "F01", zone="play", code="feeding", value={"scan": 1}),
            tap(20, "point", "F01", code="greeted"),
            tap(60, "close"),
        )
    )


DATAVYU = "#4\nfeeding (NOMINAL,true,)\n00:00:01:000,00:00:09:000,a\nmany (MATRIX,true,)-x|NOMINAL\n00:00:00:000,00:00:00:000,(b,c)\n"
GOOD: dict[str, tuple[str, Callable[[], str]]] = {
    "boris": ("a.boris", lambda: boris_out.project([_session()])),
    "eaf": ("a.eaf", lambda: eaf_out.document(_session())),
    "xes": ("a.xes", lambda: xes_out.document([_session()], None)),
    "gehl": ("a.csv", lambda: gehl_out.table([_session()])),
    "intervals": ("a.csv", lambda: "actor,code,start,stop\nF1,a,0,5\nF1,b,6,\n"),
    "datavyu": ("a.csv", lambda: DATAVYU),
    "contacts": ("a.txt", lambda: "20 1 2 A B\n40 1 2 A B\n"),
    "boris-table": ("a.tsv", lambda: "o\tF1\ts\t\t\tSTATE\t1.0\t2.0\t1.0\t\t\n"),
    "own": ("a.obs.jsonl", lambda: text(log(tap(0, "arrive", "F01", zone="play"), tap(60, "close")))),
}


def _read(folder: Path, form: str, content: bytes) -> None:
    path = folder / GOOD[form][0]
    path.write_bytes(content)
    with suppress(InputError):
        for one in read(path, form=form, accept_broken=True):
            event_rows(one)
            tidy.files([one])


@pytest.mark.parametrize("form", sorted(GOOD))
def test_the_good_file_of_each_form_is_read(form: str, tmp_path: Path) -> None:
    path = tmp_path / GOOD[form][0]
    path.write_text(GOOD[form][1](), encoding="utf-8")
    assert read(path, form=form)
    assert set(GOOD) == {*READERS, "own"}


@pytest.mark.parametrize("form", sorted(GOOD))
@SMALL
@given(place=st.integers(0, 10**6), length=st.integers(0, 40), put=st.binary(max_size=12))
def test_a_file_damaged_anywhere(form: str, tmp_path: Path, place: int, length: int, put: bytes) -> None:
    good = GOOD[form][1]().encode()
    at = place % (len(good) + 1)
    _read(tmp_path, form, good[:at] + put + good[at + length :])


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=5,
)


@SMALL
@given(
    key=st.sampled_from(["events", "observation time interval", "media_info", "independent_variables", "date"]),
    put=_JSON,
)
def test_a_boris_project_with_anything_in_any_part(tmp_path: Path, key: str, put: Any) -> None:
    project = json.loads(GOOD["boris"][1]())
    next(iter(project["observations"].values()))[key] = put
    _read(tmp_path, "boris", json.dumps(project).encode())
    project["behaviors_conf"] = put
    _read(tmp_path, "boris", json.dumps(project).encode())


@SMALL
@given(kind=st.sampled_from(["open", "context", "actor", "present", "anchor", "scan", "scan_end"]), put=_JSON, name=st.sampled_from(
    ["role", "members", "since_ms", "gap_ms", "scan", "count", "conditions", "unseen", "missed", "layout", "hub", "ethogram", "why", "head_count_in"]
))  # fmt: skip
def test_a_log_with_anything_in_a_value(tmp_path: Path, kind: str, put: Any, name: str) -> None:
    operation = json.loads(log(tap(0, "arrive", "F01"))[0].line())
    later = json.loads(log(tap(0, "arrive", "F01"))[1].line())
    changed = (operation if kind == "open" else later) | {
        "kind": kind,
        "actor": "F01",
        "value": {name: put, "why": "restart"},
    }
    lines = [changed] if kind == "open" else [operation, changed]
    _read(tmp_path, "own", "\n".join(json.dumps(one) for one in lines).encode())


def test_xml_that_would_grow_without_end_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><ANNOTATION_DOCUMENT>&c;</ANNOTATION_DOCUMENT>'
    path = tmp_path / "a.eaf"
    path.write_text(bomb, encoding="utf-8")
    with pytest.raises(InputError, match="ELAN"):
        read(path)
