"""A place that is not in England: area codes of its own, with an areas file."""

import json
from pathlib import Path

import polars as pl
import pytest

from babyhubs.reference import postcodes
from tests.integration.command_line import run
from tests.integration.services import written


def _elsewhere(folder: Path) -> tuple[Path, Path]:
    """The clean children with codes of another country in the place of postcodes, and the areas file for them."""
    clean = written("none") / "clean"
    children = pl.read_csv(clean / "children.csv", infer_schema=False)
    home = postcodes.lookup().select(key="postcode", code=pl.lit("W-") + pl.col("area_2021"))
    coded = (
        children.with_columns(key=postcodes.normalised(pl.col("postcode")))
        .join(home, on="key", how="left", maintain_order="left")
        .drop("postcode", "key")
        .rename({"code": "area"})
    )
    coded.write_csv(folder / "children.csv")
    codes = coded["area"].drop_nulls().unique().sort()
    fifths = pl.Series([1 + place * 5 // len(codes) for place in range(len(codes))])
    pl.DataFrame({"area": codes, "deprivation_quintile": fifths}).write_csv(folder / "areas.csv")
    return folder / "children.csv", folder / "areas.csv"


def test_an_areas_file_of_ones_own_serves_elsewhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clean = written("none") / "clean"
    children, own = _elsewhere(tmp_path)
    mapping, target = tmp_path / "map.toml", tmp_path / "answer"
    ran = run(
        capsys,
        monkeypatch,
        "map",
        children,
        clean / "contacts.csv",
        "--hubs",
        clean / "hubs.csv",
        "-o",
        mapping,
        "--no-ask",
    )
    assert ran.code == 0, ran.err
    # codes that no English list has are asked about; the analyst says that they are her areas
    text = mapping.read_text("utf-8")
    assert 'area = "?"' in text
    mapping.write_text(text.replace('area = "?"', 'area = "area"'), "utf-8")
    ran = run(
        capsys, monkeypatch, "audit", "--children", children, "--contacts", clean / "contacts.csv", "--hubs",
        clean / "hubs.csv", "--mapping", mapping, "--areas", own, "--key", tmp_path / "key", "--as-of", "2026-09-14",
        "--out", target,
    )  # fmt: skip
    assert ran.code == 0, ran.err
    provenance = json.loads((target / "provenance.json").read_text("utf-8"))
    assert provenance["deprivation_index"] == "the areas file's own"
    measures = pl.read_csv(target / "csv" / "measures.csv", infer_schema=False)
    fifths = measures.filter(
        (pl.col("attribute") == "deprivation_national") & (pl.col("measure") == "reach") & (pl.col("view") == "hub")
    )
    assert {"1", "2", "3", "4", "5"} <= set(fifths["group"])
    assert fifths.filter(pl.col("group") == "1")["eligible"].cast(pl.Int64)[0] > 100
