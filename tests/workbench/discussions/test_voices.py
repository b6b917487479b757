"""Voice notes: off until switched on, sealed, in no backup, gone on their day, and words only by a person's hand."""

import shutil
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from babyhubs.discussions import consents
from babyhubs.errors import InputError
from babyhubs.workbench.discussions import project
from babyhubs.workbench.discussions.parents.wording import texts
from babyhubs.workbench.discussions.texts import services as texts_services
from babyhubs.workbench.discussions.voices import cleaning, keeping, kinds, transcribing
from babyhubs.workbench.discussions.voices.models import VoiceNote, VoiceSetting
from babyhubs.workbench.record.models import Entry
from tests.workbench.discussions.rows import WAV, a_voice, an_invitation, begun, voices_on
from tests.workbench.discussions.test_parents import code_on
from tests.workbench.service import TEST, Service

SENT = {"words": "It was cold.", "agree": "yes", "quote": "no", "record": "yes"}


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    cache.clear()
    yield
    shutil.rmtree(settings.BABYHUBS.folder / "voices", ignore_errors=True)
    assert list((settings.BABYHUBS.folder / "incoming").iterdir()) == []  # nothing unsealed is left of what was sent


def page(service: Service) -> str:
    return str(reverse("tell-in", args=[an_invitation(service.own).token, "en"]))


def sent(service: Service, content: bytes = WAV, name: str = "note.m4a", **more: str) -> str:
    """The answer to a form with a recording."""
    answer = Client().post(page(service), {**SENT, **more, "voice": SimpleUploadedFile(name, content)})
    assert answer.status_code == 200
    return answer.content.decode()


def files() -> list[Path]:
    return [path for path in (settings.BABYHUBS.folder / "voices").rglob("*") if path.is_file()]


def mp4(seconds: int, handler: bytes = b"soun") -> bytes:
    """The boxes that are looked at, and no sound."""
    head = b"\x00\x00\x00\x18ftypM4A \x00\x00\x02\x00isomiso2"
    return (
        head
        + b"\x00\x00\x00\x6cmvhd"
        + bytes(12)
        + (1000).to_bytes(4)
        + (seconds * 1000).to_bytes(4)
        + b"hdlr"
        + bytes(8)
        + handler
    )


class TestTheSwitch:
    def test_it_is_off_and_then_the_page_says_nothing_of_it(self, service: Service) -> None:
        found = Client().get(page(service)).content.decode()
        assert texts("en")("voice") not in found
        assert 'type="file"' not in found
        assert "multipart" not in found
        assert 'class="code"' in sent(service)  # a page from before: what was typed is kept, the recording is not
        assert not VoiceNote.objects.exists()
        assert files() == []

    def test_somebody_switches_it_on_and_the_parent_reads_for_how_long(self, service: Service) -> None:
        begun(service.own)
        where = reverse("discussions-voices-switch", args=[service.own.pk])
        client = service.client("analyst")
        assert "less than or equal to 90" in client.post(where, {"on": "on", "days": "91"}).content.decode()
        assert not VoiceSetting.objects.exists()
        assert client.post(where, {"on": "on", "days": "7"}).status_code == 302
        assert Entry.objects.get(action="discussions.voices-switched").details == '{"days": 7, "on": true}'
        found = Client().get(page(service)).content.decode()
        assert '<input type="file" id="voice" name="voice" accept="audio/*" capture' in found
        assert "after 7 days at the latest" in found
        assert "<script" not in found


