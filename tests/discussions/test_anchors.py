"""A thousand random edits: no passage ever shows words that are not its own, or stands at another place of the same words."""

import random

from hypothesis import given
from hypothesis import strategies as st

from babyhubs.discussions.anchors import Edit, edited, reanchor, through
from babyhubs.discussions.codebook import add_code
from babyhubs.discussions.coding import code_passage
from babyhubs.discussions.project import Project
from babyhubs.discussions.review import keep_all, pass_text
from babyhubs.discussions.versions import correct, lost_passages, place_again, text_of
from tests.discussions.conftest import AT, add

WORDS = [
    "we",
    "went",
    "to",
    "the",
    "clinic",
    "on",
    "the",
    "bus",
    "and",
    "the",
    "room",
    "was",
    "full",
    "so",
    "we",
    "left",
    "with",
    "the",
    "pram",
    "👶",
    "ক্লিনিক",
]


def _text(generator: random.Random) -> list[str]:
    """Sentences of few words, so that the same words come again and again."""
    lines = []
    for _ in range(generator.randint(3, 12)):
        lines.append(" ".join(generator.choices(WORDS, k=generator.randint(2, 9))) + ".\n")
    return list("".join(lines))


def _edit(generator: random.Random, letters: list[tuple[str, int]], fresh: int) -> list[tuple[str, int]]:
    """Put in, take out, replace or move a stretch; every letter remembers which one it was."""
    start = generator.randint(0, len(letters))
    end = min(len(letters), start + generator.randint(0, 25))
    new = [(letter, fresh + place) for place, letter in enumerate(" ".join(generator.choices(WORDS, k=2)))]
    kind = generator.choice(["in", "out", "replace", "move", "line"])
    if kind == "in":
        return letters[:start] + new + letters[start:]
    if kind == "out":
        return letters[:start] + letters[end:]
    if kind == "replace":
        return letters[:start] + new + letters[end:]
    if kind == "line":
        return [*letters[:start], ("\n", fresh), *letters[start:]]
    rest = letters[:start] + letters[end:]
    at = generator.randint(0, len(rest))
    return rest[:at] + letters[start:end] + rest[at:]


def test_a_thousand_edits_leave_no_wrong_quote() -> None:
    generator = random.Random(20261124)
    kept = lost = elsewhere = 0
    for _ in range(1_000):
        letters = [(letter, place) for place, letter in enumerate(_text(generator))]
        old = "".join(letter for letter, _ in letters)
        spans = []
        for _ in range(6):
            start = generator.randint(0, len(old) - 2)
            spans.append((start, min(len(old), start + generator.randint(1, 40))))
        after = letters
        for step in range(generator.randint(1, 3)):
            after = _edit(generator, after, 100_000 * (step + 1))
        new = "".join(letter for letter, _ in after)
        where = {identity: place for place, (_, identity) in enumerate(after)}
        for (start, end), found in zip(spans, reanchor(old, new, spans), strict=True):
            if found is None:
                lost += 1
                continue
            assert new[slice(*found)] == old[start:end]
            ids = [identity for _, identity in letters[start:end]]
            survived = [where.get(one, -1) for one in ids]
            kept += 1
            stands = survived[0] >= 0 and survived == list(range(survived[0], survived[0] + len(ids)))
            elsewhere += not stands or found != (survived[0], survived[0] + len(ids))
    # what is left are letters that nobody can tell apart ("the the" without one "the"): the words and their neighbours are the same
    assert elsewhere <= kept // 100
    assert kept > lost  # most passages are carried over without a person


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 8), st.text("ab[]", max_size=5)), max_size=4),
)
def test_known_edits_carry_every_span_with_its_letters(text: str, cuts: list[tuple[int, int, str]]) -> None:
    edits, at = [], 0
    for start, size, new in sorted(cuts):
        if at <= start and start + size <= len(text):
            edits.append(Edit(start, start + size, new))
            at = start + size + 1
    after = edited(text, edits)
    places = [(start, end) for start in range(0, len(text), 7) for end in range(start + 1, len(text) + 1, 5)]
    for (start, end), (first, last) in zip(places, through(edits, places), strict=True):
        assert 0 <= first <= last <= len(after)
        if not any(
            (edit.start < end and start < edit.end) or (edit.start == edit.end and start <= edit.start <= end)
            for edit in edits
        ):
            assert after[first:last] == text[start:end]


def test_a_corrected_text_is_a_new_version_and_lists_what_it_lost(project: Project) -> None:
    source = add(project, "Mother: The bus is late. The bus is dear.\nMother: We walk.\n")
    code = add_code(project, "Travel", "lead", AT)
    walk = code_passage(project, source, 50, 58, [code], "lead", AT)
    late = code_passage(project, source, 8, 24, [code], "lead", AT)
    assert (walk.quote, late.quote) == ("We walk.", "The bus is late.")
    lost = correct(project, source, "Mother: The train is late. The bus is dear.\nMother: We walk.\n", "lead", AT)
    assert lost == [late.passage]
    assert [one["quote"] for one in lost_passages(project)] == ["The bus is late."]
    row = project.row("SELECT * FROM passage WHERE guid = ?", walk.passage)
    assert row is not None
    assert text_of(project, source)[row["start"] : row["end"]] == "We walk." == row["quote"]
    assert project.value("SELECT count(*) FROM source_version WHERE source = ?", source) == 2
    place_again(project, late.passage, 8, 26, "lead", AT)
    assert lost_passages(project) == []
    assert project.value("SELECT quote FROM passage WHERE guid = ?", late.passage) == "The train is late."


def test_the_same_words_in_two_places_are_never_mixed_up(project: Project) -> None:
    source = add(project, "Mother: I left.\nMother: Too hot.\nMother: I left.\n")
    keep_all(project, source, "lead", AT)
    pass_text(project, source, "lead", AT)
    code = add_code(project, "Left", "lead", AT)
    text = text_of(project, source)
    second = text.rindex("I left.")
    one = code_passage(project, source, second, second + 7, [code], "lead", AT)
    correct(project, source, "Mother: I left.\nMother: Much too hot.\nMother: I left.\n", "lead", AT)
    row = project.row("SELECT start, state FROM passage WHERE guid = ?", one.passage)
    assert row is not None
    assert (row["start"], row["state"]) == (second + 5, "exact")
