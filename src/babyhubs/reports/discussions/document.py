"""The discussions report as a Word document, with real headings, table headings and no macro."""

import io
import zipfile
from datetime import datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from babyhubs.discussions.archive import packed
from babyhubs.discussions.telling import HIDDEN, Telling
from babyhubs.reports.discussions.tables import tables
from babyhubs.reports.discussions.words import SIMULATED, parts, period, summary
from babyhubs.reports.tables import Table

_RIGHT_TO_LEFT = ("\u0590", "\u08ff")  # Hebrew, Arabic and their neighbours


def document(told: Telling) -> bytes:
    """The document; the same telling gives the same bytes."""
    made = tables(told)
    word = Document()
    word.core_properties.title = f"What families told us: {told.title}"
    word.core_properties.author = told.software
    word.core_properties.language = "en-GB"
    for name in ("created", "modified"):
        setattr(word.core_properties, name, datetime(1980, 1, 1))  # noqa: DTZ001 - the format has no zone
    word.styles["Normal"].font.size = Pt(11)
    word.add_heading("What families told us", 0)
    mark = (
        "Internal: must not leave the service."
        if told.profile.name == "internal"
        else f"Released under disclosure profile {told.profile.name}."
    )
    word.add_paragraph(f"{told.title}. {period(told)}. {told.project_class.capitalize()}. {mark}")
    if told.simulated:
        word.add_paragraph(SIMULATED)
        for section in word.sections:  # on every page
            section.header.paragraphs[0].text = SIMULATED
    word.add_heading("In short", 1)
    for sentence in (*summary(told), *told.notes):
        word.add_paragraph(sentence)
    _themes(word, told)
    for _, heading, lead, names in parts(told, set(made)):
        word.add_heading(heading, 1)
        for sentence in lead:
            word.add_paragraph(sentence)
        for name in names:
            _table(word, made[name])
    word.add_paragraph(f"Made with {told.software}.")
    buffer = io.BytesIO()
    word.save(buffer)
    with zipfile.ZipFile(buffer) as file:  # packed again without the day of packing
        return packed({name: file.read(name) for name in file.namelist()})


def _themes(word: WordDocument, told: Telling) -> None:
    if told.themes:
        word.add_heading("What stops families, and what helps", 1)
    for theme in told.themes:
        word.add_heading(theme.name, 2)
        word.add_paragraph(theme.statement)
        people = "hidden, because it is small" if theme.people == HIDDEN else theme.people
        direction = f"{theme.direction.capitalize()}. " if theme.direction else ""
        word.add_paragraph(f"{direction}People who spoke of it: {people}.")
        for quote in theme.quotes:
            if quote.against:
                word.add_paragraph("This does not fit the theme:")
            paragraph = word.add_paragraph(quote.words, style="Intense Quote")
            if any(_RIGHT_TO_LEFT[0] <= letter <= _RIGHT_TO_LEFT[1] for letter in quote.words):
                paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
            word.add_paragraph(quote.label)


def _table(word: WordDocument, table: Table) -> None:
    caption = word.add_paragraph(table.caption, style="Caption")
    caption.paragraph_format.keep_with_next = True
    made = word.add_table(rows=1, cols=len(table.columns), style="Light Grid Accent 1")
    first = made.rows[0]
    for cell, (heading, _) in zip(first.cells, table.columns, strict=True):
        cell.text = heading
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    first._tr.get_or_add_trPr().append(repeat)  # the heading comes again on each page, and is read out as one
    for row in table.rows:
        for cell, value in zip(made.add_row().cells, row, strict=True):
            cell.text = value
    for note in table.notes:
        word.add_paragraph(note)
