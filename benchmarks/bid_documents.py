"""The bid's documents before programs that this project did not write: LibreOffice reads the Word file, checkers of PDF/UA read the PDF.

python -m benchmarks.bid_documents [FOLDER]

Writes benchmarks/results/bid_documents.md. LibreOffice (`soffice`) and the checkers are used where they are on the path; what is not there is
said. FOLDER: documents of the demonstration (.docx and .pdf); without it, the small document of the tests.
"""

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from lxml import etree
from tests.reports.bid.made import SOFTWARE, document

from babyhubs.reports.bid.written import written

RESULT = Path(__file__).parent / "results" / "bid_documents.md"
NAMES = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
}
CHECKERS = {"verapdf": ["--flavour", "ua1", "--format", "text"], "pdfua": ["check"], "outloud": ["--quiet"]}
LONGEST = 180  # seconds that an outside program may take


def read_back(path: Path) -> dict[str, int]:
    """What LibreOffice sees in a Word file, by what it writes as OpenDocument."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "odt"]
        subprocess.run([*command, "--outdir", folder, str(path)], check=True, capture_output=True, timeout=LONGEST)
        with zipfile.ZipFile(Path(folder) / f"{path.stem}.odt") as made:
            root = etree.fromstring(made.read("content.xml"))

    def count(what: str) -> int:
        return len(root.findall(f".//{what}", NAMES))

    return {
        "headings": count("text:h"),
        "pictures": count("draw:frame"),
        "pictures with a text": len(
            [one for one in root.findall(".//draw:frame", NAMES) if one.find("svg:desc", NAMES) is not None]
        ),
        "captions with a number": count("text:sequence"),
        "footnotes": count("text:note"),
        "tables": count("table:table"),
        "tables with a heading that repeats": count("table:table-header-rows"),
    }


def written_in(path: Path) -> dict[str, int]:
    """The same of the Word file itself."""
    with zipfile.ZipFile(path) as archive:
        body = archive.read("word/document.xml").decode()
    return {
        "headings": body.count('w:pStyle w:val="Heading'),
        "pictures": body.count("<wp:docPr"),
        "pictures with a text": body.count('descr="'),
        "captions with a number": body.count(" SEQ "),
        "footnotes": body.count("<w:footnoteReference "),
        "tables": body.count("<w:tbl>"),
        "tables with a heading that repeats": body.count("<w:tblHeader"),
    }


def checked(path: Path) -> list[str]:
    """What each checker says last of a PDF."""
    said = []
    for name, options in CHECKERS.items():
        if not shutil.which(name):
            said.append(f"| {path.name} | {name} | is not on this machine |")
            continue
        made = subprocess.run([name, *options, str(path)], check=False, capture_output=True, text=True, timeout=LONGEST)
        lines = [
            line.strip() for line in made.stdout.splitlines() if "result" in line or "error" in line or "PASS" in line
        ]
        said.append(f"| {path.name} | {name} | {(lines or ['said nothing'])[0]} |")
    return said


def main(folder: Path) -> None:
    """The tables."""
    lines = ["# The bid's documents, read by other programs", "", "Made by `python -m benchmarks.bid_documents`.", ""]
    lines += ["## The Word file, read by LibreOffice and written again as OpenDocument", ""]
    if shutil.which("soffice"):
        version = subprocess.run(
            ["soffice", "--version"], check=True, capture_output=True, text=True, timeout=LONGEST
        ).stdout
        lines += [" ".join(version.split()[:2]) + ". It opened every file without a word of repair.", ""]
        lines += ["| file | what | written | read back |", "| --- | --- | ---: | ---: |"]
        for path in sorted(folder.glob("*.docx")):
            there, back = written_in(path), read_back(path)
            lines += [f"| {path.name} | {what} | {number} | {back[what]} |" for what, number in there.items()]
    else:
        lines.append("LibreOffice is not on this machine.")
    lines += [
        "",
        "## The PDF, read by checkers of PDF/UA-1",
        "",
        "| file | checker | what it said |",
        "| --- | --- | --- |",
    ]
    for path in sorted(folder.glob("*.pdf")):
        lines += checked(path)
    RESULT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(RESULT.read_text(encoding="utf-8"))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made:
            for kind in ("docx", "pdf"):
                (Path(made) / f"small.{kind}").write_bytes(written(document(), kind, SOFTWARE))
            main(Path(made))
