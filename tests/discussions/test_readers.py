"""Transcripts as people and machines write them: the words come, the speakers are found, hostile files end in a sentence."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from babyhubs.discussions.readers.kind import kind
from babyhubs.discussions.readers.text import read_text
from babyhubs.discussions.receipt import Receipt
from babyhubs.discussions.texts import canonical, plain
from babyhubs.discussions.turns import turns_of
from babyhubs.errors import InputError
from tests.shared_data import shared

TEAMS_VTT = (
    "WEBVTT\n\n0d8c/1-0\n00:00:01.000 --> 00:00:03.500\n<v Sara Lead>How did you hear</v>\n\n0d8c/1-1\n"
    "00:00:03.500 --> 00:00:04.000\n<v Sara Lead>of the hub?</v>\n\n0d8c/2-0\n00:00:05.000 --> 00:00:07.000\n"
    "<v Amina K>My neighbour &amp; her sister told me.</v>\n"
)
SRT = "1\n00:00:00,000 --> 00:00:02,000\nSPEAKER_00: Hello.\n\n2\n00:00:02,000 --> 00:00:04,000\nSPEAKER_01: Hello, I came by bus.\n"
ATRAIN = "Transcription for 231101-talk\n\nSPEAKER_00\n[00:00:01] - How was it?\n\nSPEAKER_01\n[00:00:04] - It was busy.\n[00:00:06] - We left.\n"
ATRAIN_MAXQDA = "Transcription for 231101-talk\n\nSPEAKER_00\n[00:00:01] - How was it? \n\nSPEAKER_01\n[00:00:04] - It was busy. [00:00:06] - We left. "
NOSCRIBE = (
    "<html><head><title>x</title><style>p{}</style></head><body><p>talk</p><p><a name='ts_1'>S00: How was it?</a></p>"
    "<p><a name='ts_2'>S01: It was busy. We left.</a></p><p>S00: I see.</p><p>S01: Yes.</p></body></html>"
)
TEAMS_WORD = ["Meeting in November", "Sara Lead   0:03", "How was it?", "Amina K   0:07", "It was busy.", "We left."]


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "wanted"),
    [
        ("teams.vtt", TEAMS_VTT, "Sara Lead: How did you hear of the hub?\nAmina K: My neighbour & her sister told me."),
        ("talk.srt", SRT, "SPEAKER_00: Hello.\nSPEAKER_01: Hello, I came by bus."),
        ("transcription_timestamps.txt", ATRAIN, "SPEAKER_00: How was it?\nSPEAKER_01: It was busy. We left."),
        ("transcription_maxqda.txt", ATRAIN_MAXQDA, "SPEAKER_00: How was it?\nSPEAKER_01: It was busy. We left."),
        (
            "transcription.json",
            json.dumps({"segments": [{"speaker": "SPEAKER_00", "text": " Hi."}, {"speaker": "SPEAKER_00", "text": "So?"}]}),
            "SPEAKER_00: Hi. So?",
        ),
        ("noscribe.html", NOSCRIBE, "talk\nS00: How was it?\nS01: It was busy. We left.\nS00: I see.\nS01: Yes."),
        ("notes.md", "# Notes\n\nMother: it was busy.\r\nMother: we left.", "# Notes\n\nMother: it was busy.\nMother: we left."),
        ("rich.rtf", r"{\rtf1\ansi Mother: it was \b busy\b0 .\par Mother: \u8364? 4.\par}", "Mother: it was busy.\nMother: € 4.\n"),
    ],
)  # fmt: skip
def test_what_machines_and_people_write(name: str, content: str, wanted: str, tmp_path: Path) -> None:
    assert read_text(write(tmp_path, name, content), Receipt(name)) == wanted


def test_a_word_document_with_teams_lines_a_table_and_tracked_changes(tmp_path: Path) -> None:
    word = Document()
    for line in TEAMS_WORD:
        word.add_paragraph(line)
    word.save(str(tmp_path / "teams.docx"))
    assert read_text(tmp_path / "teams.docx", Receipt("t")) == "Sara Lead: How was it?\nAmina K: It was busy. We left."
    table = Document()
    table.add_paragraph("Before")
    table.add_table(1, 2).rows[0].cells[1].text = "Inside"
    table.save(str(tmp_path / "table.docx"))
    assert "Inside" in read_text(tmp_path / "table.docx", Receipt("t"))


def test_an_open_document(tmp_path: Path) -> None:
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
        '<text:p>Mother: it<text:s text:c="2"/>was <text:span>busy</text:span>.</text:p><text:p>Mother: we<text:tab/>left.</text:p>'
        "</office:text></office:body></office:document-content>"
    )
    path = tmp_path / "talk.odt"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("content.xml", content)
    assert read_text(path, Receipt("o")) == "Mother: it  was busy.\nMother: we\tleft."


def test_a_pdf_with_text_and_one_that_is_a_scan(tmp_path: Path) -> None:
    stream = b"BT /F1 12 Tf 50 700 Td (Mother: it was busy.) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream), b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]  # fmt: skip
    content, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(content)
    content += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    content += b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    assert "it was busy" in read_text(write(tmp_path, "talk.pdf", content), Receipt("p"))
    blank = PdfWriter()
    blank.add_blank_page(100, 100)
    buffer = io.BytesIO()
    blank.write(buffer)
    with pytest.raises(InputError, match="scan"):
        read_text(write(tmp_path, "scan.pdf", buffer.getvalue()), Receipt("p"))


def _bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b"<a>" + b" " * 20_000_000 + b"</a>")
    return buffer.getvalue()


def _entities() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>')
    return buffer.getvalue()


SUFFIXES = (".docx", ".pdf", ".doc", ".mp3", ".m4a", ".txt", ".vtt", ".json", ".html")


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("bomb.docx", _bomb(), "unpacks to more"),
        ("entities.docx", _entities(), "defines XML entities"),
        ("cut.docx", _entities()[:60], "damaged"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<<", "PDF"),
        ("old.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old Office"),
        ("talk.mp3", b"ID3\x03" + b"\0" * 600, "sound recording"),
        ("talk.m4a", b"\0\0\0\x20ftypM4A " + b"\0" * 600, "sound recording"),
        ("empty.txt", b"  \n", "empty"),
        ("binary.txt", b"abc\0\x01\x02def", "not text"),
        ("captions.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "no words"),
        ("other.json", '{"segments": 3}', "not a transcript"),
        ("tags.html", "<html>" + "<a" * 100_000, "damaged, or too large"),
        ("comments.html", "<html>" + "<!-->" * 1_000 + "<!--" * 100, "damaged, or too large"),
        ("deep.json", "[" * 100_000, "not a transcript"),
    ],
    # by the file's name alone: an archive holds the time at which it was made, and each worker makes its own
    ids=lambda one: one if isinstance(one, str) and one.endswith(SUFFIXES) else "",
)
def test_hostile_and_useless_files_end_in_a_sentence(
    name: str, content: str | bytes, what: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=what):
        read_text(write(tmp_path, name, content), Receipt(name))


def test_the_real_interviews_read_the_same_from_word_and_from_text() -> None:
    for name in ("David", "Lisa", "Pauline"):
        word, text = (
            read_text(shared(f"transcripts/sheffield/{name}.{form}"), Receipt(name)) for form in ("docx", "txt")
        )
        assert len(turns_of(word)) == len(turns_of(text)) > 70
        assert {one.speaker for one in turns_of(word)} == {"", "Researcher 1", name}


def test_the_interviewer_is_known_and_what_stands_before_is_nobodys() -> None:
    text = (
        "Recorded in May\nInterviewer: How?\n[Person 3]: By bus.\nStill going.\nInterviewer: And?\n[Person 3]: Fine.\n"
    )
    turns = turns_of(text)
    assert [(one.speaker, one.asks) for one in turns] == [
        ("", True), ("Interviewer", True), ("[Person 3]", False), ("Interviewer", True), ("[Person 3]", False),
    ]  # fmt: skip
    assert text[turns[2].said : turns[2].end] == "By bus.\nStill going.\n"


@given(st.text(alphabet=st.sampled_from(list("ab:\n\r\ufeffé e\u0301👶ক[]#")), max_size=80))
def test_the_kept_form_is_stable_and_positions_stay_inside(raw: str) -> None:
    known = canonical(raw)
    assert known.text == plain(raw) == plain(known.text) or known.text.startswith("\ufeff")
    assert (known.starts <= known.ends).all()
    assert known.starts[0] == 0
    assert known.ends[-1] == len(known.text)
    turns = turns_of(known.text)
    assert all(one.start <= one.said <= one.end for one in turns)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_door(content: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder), "file.txt", content)
        try:
            kind(path)
            read_text(path, Receipt("x"))
        except InputError:
            pass
