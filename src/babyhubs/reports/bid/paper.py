"""The document as a PDF for everybody: tagged, with headings, table headings, alternative texts and a language (PDF/UA-1, ISO 14289-1).

Typst sets it, with its own fonts, so that no machine's fonts change a byte. It refuses to write a file that breaks a rule of PDF/UA that it
can check. Every word from outside goes in as a string of its own, never as markup.
"""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from babyhubs.errors import BabyhubsError, Refused
from babyhubs.evidence.bid.composing import Items, Line, Title
from babyhubs.reports.bid.readied import Readied
from babyhubs.reports.bid.shown import Shown

STANDARD: Final = "ua-1"
HERE = Path(__file__).parent
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
BODY = "Libertinus Serif"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def pdf(ready: Readied, software: str) -> bytes:
    """The file."""
    if ready.made.form.mirrored:
        raise Refused(
            "The fonts that set the PDF are not made for the script of this language.",
            remedy="Make the web page or the Word document; both use the reader’s own fonts.",
        )
    import typst  # noqa: PLC0415 - forty megabytes that no other page needs

    # The root is never the folder in which somebody happened to start the program.
    compiler = typst.Compiler(source(ready, software).encode(), root=HERE, ignore_system_fonts=True)
    try:
        made = compiler.compile(format="pdf", pdf_standards=[STANDARD], timestamp=EPOCH)
    except RuntimeError as error:
        raise BabyhubsError(f"The PDF could not be set: {error}") from error
    assert isinstance(made, bytes)
    return made


def source(ready: Readied, software: str) -> str:
    """What Typst sets."""
    made = ready.made
    language, _, region = made.form.language.partition("-")
    title = f"{made.title}. {made.form.title}"
    slides = made.form.kind == "slides"
    paper, size = ("presentation-16-9", "20pt") if slides else ("a4", "11pt")
    head = f"[{_text(made.mark)} #h(1fr) ]" if made.mark else "none"
    lines = [
        f"#set document(title: {_string(title)}, author: {_string(software)})",
        f"#set text(font: {_string(BODY)}, size: {size}, lang: {_string(language)}{f', region: {_string(region)}' if region else ''})",
        f'#set page(paper: "{paper}", margin: 2.2cm, header: {head}, numbering: "1 / 1", number-align: right)',
        "#set par(justify: false, leading: 0.62em, spacing: 0.95em)",
        "#set footnote.entry(gap: 0.4em)",
        "#show footnote.entry: set text(size: 8.5pt)",
        "#show heading: set block(above: 1.3em, below: 0.7em)",
        "#show figure.where(kind: table): set figure.caption(position: top)",
        "#show figure.caption: set text(size: 9.5pt)",
        "#show figure.caption: set align(left)",
        "#show table.cell: set text(size: 9.5pt)",
        "#show table.cell.where(y: 0): strong",
        "#set table(stroke: (x, y) => (bottom: 0.5pt + luma(120)), align: left + top)",
        "#show figure.where(kind: table): set block(breakable: true)",
        f"#title[{_text(made.title)}]",
        _text(made.under_title),
        *([f"#strong[{_text(made.mark)}]"] if made.mark else []),
    ]
    notes = {note.number: note.text for note in made.notes}
    for part, pieces in ready.parts:
        if slides:
            lines.append("#pagebreak()")
        lines.append(f"#heading(level: 1)[{_text(part.section.title)}]")
        if part.count.limit and not slides:
            lines.append(f"#block(sticky: true, text(size: 9pt, fill: luma(80))[{_text(part.count.told)}])")
        for piece in pieces:
            lines += _piece(piece, notes, slides=slides)
    return "\n\n".join(lines) + "\n"


def _piece(piece: Title | Line | Items | Shown, notes: dict[int, str], *, slides: bool) -> list[str]:
    if isinstance(piece, Title):
        return [f"#heading(level: 2)[{_text(piece.text)}]"]
    if isinstance(piece, Line):
        return [f"#par[{_line(piece, notes)}]"]
    if isinstance(piece, Items):
        return [f"#list({', '.join(f'[{_line(one, notes)}]' for one in piece.lines)})"]
    if slides and piece.svg:  # the table does not fit beside it; the alternative text says all that it says
        return _shown(replace(piece, columns=(), rows=()), width="62%")
    return _shown(piece)


def _shown(one: Shown, width: str = "100%") -> list[str]:
    if not one.label:
        return [f"#list({', '.join(f'[{_text(row[0])}]' for row in one.rows)})"]
    lines = []
    if one.svg:
        drawing = _string(one.svg.replace("Arial, Liberation Sans, Helvetica, sans-serif", BODY))
        lines.append(
            f'#figure(image(bytes({drawing}), format: "svg", width: {width}, alt: {_string(one.alt)}), '
            f"kind: image, supplement: none, numbering: none, caption: [{_text(one.caption)}])"
        )
    if one.columns:
        caption = f"{one.label} as a table" if one.svg else one.caption
        columns = ", ".join("auto" if place else "1fr" for place in range(len(one.columns)))
        if not one.numeric:
            columns = ", ".join("1fr" for _ in one.columns)
        align = ", ".join("right" if place in one.numeric else "left" for place in range(len(one.columns)))
        heading = ", ".join(f"[{_text(cell)}]" for cell in one.columns)
        cells = ", ".join(f"[{_text(cell)}]" for row in one.rows for cell in row)
        lines.append(
            f"#figure(table(columns: ({columns},), align: ({align},), table.header({heading}), {cells}), "
            f"kind: table, supplement: none, numbering: none, caption: [{_text(caption)}])"
        )
    if one.note:
        lines.append(f"#text(size: 9pt, fill: luma(80))[{_text(one.note)}]")
    return lines


def _line(one: Line, notes: dict[int, str]) -> str:
    return "".join(_text(run.text) + (f"#footnote[{_text(notes[run.note])}]" if run.note else "") for run in one.runs)


def _text(text: str) -> str:
    """Words as a string inside markup: nothing in them can be a command."""
    return f"#{_string(text)};" if text else ""


def _string(text: str) -> str:
    r"""A literal of Typst: JSON's, but for a character by number, which is written \u{..}."""
    written = json.dumps(CONTROL.sub("", text), ensure_ascii=False)
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: f"\\u{{{found[1]}}}", written)
