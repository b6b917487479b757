"""The shared cases, read as a user would give them."""

import json
from pathlib import Path
from typing import Any

from babyhubs.panel.files import read_pool, read_quotas
from babyhubs.panel.people import Person
from babyhubs.panel.quotas import Quota
from babyhubs.panel.selection import Selection, select
from tests.shared_data import shared

NAMES = (
    "couples_20_2", "diversimax_218_60_wide", "gss14_160_16", "gss14_240_30", "gss16_825_75", "opendlp_docs_100_20",
    "panelot_example_small_20", "sf_fixture_150_22", "thesis_medium_40", "thesis_xsmall_10",
)  # fmt: skip
TOYS = ("toy1_households", "toy1_no_address", "toy3_no_address", "toy5_exact")


def about(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder(name) / "meta.json").read_text("utf-8"))
    return found


def folder(name: str) -> Path:
    return shared(f"panel/instances/{name}")


def case(name: str) -> tuple[tuple[Person, ...], tuple[Quota, ...], int]:
    meta = about(name)
    quotas = read_quotas(folder(name) / "quotas.csv")
    pool = read_pool(folder(name) / "pool.csv", quotas, address=meta["address_columns"])
    return pool.people, quotas, meta["panel_size"]


def selected(name: str, method: str = "leximin") -> Selection:
    return select(*case(name), method)


def written(selection: Selection, place: Path) -> Path:
    (place / "internal").mkdir(parents=True)
    for name, content in selection.files().items():
        (place / name).write_bytes(content)
    return place


def pool(*rows: str, features: tuple[str, ...], homes: bool = False) -> tuple[Person, ...]:
    """Rows of "id answer answer ..."; with `homes` the last word is the address. "-" is no answer."""
    people = []
    for row in rows:
        name, *words = row.split()
        home = words.pop() if homes else ""
        answers = {f: () if w == "-" else tuple(w.split("+")) for f, w in zip(features, words, strict=True)}
        people.append(Person(name, answers, home))
    return tuple(people)