class TestSending:
    def test_it_is_kept_sealed_with_her_consent_until_its_day(self, service: Service) -> None:
        voices_on(service.own, 7)
        sent(service, words="")
        note = VoiceNote.objects.get()
        assert note.delete_on == timezone.localdate() + timedelta(days=7)
        assert (note.kind, keeping.read(note)) == ("audio/wav", WAV)
        assert WAV[:20] not in files()[0].read_bytes()
        with project.opened(service.own) as one:
            assert consents.consents(one, consents.RECORD)[note.participant] is True
            assert "Parent: [voice note]" in str(one.value("SELECT text FROM source_version"))
        files()[0].write_bytes(files()[0].read_bytes()[:-1] + b"x")
        assert keeping.read(note) is None  # somebody changed it

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"MZ" + bytes(400), "voice-bad"),
            (b"", "voice-bad"),
            (b"<svg onload='alert(1)'>" + bytes(99), "voice-bad"),
            (mp4(20, b"vide"), "voice-bad"),
            (mp4(600), "voice-long"),
            (b"ID3" + bytes(kinds.LARGEST), "voice-long"),
        ],
        ids=["a program", "nothing", "a page", "a film", "ten minutes", "too many bytes"],
    )
    def test_another_file_is_refused_and_what_she_typed_stays(
        self, content: bytes, said: str, service: Service
    ) -> None:
        voices_on(service.own)
        found = sent(service, content)
        assert texts("en")(said) in found
        assert "It was cold." in found
        assert files() == []
        with project.opened(service.own) as one:
            assert one.count("source") == 0

    def test_without_her_consent_to_be_recorded_nothing_is_kept(self, service: Service) -> None:
        voices_on(service.own)
        found = sent(service, record="")
        assert texts("en")("record-needed") in found
        assert texts("en")("voice-again") in found
        assert not VoiceNote.objects.exists()

    def test_a_longer_time_chosen_since_is_not_what_she_agreed_to(self, service: Service) -> None:
        voices_on(service.own, 30)
        sent(service, voice_days="7")
        assert VoiceNote.objects.get().delete_on == timezone.localdate() + timedelta(days=7)

    def test_nobody_without_an_account_sends_a_file_elsewhere(self, service: Service) -> None:
        voices_on(service.own)
        file = {"voice": SimpleUploadedFile("a.wav", WAV)}
        assert Client().post(reverse("tell-take-back", args=["en"]), file).status_code == 400

    def test_when_too_many_wait_the_page_offers_none(self, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
        voices_on(service.own)
        a_voice(service.own)
        monkeypatch.setattr("babyhubs.workbench.discussions.voices.receiving.MOST_WAITING", 1)
        assert 'type="file"' not in Client().get(page(service)).content.decode()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (mp4(20), "audio/mp4"),
        (b"\x00\x00\x00\x18ftyp3gp4" + bytes(40), "audio/3gpp"),
        (b"\x1a\x45\xdf\xa3" + bytes(20) + b"webm" + bytes(40) + b"A_OPUS", "audio/webm"),
        (b"\x1a\x45\xdf\xa3" + bytes(20) + b"webm" + bytes(40) + b"V_VP9", ""),
        (b"OggS" + bytes(24) + b"OpusHead", "audio/ogg"),
        (b"#!AMR\n" + bytes(40), "audio/amr"),
        (b"\xff\xfb\x90\x00" + bytes(40), "audio/mpeg"),
        (WAV, "audio/wav"),
    ],
)  # fmt: skip
def test_what_a_recorder_writes_is_known_by_its_content(content: bytes, kind: str) -> None:
    assert kinds.kind(content) == kind
    assert not kinds.too_long(content)


class TestListening:
    def test_it_is_played_from_here_alone_and_in_parts(self, service: Service) -> None:
        note = a_voice(service.own)
        client, where = service.client("analyst"), reverse("discussions-voice-sound", args=[service.own.pk, note.pk])
        whole = client.get(where)
        assert (whole.content, whole["Content-Type"], whole["Cache-Control"]) == (WAV, "audio/wav", "no-store")
        part = client.get(where, headers={"Range": "bytes=0-1"})
        assert (part.status_code, part.content, part["Content-Range"]) == (206, b"RI", f"bytes 0-1/{len(WAV)}")
        assert client.get(where, headers={"Range": "bytes=99999-"}).status_code == 416
        listen = client.get(reverse("discussions-voice", args=[service.own.pk, note.pk]))
        assert listen["Content-Security-Policy"].endswith("; media-src 'self'")
        assert f'<audio controls preload="none" src="{where}">' in listen.content.decode()

    def test_what_is_typed_becomes_a_text_that_waits_for_its_review(self, service: Service) -> None:
        note = a_voice(service.own)
        client, where = service.client("analyst"), reverse("discussions-voice", args=[service.own.pk, note.pk])
        assert client.post(where, {"said": "The bus never comes.\nCall 07700 900123."}).status_code == 302
        note.refresh_from_db()
        with project.opened(service.own) as one:
            row = one.row("SELECT * FROM source WHERE guid = ?", note.written_as)
            text = one.value("SELECT text FROM source_version WHERE source = ?", note.written_as)
        assert row is not None
        assert row["review"] == "waiting"
        assert "Parent: The bus never comes. Call" in text
        assert "07700" not in text
        assert "Review the names" in client.get(where).content.decode()
        assert client.post(reverse("discussions-voice-delete", args=[service.own.pk, note.pk])).status_code == 302
        assert (VoiceNote.objects.count(), files()) == (0, [])
        assert "bus" not in " ".join(entry.details for entry in Entry.objects.all())

    def test_after_a_restore_the_page_says_that_the_sound_is_gone(self, service: Service) -> None:
        note = a_voice(service.own)
        keeping.remove(service.own.pk, note.pk)
        found = service.client("analyst").get(reverse("discussions-voice", args=[service.own.pk, note.pk]))
        assert "restored from one" in found.content.decode()


