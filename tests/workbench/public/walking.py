"""A parent with a telephone, page by page: each answer is sent as a browser sends it, and the way follows the redirects."""

import re
from typing import Any

from django.test import Client

from tests.workbench.public.sites import WHERE

# What Amina says on each page; a page that is not here she skips.
AMINA: dict[str, dict[str, Any]] = {
    "hold": {"agrees_hold-details": "yes"},
    "called": {"called": "Amina-Zq"},
    "way": {"way": "text"},
    "reach": {"phone": "07700 900461"},
    "interpreter": {"interpreter": "so"},
    "needs": {"needs": ["childcare", "travel"], "other": "a swing"},
    "purposes": {"agrees_co-design": "yes"},
    "draw": {"agrees_fair-draw": "yes"},
    "about-language": {"about_language": "somali"},
    "about-disability": {"about_disability": "prefer-not-to-say"},
}


class Parent:
    """Somebody without an account."""

    def __init__(self, language: str = "en") -> None:
        self.client = Client()
        self.where = WHERE.replace("/en/", f"/{language}/")
        self.pages: list[str] = []

    def answers(self, said: dict[str, dict[str, Any]]) -> str:
        """From the first question to the check of all answers; gives its address."""
        address = f"{self.where}get-involved/questions/hold/"
        while "/questions/" in address:
            step = address.rstrip("/").rsplit("/", 1)[1]
            self.pages.append(step)
            assert self.client.get(address).status_code == 200, address
            answer = self.client.post(address, said.get(step, {"skip": "yes"}))
            assert answer.status_code == 302, (address, self.problem(answer.content.decode()))
            address = answer["Location"]
        return address

    def signs_up(self, said: dict[str, dict[str, Any]] = AMINA) -> str:
        """All of it; gives the code."""
        check = self.answers(said)
        self.thanks = self.client.get(self.client.post(check)["Location"]).content.decode()
        return self.code()

    def code(self) -> str:
        """The code on the page of thanks."""
        found = re.search(r'id="code"[^>]*>([^<]+)', self.thanks)
        assert found
        return found[1]

    def opens(self, code: str) -> str:
        """Their own page, with a code; gives what it says."""
        answer = self.client.post(f"{self.where}my-choices/", {"code": code})
        if answer.status_code == 302:
            answer = self.client.get(answer["Location"])
        return answer.content.decode()

    def changes(self, step: str, said: dict[str, Any]) -> str:
        """One answer on their own page; gives the address that follows."""
        answer = self.client.post(f"{self.where}my-choices/mine/{step}/", said)
        assert answer.status_code == 302, self.problem(answer.content.decode())
        return str(answer["Location"])

    @staticmethod
    def problem(page: str) -> list[str]:
        """What a page says is wrong."""
        return re.findall(r'class="bad"[^>]*>.*?</span>([^<]+)', page)
