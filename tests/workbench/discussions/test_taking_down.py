"""Taking it down: in the room and by file, names out, passed; and what the record is told of it."""

import io
import re
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from babyhubs.discussions import consents
from babyhubs.workbench.discussions import project
from babyhubs.workbench.record.models import Entry
from tests.workbench.discussions.rows import a_row, begun, told
from tests.workbench.service import Service

NOTES = {
    "day": "2026-09-02", "spoken": "so", "interpreter": "on", "know": "Did not know of it. Her neighbour Hodan told her.",
    "cost": "Two buses.", "use": "yes", "quote": "yes", "paraphrase": "yes", "record": "no", "safeguarding": "no",
    "age": "25-29", "unseen": ["interpreter", "no-car"], "ethnic-group": "rather-not",
}  # fmt: skip


def at(service: Service) -> tuple[Client, str]:
    """A browser of the lead, and the address of the discussions, which have begun."""
    begun(service.own)
    return service.client("service-lead"), f"/programmes/{service.own.pk}/discussions/"


def record_text() -> str:
    """Everything that the record holds."""
    return " ".join(f"{one.action} {one.actor_name} {one.details}" for one in Entry.objects.all())


class TestInTheRoom:
    def test_nothing_is_kept_before_it_was_read_back(self, service: Service) -> None:
        client, where = at(service)
        page = client.post(f"{where}room/", {**NOTES, "step": "read-back"}).content.decode()
        assert "Parent: Two buses." in page
        with project.opened(service.own) as one:
            assert one.count("source") == 0
        again = client.post(f"{where}room/", {**NOTES, "step": "change"}).content.decode()
        assert "Two buses.</textarea>" in again

    def test_it_is_kept_once_with_consents_and_what_they_say_of_themselves(self, service: Service) -> None:
        client, where = at(service)
        row = a_row(service.own)
        sent = {**NOTES, "row": row, "step": "keep", "once": "a-page"}
        page = client.post(f"{where}room/", sent).content.decode()
        code = page.split("<code>")[1].split("</code>")[0]
        assert "kept already" in client.post(f"{where}room/", sent).content.decode()
        with project.opened(service.own) as one:
            assert one.count("source") == 1
            person = consents.participant_of_code(one, code)
            assert consents.consents(one, consents.RECORD) == {person: False}
            values = {row["name"]: (row["value"], row["status"]) for row in one.rows(
                "SELECT name, value, status FROM participant_value JOIN variable ON guid = variable")}  # fmt: skip
            assert one.value("SELECT sum(people) FROM frame_count WHERE stage = 'took part'") == 1
            assert one.value("SELECT safeguarding FROM source") == "no"
        assert values["Mother's age at birth"] == ("25 to 29", "given")
        assert values["Ethnic group"] == ("", "declined")
        assert values["Main language"] == ("", "not asked")
        assert "Families without a car" in values["Groups that the records cannot show"][0]
        assert values["Use of the hub"] == ("Never came", "given")
        assert not {"Hodan", "buses", code} & set(record_text().replace('"', " ").split())

    def test_without_consent_to_use_nothing_is_kept(self, service: Service) -> None:
        client, where = at(service)
        page = client.post(f"{where}room/", {**NOTES, "use": "no", "step": "keep", "once": "b"}).content.decode()
        assert "Without it nothing is kept" in page
        with project.opened(service.own) as one:
            assert one.count("source") == 0


