"""The register of everything that ships: source, licence, vintage and digest, and the one way to read a file.

`data/registry.toml` is written by `tools/build_reference.py`; a guard test walks it.
"""

import gzip
import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class ReferenceFile:
    """One file that ships. attribution: the notice that its licence asks for, to be shown wherever the data are."""

    name: str
    file: str
    title: str
    source: str
    licence: str
    attribution: str
    vintage: str
    rows: int
    sha256: str


def _load() -> tuple[ReferenceFile, ...]:
    entries = tomllib.loads((DATA / "registry.toml").read_text(encoding="utf-8"))
    return tuple(ReferenceFile(name=name, **entry) for name, entry in sorted(entries.items()))


FILES: tuple[ReferenceFile, ...] = _load()
_BY_NAME = {entry.name: entry for entry in FILES}


def entry(name: str) -> ReferenceFile:
    """The register's entry of this name."""
    return _BY_NAME[name]


def path(name: str) -> Path:
    """Where the file of this name lies."""
    return DATA / _BY_NAME[name].file


@cache
def read(name: str) -> pl.DataFrame:
    """A table. CSV files are code lists: every column is text, an empty cell is null."""
    file = path(name)
    return pl.read_parquet(file) if file.suffix == ".parquet" else pl.read_csv(file, infer_schema=False)


@cache
def read_geojson(name: str) -> dict[str, Any]:
    """A GeoJSON feature collection, packed or not."""
    content = path(name).read_bytes()
    collection: dict[str, Any] = json.loads(gzip.decompress(content) if path(name).suffix == ".gz" else content)
    return collection


def attributions() -> tuple[str, ...]:
    """Every notice, once, in a fixed order."""
    return tuple(sorted({file.attribution for file in FILES}))
