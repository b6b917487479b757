"""The same document as a web page, for Word and as a tagged PDF: what a reader with or without eyes, and a strict program, needs."""

import base64
import hashlib
import io
import re
import zipfile
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from babyhubs.errors import Refused
from babyhubs.evidence.bid.composing import compose
from babyhubs.evidence.bid.displays import Task
from babyhubs.evidence.bid.form import shipped
from babyhubs.reports.bid.diagrams import gantt
from babyhubs.reports.bid.readied import Readied, ready
from babyhubs.reports.bid.written import KINDS, written
from tests.reports.bid.made import MARK, SOFTWARE, document


@cache
def file(kind: str) -> bytes:
    """One of the files, made once."""
    return written(document(), kind, SOFTWARE)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_same_document_gives_the_same_bytes(kind: str) -> None:
    assert written(document(), kind, SOFTWARE) == file(kind)


class TestPage:
    """HTML."""

    page = property(lambda self: file("html").decode())

    def test_it_runs_nothing_and_asks_for_nothing(self) -> None:
        assert "<script" not in self.page
        assert not re.search(r"(src|href)=\"(?!#|data:)", self.page)
        style = re.search(r"<style>(.*?)</style>", self.page, re.DOTALL)
        assert style
        digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
        assert f"style-src 'sha256-{digest}'" in self.page
        assert 'style="' not in self.page

    def test_every_note_is_linked_both_ways_and_every_drawing_has_its_words(self) -> None:
        marks = re.findall(r'id="ref-(\d+)" href="#note-(\d+)"', self.page)
        assert [a for a, _ in marks] == [b for _, b in marks] == ["1", "2", "3"]
        assert all(f'id="note-{number}"' in self.page for number, _ in marks)
        assert self.page.count("<svg") == self.page.count("<desc") == 4
        assert "Most deprived: 48% (43% to 53%)" in self.page
        assert MARK in self.page


class TestWord:
    """Word."""

    @staticmethod
    def parts() -> dict[str, bytes]:
        """What is packed in it."""
        with zipfile.ZipFile(io.BytesIO(file("docx"))) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def test_headings_are_headings_and_in_order(self) -> None:
        word = Document(io.BytesIO(file("docx")))
        levels = [one.style.name for one in word.paragraphs if one.style.name.startswith(("Heading", "Title"))]
        assert levels[0] == "Title"
        assert levels.count("Heading 1") == 18  # every section that the form asks for
        assert "Heading 2" in levels

    def test_captions_are_numbered_fields_and_pictures_have_their_words(self) -> None:
        word = Document(io.BytesIO(file("docx")))
        captions = [one for one in word.paragraphs if one.style.name == "Caption"]
        fields = [one._p.find(qn("w:fldSimple")) for one in captions]
        told = [field.get(qn("w:instr")).split()[1] for field in fields if field is not None]
        assert told == ["Figure", "Table", "Table", "Figure", "Figure", "Figure"]
        pictures = word.element.body.findall(f".//{qn('wp:docPr')}")
        assert [bool(one.get("descr")) for one in pictures] == [True] * 4
        assert len({one.get("id") for one in pictures}) == 4

    def test_notes_are_real_and_each_is_referred_to_once(self) -> None:
        notes = etree.fromstring(self.parts()["word/footnotes.xml"])
        numbers = [one.get(qn("w:id")) for one in notes]
        assert numbers == ["-1", "0", "1", "2", "3"]
        body = self.parts()["word/document.xml"].decode()
        assert re.findall(r'<w:footnoteReference w:id="(\d+)"', body) == ["1", "2", "3"]
        kinds = self.parts()["[Content_Types].xml"].decode()
        assert "/word/footnotes.xml" in kinds

    def test_headings_of_tables_come_again_and_the_language_is_said(self) -> None:
        body = self.parts()["word/document.xml"].decode()
        assert body.count("<w:tblHeader") == body.count("<w:tbl>") == 3
        assert 'w:val="en-GB"' in self.parts()["word/styles.xml"].decode()
        assert MARK in self.parts()["word/header1.xml"].decode()