def docx(words: str) -> bytes:
    """The smallest Word file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        body = f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>'
        file.writestr("word/document.xml", body)
    return made.getvalue()


class TestByFile:
    def test_many_at_once_each_with_its_receipt_and_hostile_ones_refused(self, service: Service) -> None:
        client, where = at(service)
        assert re.search(r'type="file" multiple', client.get(f"{where}texts/upload/").content.decode())
        files = [
            SimpleUploadedFile("Amina Warsame.docx", docx("She rang 07700 900123.")),
            SimpleUploadedFile("talk.vtt", b"WEBVTT\n\n00:00.000 --> 00:02.000\nIt was far.\n"),
            SimpleUploadedFile("notes.txt", "لم أذهب أبداً".encode()),
            SimpleUploadedFile("program.txt", b"MZ\x90\x00 is no text"),
            SimpleUploadedFile("cut.docx", docx("x")[:60]),
            SimpleUploadedFile("sheet.csv", b"participant,use\nP1,yes\n"),
        ]
        page = client.post(
            f"{where}texts/upload/", {"files": files, "kind": "notes", "language": "en"}
        ).content.decode()
        assert page.count("not taken in") == 3
        assert "This is a program, not a text." in page
        assert "--as" not in page
        with project.opened(service.own) as one:
            assert [row[0] for row in one.rows("SELECT name FROM source ORDER BY number")] == [
                "Text 1",
                "Text 2",
                "Text 3",
            ]
            held = " ".join(str(row[0]) for row in one.rows("SELECT text FROM source_version"))
            acts = " ".join(f"{row['target']} {row['detail']}" for row in one.rows("SELECT * FROM act"))
            receipts = " ".join(row["content"] for row in one.rows("SELECT content FROM receipt"))
        assert "07700" not in held
        assert "Warsame" not in held + acts + receipts + record_text()

    def test_a_consent_sheet_takes_names_out_of_texts_that_are_there(self, service: Service) -> None:
        told(service.own, "Hodan said it was far.")
        client, where = at(service)
        sheet = SimpleUploadedFile("Sheet.csv", b"participant,text,names,use,quote\nP9,Text 1,Hodan Ali,yes,no\n")
        page = client.post(f"{where}consent-sheet/", {"sheet": sheet}).content.decode()
        assert "1 participant" in page
        with project.opened(service.own) as one:
            assert one.value("SELECT text FROM source_version WHERE text IS NOT NULL") == "[Person 1] said it was far."
            assert one.value("SELECT review FROM source") == "waiting"
        assert "Hodan" not in record_text()


class TestNames:
    def test_a_text_is_passed_only_when_no_word_waits(self, service: Service) -> None:
        source, _ = told(service.own, "It was nice with Donna from the flat above the Co-op, until donny moved.")
        client, where = at(service)
        here = f"{where}texts/{source}/names/"
        assert "<mark>Donna</mark>" in client.get(here).content.decode()
        assert client.post(f"{here}pass/").headers["Location"] == here
        with project.opened(service.own) as one:
            numbers = {row["word"]: row["number"] for row in one.rows("SELECT * FROM doubt")}
        client.post(here, {f"word-{numbers['Donna']}": "person"})
        client.post(f"{here}take-out/", {"words": "flat above the  co-op", "kind": "detail"})
        client.post(f"{here}take-out/", {"words": "donny", "kind": "person"})
        client.post(f"{here}keep-all/")
        assert client.post(f"{here}pass/").headers["Location"] == f"{where}texts/"
        with project.opened(service.own) as one:
            text = one.value("SELECT text FROM source_version WHERE text IS NOT NULL")
            assert one.value("SELECT review FROM source") == "passed"
        assert text == "It was nice with [Person 1] from the [Detail 1], until [Person 2] moved."
        assert not {"Donna", "donny", "Co-op"} & set(record_text().replace('"', " ").split())

    def test_words_that_stand_nowhere_are_said_to(self, service: Service) -> None:
        source, _ = told(service.own)
        client, where = at(service)
        page = client.post(f"{where}texts/{source}/names/take-out/", {"words": "Zebedee", "kind": "person"})
        assert "These words stand in no text." in page.content.decode()
        with project.opened(service.own) as one:
            assert one.count("pseudonym") == 0


class TestParticipants:
    def test_consent_is_added_to_and_withdrawing_takes_the_words_out(self, service: Service) -> None:
        told(service.own, "It was far and cold.")
        client, where = at(service)
        with project.opened(service.own) as one:
            person = one.value("SELECT guid FROM participant")
        here = f"{where}participants/{person}/"
        assert client.post(f"{here}consent/", {"day": "2026-09-03", "quote": "no"}).status_code == 302
        page = client.get(here).content.decode()
        assert "said by one person alone" in page
        assert "Tick the box first." in client.post(f"{here}withdraw/").content.decode()
        assert client.post(f"{here}withdraw/", {"sure": "on"}).status_code == 302
        with project.opened(service.own) as one:
            assert one.value("SELECT text FROM source_version WHERE text IS NOT NULL") == "[withdrawn]"
            assert consents.consents(one, consents.USE) == {person: False}

    def test_a_label_that_says_something_is_refused(self, service: Service) -> None:
        client, where = at(service)
        page = client.post(f"{where}participants/", {"label": "Amina", "role": "parent"}).content.decode()
        assert "A label must say nothing about anybody." in page
