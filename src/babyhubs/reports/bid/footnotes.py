"""Footnotes of a Word document, which python-docx does not write: their part, their styles, and the marks that refer to them.

ECMA-376 part 1, 17.11: the part begins with the separators, whose numbers are -1 and 0; each note has its number from 1.
"""

from collections.abc import Mapping
from html import escape

from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))
REFERENCE, TEXT = "FootnoteReference", "FootnoteText"


class Footnotes:
    """The notes of one document, by number."""

    def __init__(self, word: WordDocument, texts: Mapping[int, str]) -> None:
        self.word = word
        self.texts = texts
        text = word.styles.add_style("footnote text", 1)
        text.element.set(qn("w:styleId"), TEXT)
        text.base_style = word.styles["Normal"]
        text.font.size = Pt(9)
        text.paragraph_format.space_after = Pt(0)
        mark = word.styles.add_style("footnote reference", 2)
        mark.element.set(qn("w:styleId"), REFERENCE)
        mark.font.superscript = True

    def refer(self, paragraph: Paragraph, number: int) -> None:
        """The mark of a note at the end of what stands in a paragraph so far."""
        run = paragraph.add_run()
        style = OxmlElement("w:rStyle")
        style.set(qn("w:val"), REFERENCE)
        run._r.get_or_add_rPr().append(style)
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(number))
        run._r.append(mark)

    def close(self) -> None:
        """Writes the part."""
        separators = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for number, kind in SEPARATORS
        )
        notes = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{TEXT}"/></w:pPr>'
            f'<w:r><w:rPr><w:rStyle w:val="{REFERENCE}"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
            for number, text in sorted(self.texts.items())
        )
        xml = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f"<w:footnotes {nsdecls('w')}>{separators}{notes}</w:footnotes>"
        )
        package = self.word.part.package
        part = Part(PackURI("/word/footnotes.xml"), TYPE, xml.encode(), package)
        self.word.part.relate_to(part, RELATION)
        ids = "".join(f'<w:footnote w:id="{number}"/>' for number, _ in SEPARATORS)
        settings = self.word.settings.element
        place = settings.find(qn("w:compat"))
        made = parse_xml(f"<w:footnotePr {nsdecls('w')}>{ids}</w:footnotePr>")
        if place is None:
            settings.append(made)
        else:
            place.addprevious(made)  # the schema wants it before the compatibility settings
