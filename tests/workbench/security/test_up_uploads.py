"""UP: what people send in, through the workbench. The reader's own limits: tests/intake/reading/test_hostile_*.py."""

import ast
import io
import random
import stat
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

import babyhubs
from babyhubs.workbench.audits import places, services
from babyhubs.workbench.audits.models import Upload
from babyhubs.workbench.audits.preparing import prepare
from babyhubs.workbench.web.faults import FAULT
from tests.workbench.audits.export import children, contacts, export, hubs
from tests.workbench.service import Service

SOURCE = Path(babyhubs.__file__).parent
XXE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def workbook() -> bytes:
    """A good one."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        for number, line in enumerate(contacts().splitlines()):
            sheet.write_row(number, 0, line.split(","))
    return buffer.getvalue()


def changed(parts: dict[str, bytes]) -> bytes:
    """A good workbook with parts replaced or added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as good, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bad:
        for name in good.namelist():
            bad.writestr(name, parts.get(name, good.read(name)))
        for name in parts.keys() - set(good.namelist()):
            bad.writestr(name, parts[name])
    return buffer.getvalue()


def with_link() -> bytes:
    """A workbook that holds a symbolic link to the machine's passwords."""
    buffer = io.BytesIO(workbook())
    with zipfile.ZipFile(buffer, "a") as book:
        link = zipfile.ZipInfo("xl/media/link")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        book.writestr(link, "/etc/passwd")
    return buffer.getvalue()


def sent(service: Service, content: bytes, name: str = "contacts.xlsx") -> Upload:
    """An upload whose contacts are these, as far as the worker gets with it."""
    files = export() | {"contacts": SimpleUploadedFile(name, content)}
    one = services.upload(service.actor("analyst"), service.own, files=files)
    prepare(one.pk)
    one.refresh_from_db()
    return one


def told(one: Upload) -> str:
    """What people are told is wrong. It says what to do, and it is no fault of ours."""
    assert one.state == Upload.State.FAILED
    assert one.problem_remedy
    assert one.problem_what != FAULT.what
    return one.problem_what


def outside() -> set[str]:
    """Everything beside the folder of audits, and what slipped out of the data folder."""
    folder = settings.BABYHUBS.folder
    return {path.name for path in (*folder.parent.glob("*slipped*"), *folder.iterdir()) if path.name != "audits"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (changed({"xl/media/picture.bin": b"\0" * 30_000_000}), "unpacks to more"),
        (changed({f"xl/media/{number}": b"x" for number in range(3000)}), "parts"),
        (b",".join(b"c%d" % number for number in range(3000)) + b"\n", "columns"),
        (b"id,date,venue\n1," + b"x" * 1_100_000 + b",Knowle\n" * 3, "longer than"),
    ],
    ids=["unpacked size", "number of parts", "columns", "length of a cell"],
)
def test_up1_what_is_too_large_is_refused_with_its_reason(content: bytes, said: str, service: Service) -> None:
    name = "contacts.xlsx" if content[:2] == b"PK" else "contacts.csv"
    assert said in told(sent(service, content, name))


def test_up1_a_form_of_a_thousand_fields_or_files_is_refused(service: Service) -> None:
    where = f"/programmes/{service.own.pk}/uploads/new/"
    client = service.client("analyst")
    assert client.post(where, {f"field-{number}": "x" for number in range(1100)}).status_code == 400
    assert client.post(where, {f"f{n}": SimpleUploadedFile("a.csv", b"x") for n in range(101)}).status_code == 400
    assert list((settings.BABYHUBS.folder / "incoming").iterdir()) == []


@pytest.mark.parametrize(
    "name",
    ["../../../../tmp/slipped", "/tmp/slipped", "xl/../../slipped", "C:\\slipped", "xl\\..\\..\\slipped", "con.xml"],
)
def test_up2_a_part_whose_name_leads_elsewhere_is_written_nowhere(name: str, service: Service) -> None:
    before = outside()
    one = sent(service, changed({name: b"slipped"}))
    assert one.state in {Upload.State.FAILED, Upload.State.RECOGNISED}
    if one.state == Upload.State.FAILED:
        told(one)
    assert outside() == before
    assert not list(settings.BABYHUBS.folder.rglob("*slipped*"))
    assert not Path("/tmp/slipped").exists()


def test_up2_a_link_in_a_workbook_is_not_followed_and_one_inside_another_not_opened(service: Service) -> None:
    for content in (with_link(), changed({"xl/media/inner.zip": workbook()})):
        one = sent(service, content)
        assert one.state in {Upload.State.FAILED, Upload.State.RECOGNISED}
        for path in places.of_upload(one).rglob("*"):
            assert not path.is_symlink()
            assert b"root:" not in path.read_bytes()


