"""The document for Word: real headings, captions with fields, alternative texts, table headings that repeat, and real footnotes.

The same document gives the same bytes, but for the pictures: a drawing becomes a picture with the fonts of the machine.
"""

import io
import zipfile
from datetime import datetime
from functools import cache
from typing import Any

import vl_convert
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from babyhubs.evidence.bid.composing import Items, Line, Title
from babyhubs.reports.bid.footnotes import Footnotes
from babyhubs.reports.bid.readied import Readied
from babyhubs.reports.bid.shown import Shown

INK = RGBColor(0x1D, 0x2B, 0x33)
SCALE = 2.0  # of a picture: sharp when printed
EPOCH = (1980, 1, 1, 0, 0, 0)


def document(ready: Readied, software: str) -> bytes:
    """The file."""
    made = ready.made
    word = Document()
    _properties(word, f"{made.title}. {made.form.title}", software, made.form.language)
    _styles(word)
    if made.form.mirrored:
        word.styles["Normal"].element.get_or_add_pPr().append(OxmlElement("w:bidi"))
    notes = Footnotes(word, {one.number: one.text for one in made.notes})
    word.add_heading(made.title, 0)
    word.add_paragraph(made.under_title, style="Subtitle")
    if made.mark:
        word.add_paragraph().add_run(made.mark).bold = True
        word.sections[0].header.paragraphs[0].text = made.mark
    _page_number(word.sections[0].footer.paragraphs[0])
    for part, pieces in ready.parts:
        word.add_heading(part.section.title, 1)
        if part.count.limit:
            word.add_paragraph(part.count.told.capitalize(), style="Box")
        for piece in pieces:
            if isinstance(piece, Shown):
                _shown(word, piece)
            elif isinstance(piece, Title):
                word.add_heading(piece.text, 2)
            elif isinstance(piece, Items):
                for one in piece.lines:
                    _line(word.add_paragraph(style="List Bullet"), one, notes)
            else:
                _line(word.add_paragraph(), piece, notes)
    notes.close()
    return _packed(word)


def _line(paragraph: Paragraph, one: Line, notes: Footnotes) -> None:
    for run in one.runs:
        if run.text:
            paragraph.add_run(run.text)
        if run.note:
            notes.refer(paragraph, run.note)


def _shown(word: WordDocument, one: Shown) -> None:
    if not one.label:
        for row in one.rows:
            word.add_paragraph(row[0], style="List Bullet")
        return
    if one.svg:
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        picture = paragraph.add_run().add_picture(io.BytesIO(_png(one.svg)), width=Mm(160))
        properties = picture._inline.docPr
        properties.set("descr", one.alt)
        properties.set("title", one.caption)
        _caption(word, one.label, one.title)
    if one.columns:
        if one.svg:
            paragraph = word.add_paragraph(f"{one.label} as a table", style="Caption")
        else:
            paragraph = _caption(word, one.label, one.title)
        paragraph.paragraph_format.keep_with_next = True
        _table(word, one)
    if one.note:
        word.add_paragraph(one.note, style="Box")


def _caption(word: WordDocument, label: str, title: str) -> Paragraph:
    """A caption whose number is a field of the sequence, so that Word's list of figures finds it."""
    kind, number = label.split(" ")
    paragraph: Paragraph = word.add_paragraph(style="Caption")
    paragraph.add_run(f"{kind} ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" SEQ {kind} \\* ARABIC ")
    field.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>{number}</w:t></w:r>"))
    paragraph._p.append(field)
    paragraph.add_run(f". {title}")
    return paragraph


def _table(word: WordDocument, one: Shown) -> None:
    made = word.add_table(rows=1, cols=len(one.columns), style="Table Grid")
    first = made.rows[0]
    for cell, heading in zip(first.cells, one.columns, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    first._tr.get_or_add_trPr().append(repeat)  # the headings come again on each page, and are read out as such
    for row in one.rows:
        for place, (cell, value) in enumerate(zip(made.add_row().cells, row, strict=True)):
            cell.text = value
            if place in one.numeric:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    word.add_paragraph()


def _properties(word: WordDocument, title: str, software: str, language: str) -> None:
    core = word.core_properties
    core.title, core.author, core.language = title, software, language
    core.comments = ""
    for name in ("created", "modified"):
        setattr(core, name, datetime(1980, 1, 1))  # noqa: DTZ001 - the format has no zone
    defaults = word.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    spoken = defaults.find(qn("w:lang"))
    if spoken is None:
        spoken = OxmlElement("w:lang")
        defaults.append(spoken)
    spoken.set(qn("w:val"), language)


def _styles(word: WordDocument) -> None:
    for section in word.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(24)
        section.top_margin = section.bottom_margin = Mm(22)
    for name in ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Caption", "List Bullet"):
        style: Any = word.styles[name]
        style.font.name = "Arial"
        style.font.color.rgb = INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:hAnsi"), "Arial")
    word.styles["Normal"].font.size = Pt(11)
    word.styles["Subtitle"].font.italic = False
    word.styles["Subtitle"].font.size = Pt(11)
    box: Any = word.styles.add_style("Box", 1)
    box.base_style = word.styles["Normal"]
    box.font.size = Pt(9)


def _page_number(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.add_run("Page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " PAGE ")
    field.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>1</w:t></w:r>"))
    paragraph._p.append(field)


@cache
def _png(svg: str) -> bytes:
    return bytes(vl_convert.svg_to_png(svg, scale=SCALE))


def _packed(word: WordDocument) -> bytes:
    """Packed again without the day of packing."""
    buffer, again = io.BytesIO(), io.BytesIO()
    word.save(buffer)
    with zipfile.ZipFile(buffer) as file, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as out:
        for name in file.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, file.read(name))
    return again.getvalue()
