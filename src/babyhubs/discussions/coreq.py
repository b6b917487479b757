"""COREQ's 32 items for a report: what the project knows is filled in, what only a person knows is asked for."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babyhubs import __version__
from babyhubs.discussions.codebook import codebook
from babyhubs.discussions.project import Project

TO_WRITE = "To be written by the team."


@dataclass(frozen=True)
class Item:
    """One item. open: nobody has answered it yet."""

    number: int
    domain: str
    name: str
    answer: str
    open: bool


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("coreq.toml").read_text(encoding="utf-8"))


def checklist(project: Project, answers: dict[int, str], compared: bool) -> tuple[Item, ...]:
    """All 32 items. answers: what the team says, by number; it goes before what the project knows."""
    domains = _file()["domains"]
    known = _Known(project, compared).answers()
    found = []
    for one in _file()["item"]:
        answer = answers.get(one["number"], "") or known.get(one.get("known", ""), "")
        found.append(Item(one["number"], domains[one["domain"]], one["name"], answer or TO_WRITE, not answer))
    return tuple(found)


class _Known:
    """What the project can say by itself. No small count stands here: counts are in the tables."""

    def __init__(self, project: Project, compared: bool) -> None:
        self._project = project
        self._compared = compared

    def answers(self) -> dict[str, str]:
        value = self._project.value
        frame = value("SELECT count(*) FROM frame_row")
        frameworks = [
            row[0] for row in self._project.rows("SELECT DISTINCT framework FROM code WHERE framework <> '' ORDER BY 1")
        ]
        codes = value("SELECT count(*) FROM code")
        coders = value("SELECT count(DISTINCT coder) FROM coding WHERE withdrawn_by IS NULL")
        routes = [row[0] for row in self._project.rows("SELECT DISTINCT route FROM frame_row ORDER BY 1")]
        return {
            "frameworks": "; ".join(codebook(name).source for name in frameworks),
            "frame": "By groups that the audit found under-served or cannot see: see the sampling frame." if frame else "",
            "routes": f"Invited by the care team through: {', '.join(routes)}." if routes else "",
            "people": "See the first table.",
            "non_response": "Invited, reached, agreed and took part are counted in the sampling frame." if frame else "",
            "places": self._several("SELECT DISTINCT place FROM source WHERE place <> '' ORDER BY 1"),
            "interpreters": "An interpreter was there in some discussions." if value("SELECT max(interpreter) FROM source") else "",
            "attributes": "See the table of groups." if value("SELECT count(*) FROM variable") else "",
            "records": "Recording only with consent for it." if value("SELECT count(*) FROM consent WHERE purpose = 'record' AND given") else "",
            "notes": "Some texts are notes." if value("SELECT count(*) FROM source WHERE kind = 'notes'") else "",
            "saturation": "Worked out for everybody and in each group, over many orders of the people: see the table.",
            "coders": f"{coders}." + (" They coded some texts independently: see agreement." if self._compared else ""),
            "codebook": f"{codes} codes; the codebook can be exported (qdc)." if codes else "",
            "themes": "From a framework, with codes of our own added." if frameworks else "From the words.",
            "software": f"Babyhubs {__version__}.",
            "quotes": "Every quote was compared with the stored words, with consent and with what could identify anybody.",
            "checked": "Each theme stands beside its quotes; cells of the matrix are tied to passages.",
            "themes_told": "See the themes." if value("SELECT count(*) FROM theme WHERE withdrawn_by IS NULL") else "",
            "negative": "Quotes that do not fit a theme are marked so." if value("SELECT count(*) FROM theme_passage WHERE against") else "",
        }  # fmt: skip

    def _several(self, query: str) -> str:
        found = [row[0] for row in self._project.rows(query)]
        return f"{', '.join(found)}." if found else ""