@pytest.mark.parametrize(
    "name", ["../../x.csv", "con", "a\r\nSet-Cookie: x=1.csv", "x" * 5000 + ".csv", "\u202egpj.csv"]
)
def test_up2_the_name_of_a_file_is_only_ever_shown(name: str, service: Service) -> None:
    client: Client = service.client("analyst")
    files = export() | {"contacts": SimpleUploadedFile("contacts.csv", contacts().encode())}
    files["contacts"].name = name
    answer = client.post(f"/programmes/{service.own.pk}/uploads/new/", files)
    assert answer.status_code in {200, 302}
    if answer.status_code == 302:
        page = client.get(answer["Location"])
        assert page.status_code == 200
        assert "Set-Cookie: x" not in str(page.headers)
    for path in settings.BABYHUBS.folder.joinpath("audits").rglob("*"):
        assert path.is_dir() or not {"x.csv", "con"} & {path.name}


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "docProps/app.xml"]
)
@pytest.mark.parametrize("doctype", [XXE, BOMB], ids=["a file of the machine", "a bomb"])
def test_up3_entities_are_refused_in_every_part(part: str, doctype: str, service: Service) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook())) as good:
        body = good.read(part).decode().split("?>", 1)[1]
    assert "entit" in told(sent(service, changed({part: (doctype + body).encode()})))


@pytest.mark.parametrize("name", ["contacts.svg", "contacts.docx", "contacts.xml", "contacts.qdpx"])
def test_up3_other_kinds_of_xml_are_not_opened_at_all(name: str, service: Service) -> None:
    content = f"{XXE}<svg>&x;</svg>".encode()
    assert "root:" not in told(sent(service, content, name))


def test_up3_no_module_parses_what_comes_from_outside_without_the_hardened_readers() -> None:
    """xml.etree may name its classes and write; it never reads. Nothing unpickles, evaluates, or unpacks by name."""
    banned_calls = {"extractall", "eval", "exec", "system", "popen"}
    banned_imports = ("pickle", "marshal", "shelve", "xml.sax", "xml.dom", "yaml")
    found = []
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [f"{path.name}: {name}" for name in names if name.startswith(banned_imports)]
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("xml.etree"):
                readers = {alias.name for alias in node.names} & {
                    "parse",
                    "fromstring",
                    "iterparse",
                    "XMLParser",
                    "XML",
                }
                found += [f"{path.name}: xml.etree.{name}" for name in readers]
            if isinstance(node, ast.Call):
                called = getattr(node.func, "attr", getattr(node.func, "id", ""))
                of = getattr(getattr(node.func, "value", None), "id", "")
                if called in banned_calls and not (called in {"eval", "exec"} and isinstance(node.func, ast.Attribute)):
                    found.append(f"{path.name}: {called}")
                if of in {"ET", "ElementTree"} and called in {"parse", "fromstring", "iterparse", "XML"}:
                    found.append(f"{path.name}: {of}.{called}")
                if any(word.arg == "shell" for word in node.keywords):
                    found.append(f"{path.name}: shell")
    assert found == []


SEEDS = [
    contacts(12).encode(),
    contacts(12).encode("utf-16"),
    workbook(),
    children(8).encode("cp1252"),
    hubs().encode(),
]
PIECES = [
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\r",
    b"\n\r",
    b'"',
    b",,,,",
    "\u202e".encode(),
    b"x" * 1_000_001,
    b"=1+1",
]


@given(data=st.data())
@hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_up4_whatever_is_done_to_a_real_file_ends_in_a_reason_or_in_its_columns(
    data: st.DataObject, service: Service
) -> None:
    content = bytearray(data.draw(st.sampled_from(SEEDS)))
    moments = random.Random(data.draw(st.integers(0, 10**6)))
    for _ in range(moments.randint(1, 6)):
        where = moments.randrange(len(content) or 1)
        what = moments.choice(("change", "cut", "put", "turn", "double"))
        if what == "change" and content:
            content[where] = moments.randrange(256)
        elif what == "cut":
            del content[where : where + moments.randint(1, 200)]
        elif what == "put":
            content[where:where] = moments.choice(PIECES)
        elif what == "turn":
            content[where : where + 50] = content[where : where + 50][::-1]
        else:
            content[where:where] = content[where : where + 500]
    name = data.draw(st.sampled_from(["contacts.csv", "contacts.xlsx", "contacts.tsv", "contacts"]))
    one = sent(service, bytes(content) or b"x", name)
    assert one.state in {Upload.State.RECOGNISED, Upload.State.FAILED}
    if one.state == Upload.State.FAILED:
        told(one)
    page = service.client("analyst").get(f"/programmes/{service.own.pk}/uploads/{one.pk}/", follow=True)
    assert page.status_code == 200


def picture(width: int, height: int) -> bytes:
    """A PNG that says it is this large, in a hundred bytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("where", ["contacts", "hubs file", "room"])
def test_up5_a_picture_is_decoded_only_where_one_is_asked_for_and_none_that_says_it_is_huge(
    where: str, service: Service
) -> None:
    content = picture(100_000, 100_000)
    if where == "room":
        given = {"identity": "hall", "nobody": "on", "picture": SimpleUploadedFile("hall.png", content)}
        where = f"/programmes/{service.own.pk}/observations/rooms/picture/"
        page: Any = service.client("observer").post(where, given)
        assert "too many points" in page.content.decode()
        return
    if where == "contacts":
        assert told(sent(service, content, "contacts.png"))
        return
    client = service.client("analyst")
    answer: Any = client.post(
        f"/programmes/{service.own.pk}/hubs/file/", {"file": SimpleUploadedFile("hubs.png", content)}
    )
    assert "There is a problem" in answer.content.decode()
