"""A thousand attempts to print what may not be printed: a changed word, a withdrawn consent, a name. None gets through."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from babyhubs.disclosure.profiles import profile
from babyhubs.discussions.codebook import add_shipped, codebook
from babyhubs.discussions.coding import code_passage
from babyhubs.discussions.consents import QUOTE, USE, add_participant, link_speaker, record
from babyhubs.discussions.findings import findings
from babyhubs.discussions.gate import Gate, is_cut_from
from babyhubs.discussions.matrix import matrix, write_cell
from babyhubs.discussions.project import Project
from babyhubs.discussions.pseudonyms.sealing import Names
from babyhubs.discussions.telling import Telling, tell
from babyhubs.discussions.themes import add_theme, choose_quote, themes
from babyhubs.errors import Refused
from babyhubs.reports.discussions.document import document
from babyhubs.reports.discussions.page import page
from babyhubs.reports.discussions.workbook import workbook
from tests.discussions.conftest import AT, KEY, add

BOOK = {one.name: one.guid for one in codebook("levesque").entries}
LINES = (
    "The bus is four pounds each way, so I walk with the pram when it does not rain.",
    "They moved it to another day and nobody told us, so we stopped going there.",
    "She listened to me and did not look at her watch, that is why I went back.",
    "I thought they would write it down and use it against us, so I said nothing.",
)
SHEET = ("Amina Khalid", "Tomasz Nowak", "Hodan Warsame", "Precious Okafor")
HES = profile("hes")


@pytest.fixture
def told(project: Project) -> Project:
    """Four people who agreed to be quoted, one theme with a quote of each, the last against it."""
    add_shipped(project, "levesque", "Lead", AT)
    names = Names(project, KEY)
    with project.act("names", "Lead", AT):
        for name in SHEET:
            names.add(name)
    theme = add_theme(
        project,
        "Getting there costs",
        "Fares and walking keep families away.",
        [BOOK["Affordability: barrier"]],
        "Lead",
        AT,
    )
    for number, line in enumerate(LINES):
        source = add(
            project,
            f"Interviewer: How is it?\nMother: {line}\n",
            f"Talk {number}",
            day="2026-05-04",
            place="Barton Lodge",
        )
        person = add_participant(project, f"P{number}", "Lead", AT, values={"Main language": "Somali"})
        link_speaker(project, person, source, "Mother", "Lead", AT)
        for purpose in (USE, QUOTE):
            record(project, person, purpose, True, "Lead", AT)
        start = len("Interviewer: How is it?\nMother: ")
        coded = code_passage(project, source, start, start + len(line), [BOOK["Affordability: barrier"]], "Lead", AT)
        choose_quote(project, theme, coded.passage, "Lead", AT, against=number == 3)
    return project


def build(project: Project, rules: str = "hes") -> Telling:
    return tell(project, profile(rules), KEY, "Main language")


def test_a_report_that_may_be_printed_is_printed_in_three_forms(told: Project, tmp_path: Path) -> None:
    one = build(told)
    assert [quote.words for quote in one.themes[0].quotes] == list(LINES)
    assert one.themes[0].quotes[3].against
    assert one.rows is None
    html = page(one)
    assert all(line in html for line in LINES)
    assert html == page(build(told))
    assert document(one) == document(build(told))
    assert workbook(one) == workbook(build(told))
    assert "P0" not in html
    assert "P0" in page(build(told, "internal"))
    found = findings(told, one, HES)
    assert len(found) == 1
    assert len(found[0].inputs) == 4
    assert found[0].estimate is None  # four people: hidden


def _changed(generator: random.Random, line: str) -> str:
    """One small change, as a slip or a wish would make it."""
    words = line.split(" ")
    at = generator.randrange(len(words))
    kind = generator.choice(["drop", "swap", "letter", "add", "case", "stop", "cut", "negate", "space"])
    if kind == "drop":
        del words[at]
    elif kind == "swap" and len(words) > 1:
        at = min(at, len(words) - 2)
        words[at], words[at + 1] = words[at + 1], words[at]
    elif kind == "letter":
        place = generator.randrange(len(line))
        return line[:place] + generator.choice("xqz") + line[place + 1 :]
    elif kind == "add":
        words.insert(at, generator.choice(["really", "very", "the", "[...]x"]))
    elif kind == "case":
        return line.swapcase()
    elif kind == "stop":
        return line.rstrip(".") + "!"
    elif kind == "cut":
        return line[: -generator.randint(1, 20)]
    elif kind == "negate":
        words.insert(at, "not")
    else:
        return line.replace(" ", "  ", 1)
    return " ".join(words)


def test_of_a_thousand_attempts_none_gets_through(told: Project) -> None:
    generator = random.Random(6)
    quotes = themes(told)[0].quotes
    gate = Gate(told, KEY)
    assert not [fault for quote in quotes for fault in gate.quote(quote, "theme")]
    tried = 0
    for _ in range(600):
        number = generator.randrange(len(LINES))
        wording = _changed(generator, LINES[number])
        if wording == LINES[number]:
            continue
        tried += 1
        assert gate.quote(replace(quotes[number], wording=wording), "theme"), wording
    for _ in range(300):
        name = generator.choice([part for whole in SHEET for part in (whole, *whole.split())])
        spelt = generator.choice([name, name.upper(), f"{name}'s", f"({name})", name.lower()])
        words = generator.choice(LINES).split(" ")
        words.insert(generator.randrange(len(words) + 1), spelt)
        tried += 1
        assert gate.words(" ".join(words), "statement"), spelt
    for _ in range(100):
        quote = generator.choice(quotes)
        record(told, quote.person, generator.choice([USE, QUOTE]), False, "Lead", AT)
        assert Gate(told, KEY).quote(quote, "theme")
        for purpose in (USE, QUOTE):
            record(told, quote.person, purpose, True, "Lead", AT)
        tried += 1
    assert tried > 950
    assert not [fault for quote in quotes for fault in Gate(told, KEY).quote(quote, "theme")]


@pytest.mark.parametrize("rules", ["hes", "internal"])
def test_the_build_stops_and_says_where(rules: str, told: Project) -> None:
    build(told, rules)
    person = themes(told)[0].quotes[1].person
    record(told, person, QUOTE, False, "Lead", AT)
    with pytest.raises(Refused, match="1 thing in it may not be printed") as found:
        build(told, rules)
    assert "theme “Getting there costs”, quote 2" in found.value.where
    assert "withdrawn" in found.value.where
    record(told, person, QUOTE, True, "Lead", AT)
    add_theme(told, "Hodan said it", "A name in a title.", [BOOK["Affordability: barrier"]], "Lead", AT)
    with pytest.raises(Refused, match="may not be printed"):
        build(told, rules)


def test_a_text_or_a_passage_that_was_tampered_with_is_found(told: Project) -> None:
    quote = themes(told)[0].quotes[0]
    told.connection.execute("UPDATE passage SET quote = 'The bus is cheap.' WHERE guid = ?", (quote.passage,))
    assert Gate(told, KEY).quote(replace(quote, wording="The bus is cheap."), "theme")
    told.connection.execute("DROP TRIGGER text_stays")
    told.connection.execute("UPDATE source_version SET text = replace(text, 'four', 'nine')")
    assert any(
        "not the one that was stored" in one.what for one in Gate(told, KEY).quote(themes(told)[0].quotes[0], "theme")
    )


def test_without_the_key_nothing_is_built(told: Project) -> None:
    with pytest.raises(Refused, match="Without the key"):
        tell(told, HES)


def test_a_name_in_the_text_itself_stops_the_quote_though_nobody_screened_again(told: Project) -> None:
    names = Names(told, KEY)
    with told.act("names", "Lead", AT):
        names.add("Pram Walker")
    quote = themes(told)[0].quotes[0]
    assert any("it holds a person" in one.what for one in Gate(told, KEY).quote(quote, "theme"))


def test_a_rare_language_a_venue_and_a_week_are_a_person(told: Project) -> None:
    line = "I came to Barton Lodge last week and nobody there spoke it with me at all."
    source = add(told, f"Mother: {line}\n", "Talk 9")
    person = add_participant(told, "P9", "Lead", AT)
    link_speaker(told, person, source, "Mother", "Lead", AT)
    for purpose in (USE, QUOTE):
        record(told, person, purpose, True, "Lead", AT)
    coded = code_passage(told, source, 8, 8 + len(line), [BOOK["Affordability: barrier"]], "Lead", AT)
    choose_quote(told, themes(told)[0].guid, coded.passage, "Lead", AT)
    quote = next(one for one in themes(told)[0].quotes if one.passage == coded.passage)
    gate = Gate(told, KEY)
    assert not gate.quote(quote, "theme", "Parent")
    assert any("together point to one family" in one.what for one in gate.quote(quote, "theme", "Parent, Tigrinya"))
    shorter = replace(quote, wording="[...] nobody there spoke it with me at all.")
    assert not gate.quote(shorter, "theme", "Parent, Tigrinya")


def test_a_summary_of_somebody_who_withdrew_is_not_printed(told: Project) -> None:
    table = matrix(told)
    person = table.rows[0][0]
    cell = table.cells[person, BOOK["Affordability"]]
    write_cell(told, person, BOOK["Affordability"], "Fares are too dear.", cell.passages, "Lead", AT)
    build(told, "internal")
    record(told, person, "paraphrase", False, "Lead", AT)
    with pytest.raises(Refused, match="may not be printed"):
        build(told, "internal")
    record(told, person, "paraphrase", True, "Lead", AT)
    record(told, person, USE, False, "Lead", AT)
    with pytest.raises(Refused):
        build(told, "internal")


@pytest.mark.parametrize(
    ("wording", "right"),
    [
        ("The bus is dear and the room is full.", True),
        ("The bus is dear [...] the room is full.", True),
        ("The bus is dear […]", True),
        ("[...] the room is full.", True),
        ("The bus is dear", False),
        ("[...] the room is", False),
        ("The bus is de[...] the room is full.", False),
        ("the room is full. [...] The bus is dear", False),
        ("The bus is dear [...] [...] the room is full.", False),
        ("[...]", False),
    ],
)
def test_cuts_are_shown_and_go_between_words(wording: str, right: bool) -> None:
    assert is_cut_from(wording, "The bus is dear and the room is full.") is right
