"""What an analyst may hand over by mistake: a named error with the place and the way out, and nothing half-written."""

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.integration.command_line import run
from tests.integration.services import written

HEAD = "child_id,date_of_birth,postcode,caseload_start\n"


def _clean(name: str) -> bytes:
    return (written("none") / "clean" / f"{name}.csv").read_bytes()


def _bomb() -> bytes:
    """A workbook whose only sheet unpacks to 600 MB."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(600):
                sheet.write(b" " * 1_000_000)
    return packed.getvalue()


BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "an empty file": ("children.csv", lambda: b"", "empty"),
    "a wrong file": ("children.csv", lambda: b"%PDF-1.7\n\x00\x01", "PDF"),
    "a truncated gzip": ("children.csv.gz", lambda: gzip.compress(_clean("children"))[:-200], "cut off"),
    "300 columns": (
        "children.csv",
        lambda: ",".join(f"c{i}" for i in range(300)).encode() + b"\n" + b",".join([b"1"] * 300),
        "column",
    ),
    "duplicate headers": (
        "children.csv",
        lambda: b"child_id,date_of_birth,date_of_birth\nC1,2026-01-02,2026-01-02\nC2,2026-01-02,2026-01-02\n",
        "date_of_birth",
    ),
    "mixed encodings": (
        "children.csv",
        lambda: (
            (HEAD + "C1,2026-01-02,BS1 1AA,2026-01-02\n").encode()
            + "C2é,2026-01-02,BS1 1AA,2026-01-02\n".encode()
            + "C3é,2026-01-02,BS1 1AA,2026-01-02\n".encode("cp1252")
        ),
        "line",
    ),
    "a 50 MB cell": (
        "children.csv",
        (HEAD + "C1,2026-01-02," + "x" * 50_000_000 + ",2026-01-02\n").encode,
        "",
    ),
    "an XLSX bomb": ("children.xlsx", _bomb, "unpack"),
    "dates in the future only": (
        "children.csv",
        (HEAD + "".join(f"C{i},2031-01-{i:02},BS1 1AA,2031-02-01\n" for i in range(1, 29))).encode,
        "future",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_with_its_place_and_the_way_out(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, content, said = BAD[name]
    clean = written("none") / "clean"
    bad = tmp_path / file
    bad.write_bytes(content())
    target = tmp_path / "answer"
    ran = run(
        capsys, monkeypatch, "audit", "--children", bad, "--contacts", clean / "contacts.csv",
        "--hubs", clean / "hubs.csv", "--key", tmp_path / "key", "--as-of", "2026-09-14", "--out", target,
    )  # fmt: skip
    assert ran.code == 2, ran.err
    told = " ".join(ran.err.split())
    assert "Traceback" not in told
    assert "Error:" in told
    assert "What to do:" in told
    assert file in told
    assert said in told
    assert not target.exists()
    assert {path.name for path in tmp_path.iterdir()} <= {file, "key"}


def test_a_formula_stays_text_and_leaves_as_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clean = written("none") / "clean"
    formula = '=HYPERLINK("http://evil.example","x")'
    hubs = (clean / "hubs.csv").read_text("utf-8").splitlines()
    cells = hubs[1].split(",")
    (tmp_path / "hubs.csv").write_text(
        "\n".join([hubs[0], ",".join([cells[0], '"' + formula.replace('"', '""') + '"', *cells[2:]]), *hubs[2:]])
        + "\n",
        "utf-8",
    )
    contacts = (clean / "contacts.csv").read_text("utf-8").replace(cells[1], cells[0])
    (tmp_path / "contacts.csv").write_text(contacts, "utf-8")
    target = tmp_path / "answer"
    ran = run(
        capsys, monkeypatch, "audit", "--children", clean / "children.csv", "--contacts", tmp_path / "contacts.csv",
        "--hubs", tmp_path / "hubs.csv", "--key", tmp_path / "key", "--as-of", "2026-09-14", "--out", target,
    )  # fmt: skip
    assert ran.code == 0, ran.err
    for written_file in (*(target / "csv").glob("*.csv"), *(target / "internal").glob("*.csv")):
        cells = [cell for line in written_file.read_text("utf-8").splitlines() for cell in line.split(",")]
        assert not [cell for cell in cells if cell.lstrip('"').startswith("=")], written_file.name
    with zipfile.ZipFile(target / "tables.xlsx") as workbook:
        assert not [name for name in workbook.namelist() if b"<f>" in workbook.read(name)]


def test_a_folder_with_other_files_is_left_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clean = written("none") / "clean"
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.docx").write_text("do not touch", "utf-8")
    ran = run(
        capsys, monkeypatch, "audit", "--children", clean / "children.csv", "--contacts", clean / "contacts.csv",
        "--hubs", clean / "hubs.csv", "--key", tmp_path / "key", "--out", tmp_path / "mine",
    )  # fmt: skip
    assert ran.code == 2
    assert "other files" in ran.err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.docx"]
