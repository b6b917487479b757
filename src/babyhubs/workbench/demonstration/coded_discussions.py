"""How the invented discussions of the demonstration are coded (coded_discussions.toml): by two people, to a matrix, themes and a report.

Everything goes through the services, as the analyst and the service lead; the places are found by the words.
"""

import tomllib
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from babyhubs.discussions.codebook import BARRIER, FACILITATOR
from babyhubs.discussions.settling import places
from babyhubs.discussions.versions import text_of
from babyhubs.errors import InputError
from babyhubs.workbench.discussions import project
from babyhubs.workbench.discussions.agreement import services as agreement
from babyhubs.workbench.discussions.coding import services as coding
from babyhubs.workbench.discussions.matrix import services as matrix
from babyhubs.workbench.discussions.models import DiscussionReport
from babyhubs.workbench.discussions.report import building
from babyhubs.workbench.discussions.report import services as reports
from babyhubs.workbench.discussions.themes import services as themes
from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.record.actor import Actor

WAY = {"-": BARRIER, "+": FACILITATOR}
COMPARED = "First child"  # groups that are large enough to be shown
COREQ = {
    "1": "Two health visitors and an analyst of the service.",
    "6": "No participant was in the care of who asked.",
    "17": "Asked in the words of the framework, tried with two parents first.",
    "21": "From twenty minutes to an hour.",
    "23": "Notes were read back in the room; transcripts were not sent.",
}


class _Said:
    """What is in the project: its texts, codes and passages."""

    def __init__(self, programme: Programme) -> None:
        with project.opened(programme) as one:
            rows = one.rows("SELECT guid, name, version FROM source")
            self.texts = {row["name"]: (row["guid"], row["version"], text_of(one, row["guid"])) for row in rows}
            self.codes = {row["name"]: row["guid"] for row in one.rows("SELECT guid, name FROM code")}
        self.passages: dict[tuple[str, str], str] = {}

    def place(self, text: str, words: str) -> tuple[str, int, int, int]:
        """GUID and version of the text, start and end; said where the words are not there, so that a mistake here is found."""
        guid, version, content = self.texts[text]
        start = content.find(words)
        if start < 0:
            raise InputError("The words are not in the invented text.", where=f"{text}: {words}")
        return guid, version, start, start + len(words)

    def code(self, short: str) -> str:
        """The GUID of a dimension with its direction."""
        return str(self.codes[f"{short[:-1]}: {WAY[short[-1]]}"])


def fill(lead: Actor, analyst: Actor, programme: Programme) -> None:
    """Codings of two, what they settled, summaries, themes and the report."""
    content = tomllib.loads(files(__package__).joinpath("coded_discussions.toml").read_text(encoding="utf-8"))
    said = _Said(programme)
    for text in content["text"]:
        _code(analyst, programme, said, text["name"], text["coded"])
        if "second" in text:
            _code(lead, programme, said, text["name"], text["second"])
            for who in (analyst, lead):
                coding.finish(who, programme, source=said.texts[text["name"]][0])
    _settle(lead, analyst, programme)
    for text in content["text"]:
        _summarise(analyst, programme, said, text["name"], text["coded"])
    for theme in content["theme"]:
        _theme(lead, programme, said, theme)
    report = reports.ask(lead, programme, attribute=COMPARED, coreq=COREQ)
    building.carry_out(report.pk)
    report = DiscussionReport.objects.get(pk=report.pk)
    if report.state != DiscussionReport.State.DONE:
        told = "; ".join(f"{where}: {what}" for where, what in report.faults)
        raise InputError(
            "The demonstration's report of the discussions was not written.", where=told, remedy=report.problem
        )


def _code(who: Actor, programme: Programme, said: _Said, text: str, entries: Sequence[Any]) -> None:
    for short, words, *_ in entries:
        source, version, start, end = said.place(text, words)
        made = coding.code(
            who, programme, source=source, version=version, start=start, end=end, codes=[said.code(short)]
        )
        said.passages.setdefault((text, words), made.passage)


def _settle(lead: Actor, analyst: Actor, programme: Programme) -> None:
    """The first places where they differed: of the first they keep one code, of the second both. The others wait for somebody who tries it."""
    with project.opened(programme) as one:
        found = places(one, (analyst.key, lead.key))[:2]
    for place, keep in zip(found, (1, len(found[-1].sides)), strict=False):
        codings = [side.coding for side in place.sides]
        agreement.settle(lead, programme, codings=codings, keep=codings[:keep])


def _summarise(who: Actor, programme: Programme, said: _Said, text: str, entries: Sequence[Any]) -> None:
    with project.opened(programme) as one:
        person = one.value("SELECT participant FROM participant_source WHERE source = ?", said.texts[text][0])
        live = {row[0] for row in one.rows("SELECT passage FROM coding WHERE withdrawn_by IS NULL")}
    for short, _, *summary in entries:
        if summary:
            dimension = short[:-1]
            stands_on = [said.passages[text, words] for other, words, *_ in entries if other[:-1] == dimension]
            chosen = [passage for passage in dict.fromkeys(stands_on) if passage in live]
            if chosen:
                matrix.write(
                    who, programme, person=person, dimension=said.codes[dimension], summary=summary[0], passages=chosen
                )


def _theme(who: Actor, programme: Programme, said: _Said, theme: dict[str, Any]) -> None:
    codes = [said.code(short) for short in theme["codes"]]
    guid = themes.add(who, programme, name=theme["name"], statement=theme["statement"], codes=codes)
    for against, quotes in ((False, theme["quotes"]), (True, theme.get("against", []))):
        for text, words in quotes:
            themes.choose(who, programme, theme=guid, passage=said.passages[text, words], against=against)