class TestPaper:
    """The PDF: what can be told of PDF/UA-1 without its own checker. Typst has refused what it can tell itself."""

    @staticmethod
    @cache
    def read() -> PdfReader:
        """The file, read."""
        return PdfReader(io.BytesIO(file("pdf")))

    def test_it_says_that_it_is_tagged_in_which_language_and_how_it_is_called(self) -> None:
        root = self.read().trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == "en-GB"
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert self.read().metadata.title.startswith("Narrow <the> gap")
        assert b"pdfuaid:part>1<" in root["/Metadata"].get_data()

    def test_every_figure_has_its_words_every_table_its_headings_and_no_heading_is_left_out(self) -> None:
        tags: list[tuple[str, Any]] = []
        _walk(self.read().trailer["/Root"]["/StructTreeRoot"], tags, set())
        names = [name for name, _ in tags]
        figures = [one for name, one in tags if name == "/Figure"]
        assert len(figures) == 4
        assert all(one.get("/Alt") for one in figures)
        assert names.count("/Table") == 3
        assert names.count("/TH") == 3 + 2 + 4
        assert names.count("/H1") + names.count("/Title") >= 16
        assert names.count("/Note") + names.count("/FENote") == 3
        levels = [int(name[2:]) for name in names if re.fullmatch(r"/H\d", name)]
        assert all(after - before <= 1 for before, after in pairwise(levels))

    def test_every_font_is_in_it(self) -> None:
        for page in self.read().pages:
            for font in page["/Resources"].get("/Font", {}).values():
                inner = font.get_object().get("/DescendantFonts", [font])[0].get_object()
                descriptor = inner["/FontDescriptor"]
                assert any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3"))

    def test_hostile_words_are_words(self) -> None:
        text = " ".join(page.extract_text() for page in self.read().pages)
        assert "#emph[x]" in text
        assert "*bold*" in text


def test_a_milestone_is_told_as_one_month() -> None:
    drawing, told = gantt((Task("Lot", 8, 8, True), Task("Work", 9, 12, False)), "figure-1", "When")
    assert "Lot: month 8; Work: months 9 to 12" in told
    assert drawing.startswith("<svg")


def _walk(one: Any, tags: list[tuple[str, Any]], seen: set[int]) -> None:
    if isinstance(one, IndirectObject):
        if one.idnum in seen:
            return
        seen.add(one.idnum)
        one = one.get_object()
    if isinstance(one, list):
        for kid in one:
            _walk(kid, tags, seen)
    elif isinstance(one, dict):
        if "/S" in one:
            tags.append((str(one["/S"]), one))
        if "/K" in one:
            _walk(dict.__getitem__(one, "/K"), tags, seen)


class TestRightToLeft:
    """A summary in Arabic: a draft that says so, from right to left, and no PDF whose letters would be missing."""

    @staticmethod
    def arabic() -> Readied:
        """It."""
        form = shipped()["parents-summary-ar"]
        return ready(compose(form, {"what": "نص"}, {}, title="ملخص", mark="", date="24 November 2026"), (), {})

    def test_the_page_is_mirrored_and_says_that_it_is_a_draft(self) -> None:
        page = written(self.arabic(), "html", SOFTWARE).decode()
        assert '<html lang="ar" dir="rtl">' in page
        assert "no speaker has checked it" in page

    def test_word_is_mirrored(self) -> None:
        with zipfile.ZipFile(io.BytesIO(written(self.arabic(), "docx", SOFTWARE))) as archive:
            assert b"<w:bidi/>" in archive.read("word/styles.xml")

    def test_the_pdf_is_refused_with_what_to_do(self) -> None:
        with pytest.raises(Refused, match="script of this language"):
            written(self.arabic(), "pdf", SOFTWARE)
