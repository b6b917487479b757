"""The pack: what the claims rest on and nothing else, the same bytes every time, one page that needs nothing beside it."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

import pytest

from babyhubs.errors import InputError, Refused
from babyhubs.evidence import pack_folder
from babyhubs.evidence.ledger import Ledger
from babyhubs.evidence.pack import INSIDE, SUMS, contents, pack, table_name
from babyhubs.evidence.register import kept, read_register
from babyhubs.evidence.thread import UP, trace
from tests.evidence.mutation import TABLES, build, small_files, small_pack
from tests.evidence.small import CLAIMS_FILE, OVERALL, audit, evaluation, exhibits, ledger, theme


class Links(HTMLParser):
    """Identifiers and addresses of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.to: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src"):
                self.to.append(value or "")


def page() -> str:
    return small_files()["index.html"].decode()


def test_the_same_ledger_gives_the_same_bytes() -> None:
    assert contents(build(ledger())) == small_files()


def test_the_page_needs_no_network_and_no_program_and_all_its_links_lead_somewhere() -> None:
    links = Links(page())
    assert not links.tags & {"script", "img", "iframe", "object", "link"}
    inside = [target for target in links.to if target.startswith("#")]
    outside = [target for target in links.to if not target.startswith("#")]
    assert {target[1:] for target in inside} <= set(links.ids)
    assert set(outside) <= set(small_files())
    assert len(links.ids) == len(set(links.ids))
    assert "url(" not in page()


def test_one_click_from_a_figure_to_its_source() -> None:
    lone = audit()[1].identity.removeprefix("sha256:")[:12]
    assert f'<a href="#r-{lone}">36%</a> of babies of lone parents come' in page()
    assert f'<article id="r-{lone}">' in page()


def test_sentences_without_a_source_are_listed_as_such() -> None:
    assert page().index("Do not read them as findings") < page().index("Everybody knows that hubs help.")
    assert "One more sentence rests on no source, and is listed as such." in small_files()["README.md"].decode()


def test_what_is_simulated_says_so_and_what_is_not_does_not() -> None:
    made = small_pack()
    real = contents(replace(made, about=replace(made.about, simulated=False)))
    for path in ("index.html", "README.md", "ro-crate-metadata.json"):
        assert b"imulated" in small_files()[path].split(b"What is in")[0]
        assert b"Simulated" not in real[path]


def test_words_from_outside_are_text_on_the_page() -> None:
    bad = "<script>alert(1)</script>"
    made = ledger().with_run("panel", [replace(exhibits(theme(audit()[1]))[1], words=bad)])
    assert bad not in contents(build(made))["index.html"].decode()


def test_the_slice_holds_what_the_claims_rest_on_and_keeps_the_chain() -> None:
    other = replace(OVERALL, measure="intensity", reason="nobody cites this")
    made = ledger().with_run("audit", [*audit(), other])
    part = build(made).ledger
    assert other.identity not in part.records
    assert b"nobody cites this" not in b"".join(contents(build(made)).values())
    assert set(part.records) == set(ledger().records)
    again = made.with_claims(kept(read_register(CLAIMS_FILE, made, "").claims, made))
    assert part.head == again.head


def test_what_replaced_a_source_goes_along_so_that_the_amber_reads_the_same() -> None:
    made = ledger()
    claimed = made.with_claims(kept(read_register(CLAIMS_FILE, made, "").claims, made)).with_run("audit", audit(0.4))
    part = pack(small_pack().about, claimed, {}).ledger
    assert trace(part, "low-reach", UP) == trace(claimed, "low-reach", UP)
    shown = contents(pack(small_pack().about, claimed, {}))["index.html"].decode()
    assert "estimate was 0.3567 and is 0.4" in shown


def test_figures_made_to_stay_inside_are_not_recorded_and_do_not_leave() -> None:
    inside = replace(evaluation(), disclosure_profile="internal v1")
    with pytest.raises(Refused, match="made to stay inside"):
        ledger().with_run("evaluation", [inside])
    with pytest.raises(Refused):
        table_name(PurePosixPath("/answer") / INSIDE / "attack.csv")
    assert table_name(PurePosixPath("/internal/a/b/answer/csv/reach.csv")) == "reach.csv"


def test_the_crate_describes_every_file_once_and_the_digests_are_the_files() -> None:
    files = small_files()
    graph = json.loads(files["ro-crate-metadata.json"])["@graph"]
    entities = {entity["@id"]: entity for entity in graph}
    assert len(entities) == len(graph)
    root = entities["./"]
    parts = {part["@id"] for part in root["hasPart"]}
    assert parts == set(files) - {"ro-crate-metadata.json", "manifest.json", SUMS}
    assert parts <= set(entities)
    assert {"name", "description", "datePublished", "license", "publisher"} <= set(root)
    assert entities["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    references = re.findall(r'\{\s*"@id": "([^"]+)"\s*\}', files["ro-crate-metadata.json"].decode())
    assert set(references) <= set(entities) | {"https://w3id.org/ro/crate/1.2"}


def test_a_folder_comes_back_as_it_was_written(tmp_path: Path) -> None:
    pack_folder.write(tmp_path / "pack", small_files())
    (tmp_path / "pack" / "tables" / "Thumbs.db").write_bytes(b"\x00")
    assert pack_folder.read(tmp_path / "pack") == small_files()
    (tmp_path / "pack" / "tables" / "other.csv").symlink_to(tmp_path)
    with pytest.raises(InputError):
        pack_folder.read(tmp_path / "pack")
    with pytest.raises(InputError):
        pack_folder.read(tmp_path / "nothing")


def test_an_empty_ledger_makes_an_empty_pack() -> None:
    files = contents(pack(small_pack().about, Ledger(), TABLES))
    assert b"0 claims" in files["index.html"]