class TestGoing:
    def test_the_code_takes_the_voice_back_and_what_was_written_down(self, service: Service) -> None:
        voices_on(service.own)
        code = code_on(sent(service))
        note = VoiceNote.objects.get()
        where = reverse("discussions-voice", args=[service.own.pk, note.pk])
        service.client("analyst").post(where, {"said": "The bus never comes."})
        Client().post(reverse("tell-take-back", args=["en"]), {"code": code})
        assert (VoiceNote.objects.count(), files()) == (0, [])
        with project.opened(service.own) as one:
            assert "bus never" not in " ".join(row[0] or "" for row in one.rows("SELECT text FROM source_version"))

    def test_staff_who_take_somebody_out_take_the_voice_out(self, service: Service) -> None:
        note = a_voice(service.own)
        texts_services.withdraw(TEST, service.own, note.participant)
        assert (VoiceNote.objects.count(), files()) == (0, [])

    def test_on_its_day_it_is_shown_no_more_and_the_clean_up_deletes_it_with_one_entry(self, service: Service) -> None:
        note = a_voice(service.own)
        assert cleaning.clean() == 0
        VoiceNote.objects.update(delete_on=timezone.localdate())
        where = reverse("discussions-voice-sound", args=[service.own.pk, note.pk])
        assert service.client("analyst").get(where).status_code == 404
        assert cleaning.clean() == 1
        assert cleaning.clean() == 0
        assert (VoiceNote.objects.count(), files()) == (0, [])
        entry = Entry.objects.get(action="discussions.voices-past-their-day")
        assert (entry.actor_name, entry.details) == ("the daily clean-up", '{"recordings": 1}')

    def test_a_file_without_its_row_goes_after_a_day(self, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
        note = a_voice(service.own)
        keeping.write(service.own.pk, service.own.pk, WAV)
        cleaning.clean()
        assert len(files()) == 2
        monkeypatch.setattr(keeping, "OLD", -1)
        cleaning.clean()
        assert [path.name for path in files()] == [note.pk.hex]


class TestDrafts:
    def test_where_it_is_not_installed_the_page_says_how_to_get_it(
        self, service: Service, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(transcribing, "_installed", lambda: False)
        note = a_voice(service.own)
        client, where = service.client("analyst"), reverse("discussions-voice", args=[service.own.pk, note.pk])
        assert "babyhubs[transcription]" in client.get(where).content.decode()
        told = client.post(reverse("discussions-voice-draft", args=[service.own.pk, note.pk]), follow=True)
        assert "Transcription is not installed here." in told.content.decode()

    def test_it_reads_a_folder_that_is_there_and_never_asks_a_server(
        self, service: Service, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[Any] = []

        class WhisperModel:
            def __init__(self, folder: str, **options: Any) -> None:
                asked.append((folder, options))

            def transcribe(self, sound: Any) -> Any:
                asked.append(sound.read())
                return iter([SimpleNamespace(text=" The bus "), SimpleNamespace(text="never comes.")]), None

        module = ModuleType("faster_whisper")
        module.WhisperModel = WhisperModel  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "faster_whisper", module)
        note = a_voice(service.own)
        folder = settings.BABYHUBS.folder / transcribing.FOLDER
        folder.mkdir()
        try:
            (folder / "model.bin").touch()
            with pytest.raises(InputError, match=r"tokenizer\.json"):
                transcribing.draft(WAV)
            for name in transcribing.NEEDED:
                (folder / name).touch()
            where = reverse("discussions-voice-draft", args=[service.own.pk, note.pk])
            found = service.client("analyst").post(where).content.decode()
        finally:
            for path in folder.iterdir():
                path.unlink()
            folder.rmdir()
        assert "The bus never comes.</textarea>" in found
        assert "This is a draft by a program." in found
        assert asked[0] == (str(folder), {"device": "cpu", "compute_type": "int8", "local_files_only": True})
        assert asked[1] == WAV
        note.refresh_from_db()
        assert note.written_as == ""
