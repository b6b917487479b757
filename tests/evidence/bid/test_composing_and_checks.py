"""A document from its texts and claims: footnotes, numbers of figures, and what stops it."""

from hypothesis import given
from hypothesis import strategies as st

from babyhubs.evidence.bid.checks import Remark, remarks
from babyhubs.evidence.bid.composing import Composed, Line, Placed, Support, compose
from babyhubs.evidence.bid.form import Form, Section
from babyhubs.evidence.bid.text import Display, cited, parsed

FORM = Form(
    key="f", title="F", kind="application", vintage="2026", source="us", confirmed=True,
    section=(
        Section(key="need", title="Need", limit=30, images=True),
        Section(key="plan", title="Plan", limit=40),
        Section(key="works", title="References", optional=True),
    ),
)  # fmt: skip
REACH = Support("reach", "Of all babies 65% came.", "strong", "One year.", ("Audit: reach",))
WORKS = {"works": "::: references\nwebb | Webb J. Why?\n:::"}


def made(texts: dict[str, str], *supports: Support) -> tuple[Composed, tuple[Remark, ...]]:
    """The document and its remarks."""
    held = {one.name: one for one in supports}
    one = compose(FORM, texts, held, title="T", mark="", date="24 November 2026")
    return one, remarks(one, texts, held)


def stopping(texts: dict[str, str], *supports: Support) -> list[str]:
    """What stops it."""
    return [one.what for one in made(texts, *supports)[1] if one.stops]


def test_a_claim_becomes_its_sentence_with_its_source_as_a_footnote() -> None:
    one, _ = made({"need": "[[reach]] So few. [[reach]]"}, REACH)
    line = one.parts[0].pieces[0]
    assert isinstance(line, Line)
    assert line.text == "Of all babies 65% came. So few. Of all babies 65% came."
    assert [note.text for note in one.notes] == ["Audit: reach. Strength: strong. Limits: One year.", "As note 1."]
    assert one.parts[0].count.words == 12  # notes are not pasted into the form


def test_a_published_work_is_cited_without_a_space_before_its_mark() -> None:
    one, _ = made({"need": "Others found so [^webb]."} | WORKS)
    line = one.parts[0].pieces[0]
    assert isinstance(line, Line)
    assert line.text == "Others found so."
    assert one.notes[0].text == "Webb J. Why?"


def test_figures_and_tables_are_numbered_each_in_its_row() -> None:
    text = "::: gantt When\nA | 1 | 3\n:::\n\n::: table What\nA | B\n1 | 2\n:::\n\n::: flow How\nA\nB\n:::"
    one, _ = made({"need": text})
    assert [piece.label for piece in one.parts[0].pieces if isinstance(piece, Placed)] == [
        "Figure 1",
        "Table 1",
        "Figure 2",
    ]


def test_an_unknown_claim_a_claim_that_does_not_hold_and_an_unknown_work_stop_it() -> None:
    wrong = Support("reach", "65%", "strong", "", ("Audit",), wrong=("“65%” is typed; a.estimate is 64%.",))
    assert stopping({"need": "[[nothing]]"}) == ["There is no claim “nothing” in the register."]
    assert stopping({"need": "[[reach]]"}, wrong) == ["“reach”: “65%” is typed; a.estimate is 64%."]
    assert stopping({"need": "So [^webb]."}) == ["“webb” is not among the references."]


def test_a_section_that_is_too_long_and_a_figure_where_none_may_stand_stop_it() -> None:
    assert stopping({"plan": "word " * 42}) == ["2 words too many: 42 of 40 words."]
    assert stopping({"plan": "::: flow How\nA\n:::"}) == [
        "The form takes no figure in this section: “How” would be removed."
    ]


def test_lines_of_a_display_that_mean_nothing_stop_it() -> None:
    assert stopping({"need": "::: gantt When\nA | 9 | 3\n:::"}) == [
        "Gantt “When”: “A” must lie in months 1 to 36, its first before its last."
    ]
    assert "no amount" in stopping({"need": "::: budget Pay\nA | 1 | -4\n:::"})[0]
    assert "three colons" in stopping({"need": "::: table T\nA | B\n1 | 2"})[0]
    assert "no kind of display" in stopping({"need": "::: poem P\nA\n:::"})[0]


def test_a_sentence_with_a_figure_and_no_source_is_listed_and_stops_nothing() -> None:
    texts = {
        "need": "[[reach]] Most of the 12 hubs are full. We hold {12 meetings}. As others found, 40% stay [^webb]."
    }
    one = made(texts | WORKS, REACH)[1]
    said = [remark.what for remark in one if remark.what.startswith("No source")]
    assert said == ["No source: Most of the 12 hubs are full."]
    assert not any(remark.stops for remark in one)


def test_an_amber_claim_and_one_without_a_source_are_listed() -> None:
    amber = Support("reach", "65% came.", "strong", "", ("Audit",), amber="“Reach” has changed.")
    bare = Support("bare", "Few come.", "weak", "", ())
    said = [one.what for one in made({"need": "[[reach]] [[bare]]"}, amber, bare)[1]]
    assert "“reach” is amber. “Reach” has changed." in said
    assert "“bare” rests on nothing." in said


@given(st.text(max_size=300))
def test_any_text_can_be_read_and_put_together(text: str) -> None:
    one, _ = made({"need": text, "plan": text})
    assert len(one.parts) == 2
    assert all(isinstance(name, str) for name in cited(parsed(text)))


@given(st.lists(st.text("ab1|", min_size=1, max_size=8), min_size=1, max_size=4))
def test_the_lines_of_a_display_come_out_as_they_went_in(rows: list[str]) -> None:
    (one,) = parsed("::: table T\n" + "\n".join(rows) + "\n:::")
    assert isinstance(one, Display)
    assert [" | ".join(row) for row in one.rows] == [" | ".join(row.split("|")) for row in rows]
