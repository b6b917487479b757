"""The page on a parent's phone: no account, no script, skip anything, a code to take it back, nothing personal in the record."""

import json
import re
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from babyhubs.discussions import consents
from babyhubs.workbench.discussions import project
from babyhubs.workbench.discussions.parents.answers import GOOD, HARD
from babyhubs.workbench.discussions.parents.wording import ENGLISH, OTHERS, texts
from babyhubs.workbench.record.models import Entry
from tests.workbench.discussions.rows import an_invitation
from tests.workbench.service import Service

SENT = {
    "use": "never", "hard": ["bus", "speech", "no-such"], "good": ["two"], "words": "Baska waa qaali.\nHodan i raacday.",
    "speak": "so", "agree": "yes", "quote": "yes", "once": "one-page",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def address(service: Service, language: str = "so") -> str:
    """The page of an open link."""
    return str(reverse("tell-in", args=[an_invitation(service.own).token, language]))


def code_on(page: str) -> str:
    """The code that a parent is shown."""
    found = re.search(r'class="code" dir="ltr">([^<]+)<', page)
    assert found, page[-600:]
    return found[1]


class TestThePage:
    def test_it_is_one_small_page_without_scripts_in_her_language(self, service: Service) -> None:
        answer = Client().get(address(service))
        page = answer.content.decode()
        assert 'lang="so" dir="ltr"' in page
        assert "<script" not in page
        assert 'dir="rtl"' in Client().get(address(service, "ar")).content.decode()
        named = set(re.findall(r"/static/([^?\"]+)", page))
        size = len(answer.content) + sum(Path(finders.find(name)).stat().st_size for name in named)
        assert size <= 150_000, size
        assert "sessionid" not in answer.cookies

    def test_a_language_that_was_not_switched_on_is_not_shown(self, service: Service) -> None:
        assert 'lang="en"' in Client().get(address(service, "pl")).content.decode()

    def test_a_draft_says_so_in_both_languages(self, service: Service) -> None:
        page = Client().get(address(service)).content.decode()
        assert texts("so")("draft") in page
        assert "This is a draft." in page
        assert "This is a draft." not in Client().get(address(service, "en")).content.decode()

    @pytest.mark.parametrize("language", [ENGLISH, *OTHERS])
    def test_every_language_says_everything_and_has_its_pictures(self, language: str) -> None:
        assert set(texts(language).said) == set(texts(ENGLISH).said)
        assert all(f"hard-{key}" in texts(language).said for key in HARD)
        assert all(finders.find(f"workbench/pictures/{key}.svg") for key in {*HARD, *GOOD})
        assert texts(language).draft == (language != ENGLISH)
        assert files("babyhubs.workbench.discussions.parents").joinpath("texts", f"{language}.toml").is_file()


class TestSending:
    def test_what_was_tapped_and_typed_becomes_a_text_that_waits_for_its_review(self, service: Service) -> None:
        page = Client().post(address(service), SENT).content.decode()
        with project.opened(service.own) as one:
            row = one.rows("SELECT * FROM source")[0]
            text = one.value("SELECT text FROM source_version")
            person = consents.participant_of_code(one, code_on(page))
            assert person is not None
            assert consents.consents(one, consents.QUOTE)[person] is True
            values = dict(
                tuple(row) for row in one.rows(
                    "SELECT name, value FROM participant_value JOIN variable ON guid = variable")
            )  # fmt: skip
            counted = one.value("SELECT sum(people) FROM frame_count WHERE stage = 'took part'")
        assert (row["kind"], row["language"], row["review"]) == ("comment", "so", "waiting")
        assert "Parent: [picture] It is too far, or there is no bus." in text
        assert "Parent: Baska waa qaali. Hodan i raacday." in text
        assert "no-such" not in text
        assert values["Main language"] == "Somali"
        assert values["First child"] == ""
        assert values["Use of the hub"] == "Never came"
        assert counted == 1
        an_invitation(service.own).refresh_from_db()
        assert an_invitation(service.own).came == 1
        told = Entry.objects.get(action="discussions.told")
        assert (told.actor, set(json.loads(told.details))) == ("", {"act"})

    def test_the_same_page_sent_twice_counts_once(self, service: Service) -> None:
        where, client = address(service), Client()
        client.post(where, SENT)
        assert texts("so")("already") in client.post(where, SENT).content.decode()
        with project.opened(service.own) as one:
            assert one.count("source") == 1

    def test_without_agreeing_or_without_an_answer_nothing_is_kept_and_what_was_typed_stays(
        self, service: Service
    ) -> None:
        where = address(service, "en")
        page = Client().post(where, {**SENT, "agree": ""}).content.decode()
        assert "Without it we keep nothing." in page
        assert "Baska waa qaali." in page
        assert "You have not tapped or written anything yet." in Client().post(where, {"agree": "yes"}).content.decode()
        with project.opened(service.own) as one:
            assert one.count("source") == 0

    def test_who_passes_over_the_quote_is_not_quoted(self, service: Service) -> None:
        Client().post(address(service), {name: value for name, value in SENT.items() if name != "quote"})
        with project.opened(service.own) as one:
            assert list(consents.consents(one, consents.QUOTE).values()) == [False]

    def test_an_unknown_link_looks_like_a_closed_one(self, service: Service) -> None:
        where, one = address(service, "en"), an_invitation(service.own)
        unknown = Client().get("/tell/AAAAAAAAAAAA/en/")
        one.last_day = timezone.localdate() - timedelta(days=1)
        one.save()
        closed = Client().get(where)
        assert (unknown.status_code, unknown.content) == (closed.status_code, closed.content) == (410, closed.content)
        assert Client().post(where, SENT).status_code == 410

    def test_a_flood_from_one_place_is_asked_to_wait(self, service: Service) -> None:
        where = address(service, "en")
        answers = [Client().post(where, SENT).status_code for _ in range(31)]
        assert answers[:30] == [200] * 30
        assert answers[30] == 429


class TestTakingBack:
    def test_the_code_alone_takes_the_words_out_even_when_the_link_is_closed(self, service: Service) -> None:
        code = code_on(Client().post(address(service), SENT).content.decode())
        one = an_invitation(service.own)
        one.ended_at = timezone.now()
        one.save()
        where = reverse("tell-take-back", args=["so"])
        page = Client().post(where, {"code": f" {code.lower().replace('-', ' ')} "}).content.decode()
        assert texts("so")("back-done") in page
        with project.opened(service.own) as opened:
            assert "Baska" not in " ".join(row[0] or "" for row in opened.rows("SELECT text FROM source_version"))
            assert list(consents.consents(opened, consents.USE).values()) == [False]
        held = " ".join(f"{entry.action} {entry.details}" for entry in Entry.objects.all())
        assert code not in held
        assert "Baska" not in held

    def test_a_wrong_code_says_nothing_and_few_can_be_tried(self, service: Service) -> None:
        an_invitation(service.own)
        where = reverse("tell-take-back", args=["en"])
        tried = [Client().post(where, {"code": f"AAAA-BBBB-CC{number:02}"}) for number in range(11)]
        assert "We do not know this code." in tried[0].content.decode()
        assert tried[-1].status_code == 429


class TestStaff:
    def test_a_link_is_made_printed_and_closed(self, service: Service) -> None:
        row = an_invitation(service.own).row
        client, where = service.client("service-lead"), f"/programmes/{service.own.pk}/discussions/invitations/"
        last_day = (timezone.localdate() + timedelta(days=7)).isoformat()
        made = client.post(f"{where}new/", {"row": row, "languages": ["ur"], "last_day": last_day})
        sheet = client.get(made.headers["Location"]).content.decode()
        assert "/tell/" in sheet
        assert "<svg" in sheet
        assert texts("ur")("title") in sheet
        assert client.post(f"{made.headers['Location']}end/").status_code == 302
        assert "Closed" in client.get(where).content.decode()
        late = client.post(f"{where}new/", {"row": row, "last_day": "2031-01-01"}).content.decode()
        assert "from today to half a year from now" in late
