"""REFI-QDA in and out, on files that seven other programs wrote: every passage in its place, every loss on the receipt."""

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from babyhubs.discussions.exchange import EXACT, Exchange
from babyhubs.discussions.importing import import_file
from babyhubs.discussions.load import codes, load
from babyhubs.discussions.passages import passages
from babyhubs.discussions.project import Project
from babyhubs.discussions.receipt import Receipt
from babyhubs.discussions.refi.read import read_project, read_xml
from babyhubs.discussions.refi.write import codebook_bytes, project_bytes
from babyhubs.errors import InputError
from tests.discussions.conftest import AT
from tests.shared_data import shared


def sample(name: str) -> Path:
    return shared(f"refi-qda/samples/{name}")


def expected(name: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(shared("refi-qda/expected.json").read_text("utf-8"))[name]
    return found


def read(name: str) -> tuple[Exchange, Receipt]:
    receipt = Receipt(name)
    return read_project(sample(name), receipt), receipt


def quotes(found: Exchange) -> list[str]:
    return [
        (source.text or "")[one.start : one.end]
        for source in found.sources
        for one in source.selections
        for _ in one.codings
        if one.state == EXACT
    ]


def test_the_positions_of_nvivo_for_windows_are_found_from_the_text() -> None:
    found, receipt = read("nvivo12-windows_masked.qdpx")
    wanted = expected("nvivo12-windows_masked.qdpx")
    assert len(quotes(found)) == wanted["selections"]
    assert any(
        "count UTF-16 units, a Windows line end as 2, the mark at the start not" in line for line in receipt.said
    )
    # the published reading, applied by hand to the raw bytes, gives the same words
    with zipfile.ZipFile(sample("nvivo12-windows_masked.qdpx")) as file:
        raw = {
            name: file.read(name).decode("utf-8-sig").encode("utf-16-le")
            for name in file.namelist()
            if name.endswith(".txt")
        }
        root = etree.fromstring(file.read("project.qde"))
    by_hand = []
    for text in root.iter("{*}TextSource"):
        units = raw["Sources/" + text.get("plainTextPath", "").removeprefix("internal://")]
        for mark in text.iter("{*}PlainTextSelection"):
            part = units[2 * int(mark.get("startPosition", "")) : 2 * int(mark.get("endPosition", ""))]
            by_hand.append(part.decode("utf-16-le").replace("\r\n", "\n"))
    assert quotes(found) == by_hand


def test_the_hard_case_is_read_word_for_word() -> None:
    found, receipt = read("probe_hardcase.qdpx")
    assert quotes(found) == [
        "My neighbour told me.",
        "The bus is £4 each way, so I walk",
        "The bus is £4 each way, so I walk",
        "I walk 👶 with the pram",
        "I stopped going when they moved it to Tuesdays.",
        "I stopped going when they moved it",
        "Nobody spoke Bengali.",
        "she weighed him & smiled",
    ]
    assert receipt.lost == []


@pytest.mark.parametrize("name", ["probe_hardcase.qdpx", "nvivo12-windows_masked.qdpx", "nvivo15-mac_262codes.qdpx", "qualcoder39_export_of_probe.qdpx"])  # fmt: skip
def test_a_project_goes_in_and_out_with_every_property_and_guid(name: str, project: Project, tmp_path: Path) -> None:
    before, _ = read(name)
    import_file(project, sample(name), "lead", AT)
    receipt = Receipt("out.qdpx")
    (tmp_path / "out.qdpx").write_bytes(project_bytes(load(project), receipt))
    after = read_project(tmp_path / "out.qdpx", Receipt("out.qdpx"))
    assert receipt.lost == []
    names = {one.guid: one.name for source in before.sources for one in source.selections}
    named = replace(
        after,  # a passage without a name gets its first words as a name: a check for other readers
        name=before.name,
        origin=before.origin,
        sources=tuple(
            replace(source, selections=tuple(replace(one, name=names[one.guid]) for one in source.selections))
            for source in after.sources
        ),
    )
    # QualCoder names a creating user whom its own file does not have
    assert named == (before if after.user else replace(before, user=""))


def test_an_export_is_valid_by_the_published_schema_and_keeps_its_bytes(project: Project) -> None:
    import_file(project, sample("probe_hardcase.qdpx"), "lead", AT)
    content = project_bytes(load(project), Receipt("out"))
    assert content == project_bytes(load(project), Receipt("out"))
    schema = etree.XMLSchema(etree.parse(str(shared("refi-qda/schema/Project.xsd"))))
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert schema.validate(etree.fromstring(file.read("project.qde"))), schema.error_log
        assert not any(file.read(name).startswith(b"\xef\xbb\xbf") for name in file.namelist())
    book = etree.XMLSchema(etree.parse(str(shared("refi-qda/schema/Codebook.xsd"))))
    assert book.validate(etree.fromstring(codebook_bytes(codes(project)))), book.error_log


def test_the_project_that_came_without_its_texts_is_accounted_for(project: Project) -> None:
    receipt = import_file(project, sample("atlasti84-mac_standard_nosources.qdpx"), "lead", AT)
    wanted = expected("atlasti84-mac_standard_nosources.qdpx")["counts"]
    assert isinstance(wanted, dict)
    for kind, name in (("codes", "Code"), ("coders", "User"), ("sets", "Set"), ("memos", "Note"), ("links", "Link")):
        assert receipt.came[kind] == wanted[name]
    lost = _by_kind(receipt)
    assert (lost["text"], lost["PDF"], lost["picture"], lost["sound recording"], lost["film"]) == (8, 2, 1, 1, 2)
    assert lost["<PDFSelection>"] == wanted["PDFSelection"]
    assert lost["<Graphs>"] == 1


def test_codes_of_one_name_stay_apart(project: Project) -> None:
    import_file(project, sample("nvivo15-mac_262codes.qdpx"), "lead", AT)
    made = codes(project)
    assert (len(made), len({one.name for one in made})) == (262, 252)
    content = etree.fromstring(codebook_bytes(made, unique_names=True))
    names = [one.get("name") for one in content.iter("{*}Code")]
    assert len(set(names)) == 262


def test_guids_in_braces_are_the_same_guids() -> None:
    found = read_xml(sample("spec_A1_codebook_braced_guids.qdc"), Receipt("a1"))
    assert len(found.codes) == expected("spec_A1_codebook_braced_guids.qdc")["codes"]
    assert found.codes[0].guid == "5215cc69-b628-4e02-afb9-9beeaee55808"


def test_a_codebook_that_is_not_valid_is_read_all_the_same() -> None:
    assert len(read_xml(sample("taguette152_probe/codebook.qdc"), Receipt("t")).codes) == 7


@pytest.mark.parametrize(("name", "codings"), [("rqda_opcw_dg.rqda", 21), ("taguette152_probe/project.sqlite3", 8)])
def test_projects_of_rqda_and_taguette_come_with_their_words(name: str, codings: int, project: Project) -> None:
    receipt = import_file(project, sample(name), "lead", AT)
    rows = passages(project)
    assert len(rows) == codings
    assert all(row["quote"] for row in rows)
    assert not [line for line in receipt.lost if line[0] in {"passage", "coding"}]


def test_an_import_twice_changes_nothing(project: Project) -> None:
    import_file(project, sample("probe_hardcase.qdpx"), "lead", AT)
    before = load(project)
    receipt = import_file(project, sample("probe_hardcase.qdpx"), "lead", AT)
    assert load(project) == before
    assert {why for _, _, why, _ in receipt.lost} == {"the project has it already, and keeps what it has"}


def test_an_old_namespace_is_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "old.qdpx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(
            "my project.QDE",
            '<Project xmlns="urn:QDA-XML:project:0:10" name="old"><CodeBook><Codes>'
            '<Code guid="{5215CC69-B628-4E02-AFB9-9BEEAEE55808}" name="A" isCodable="true"/></Codes></CodeBook>'
            '<Sources><TextSource guid="6215cc69-b628-4e02-afb9-9beeaee55808" plainTextPath="deep/folder/Text.TXT">'
            '<PlainTextSelection guid="7215cc69-b628-4e02-afb9-9beeaee55808" startPosition="0" endPosition="0"/>'
            '<PlainTextSelection guid="8215cc69-b628-4e02-afb9-9beeaee55808" startPosition="2" endPosition="900"/>'
            "</TextSource></Sources></Project>",
        )
        file.writestr("SOURCES/text.txt", "Hello.")
    receipt = Receipt("old")
    found = read_project(path, receipt)
    assert [one.name for one in found.codes] == ["A"]
    assert found.sources[0].text == "Hello."
    assert any("older form" in line for line in receipt.said)
    assert _by_kind(receipt)["passage"] == 2
    assert {one.state for one in found.sources[0].selections} == {"outside"}


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ('<!DOCTYPE a [<!ENTITY b "c">]><Project name="x">&b;</Project>', "entities"),
        ("<Project name='x'>" + "<Set>" * 300 + "</Set>" * 300 + "</Project>", "levels deep"),
        ("<html></html>", "not with a REFI-QDA"),
        ("<Project", "damaged"),
    ],
)
def test_hostile_xml_is_refused_in_words(content: str, what: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.qdpx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("project.qde", content)
    with pytest.raises(InputError, match=what):
        read_project(path, Receipt("bad"))


def test_an_archive_that_unpacks_too_large_or_leaves_its_place_is_refused(tmp_path: Path) -> None:
    bomb, outside = tmp_path / "bomb.qdpx", tmp_path / "outside.qdpx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("project.qde", b"<" + b" " * 30_000_000)
    with zipfile.ZipFile(outside, "w") as file:
        file.writestr("../project.qde", "<Project name='x'/>")
    with pytest.raises(InputError, match="unpacks to more"):
        read_project(bomb, Receipt("bomb"))
    with pytest.raises(InputError, match="points outside"):
        read_project(outside, Receipt("outside"))


def _by_kind(receipt: Receipt) -> dict[str, int]:
    found: dict[str, int] = {}
    for kind, _, _, times in receipt.lost:
        found[kind] = found.get(kind, 0) + times
    return found
