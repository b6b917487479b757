"""Claims: every figure of the sentence is the source's, to the last digit typed; what is tied to nothing is named."""

import pytest

from babyhubs.errors import InputError
from babyhubs.evidence.claim import Claim, checked, from_checked, problems
from babyhubs.evidence.ledger import Ledger
from babyhubs.evidence.register import kept, read_register
from babyhubs.evidence.sentence import loose, plain
from babyhubs.evidence.staleness import ambers
from babyhubs.evidence.typed_figure import differs, says
from tests.evidence.small import CLAIMS_FILE, audit, evaluation, exhibits, ledger, theme

LONE, OTHERS = audit()[1], audit()[2]
RECORDS = ledger().records


def claim(marked: str, **given: str) -> Claim:
    quote, involvement = exhibits(theme(LONE))
    sources = {
        "lone": LONE.identity, "quote": quote.identity, "panel": involvement.identity, "change": evaluation().identity,
    }  # fmt: skip
    return Claim("c", marked, given.get("strength", "moderate"), given.get("limits", "Records only."), sources)


@pytest.mark.parametrize(
    ("text", "value", "form", "other"),
    [
        ("36%", 0.3567, "", ""),
        ("35.7%", 0.3567, "", ""),
        ("35.7 per cent", 0.3567, "", ""),
        ("0.36", 0.3567, "", ""),
        ("0.3567", 0.3567, "", ""),
        ("35%", 0.3567, "", "36%"),
        ("35.6%", 0.3567, "", "35.7%"),
        ("1,250", 1250, "", ""),
        ("1250 babies", 1250, "", ""),
        ("1,300", 1250, "", "1,250"),
        ("12", 12.5, "", ""),  # half-way: rounded to even
        ("13", 12.5, "", ""),  # half-way: rounded up
        ("ten", 10, "", ""),
        ("nine", 10, "", "10"),
        ("5", 0.05, "points", ""),
        ("5", -0.05, "points", ""),
        ("−5", -0.05, "points", ""),
        ("-0.05", -0.05, "", ""),
        ("0.05", -0.05, "", "-0.05"),
        ("0.05", -0.05, "size", ""),
        ("£1,250.50", 1250.5, "", ""),
    ],
)
def test_a_typed_figure_against_its_source(text: str, value: float, form: str, other: str) -> None:
    assert differs(text, value, form) == other


def test_text_with_no_number_or_two_is_no_figure() -> None:
    for text in ("many", "3 of 4", "two or three"):
        with pytest.raises(ValueError, match="not one number"):
            differs(text, 3, "")


def test_a_number_is_looked_for_in_words_as_a_whole() -> None:
    assert says("56", "share of babies by 56 days of age")
    assert not says("5", "share of babies by 56 days of age")


def test_a_sentence_reads_without_its_marks() -> None:
    assert plain("Of [150](lone.eligible) babies, [36%](lone.estimate).") == "Of 150 babies, 36%."


def test_figures_tied_to_nothing_are_found_in_digits_and_in_words() -> None:
    marked = "In 2026, two hubs of [150](lone.eligible) lost half of 1,250 babies; one was closed."
    assert loose(marked, ()) == ("2026", "two", "half", "1,250")
    assert loose(marked, ("In 2026", "two hubs")) == ("half", "1,250")


def test_a_claim_that_holds_has_no_problems_and_comes_back_as_it_was_kept() -> None:
    told = claim(
        "By [56](lone.unit) days [36%](lone.estimate) came; parents said “It is two buses” to [ten](panel.people)."
    )
    assert problems(told, RECORDS) == ()
    assert from_checked(checked(told, RECORDS)) == told


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("[63%](lone.estimate) came.", "“63%” is typed; lone.estimate is 36% (0.3567)."),
        ("[57](lone.unit) days.", "“57” is typed; lone.unit says “share of babies by 56 days of age”."),
        ("[36%](lone.lower) came.", "lone.lower, which is not shown"),
        ("[36%](nobody.estimate) came.", "which is none of its sources"),
        ("[36%](lone.estimate|tenfold) came.", "no way to tell a figure"),
        ("[many](lone.estimate) came.", "there is not one number in it"),
        ("36% came.", "“36%” is tied to no source."),
        ("Three of us.", "“Three” is tied to no source."),
        ("They said “It is three buses”.", "in quotation marks"),
    ],
)
def test_what_does_not_hold_is_said(marked: str, said: str) -> None:
    assert any(said in why for why in problems(claim(marked), RECORDS))


def test_strength_and_limits_are_asked_for_and_a_restricted_finding_is_never_strong() -> None:
    assert any("no strength" in why for why in problems(claim("They came.", strength="sure"), RECORDS))
    assert any("no limits" in why for why in problems(claim("They came.", limits=" "), RECORDS))
    (why,) = problems(claim("They came.", strength="strong"), RECORDS)
    assert "restricted: four hubs changed." in why
    assert checked(claim("They came."), RECORDS)["reservations"] == [
        "evaluation · hub · reach: difference · gap · all: restricted: four hubs changed."
    ]


def test_the_register_finds_sources_by_what_they_are_and_lists_what_has_none() -> None:
    found = read_register(CLAIMS_FILE, ledger(), "claims.toml")
    assert [one.name for one in found.claims] == ["low-reach", "buses", "asked", "gap", "everybody-knows"]
    assert found.claims[0].sources == {"lone": LONE.identity, "others": OTHERS.identity}
    assert [one.name for one in found.unsupported] == ["everybody-knows"]


def test_the_register_against_new_figures_fails_until_the_sentence_is_corrected_and_then_clears_the_amber() -> None:
    made = ledger()
    made = made.with_claims(kept(read_register(CLAIMS_FILE, made, "claims.toml").claims, made))
    changed = audit(0.4)
    new = theme(changed[1])
    after = made.with_run("audit", changed).with_run("discussions", [new, exhibits(new)[0]])
    assert [one.subject for one in ambers(after)] == ["low-reach", "buses"]
    with pytest.raises(InputError) as caught:
        read_register(CLAIMS_FILE, after, "claims.toml")
    assert caught.value.what == "1 of 5 claims do not hold."
    assert "low-reach: “36%” is typed; lone.estimate is 40% (0.4)." in caught.value.where
    again = read_register(CLAIMS_FILE.replace("[36%]", "[40%]"), after, "claims.toml")
    assert ambers(after.with_claims(kept(again.claims, after))) == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('group = "yes"', 'group = "perhaps"', "nothing that a strand holds now"),
        ('group = "yes"', "", "could be 2 records"),
        ('name = "buses"', 'name = "low-reach"', "two claims of this name"),
        ('name = "buses"', 'name = "The buses"', "claims.toml, claim.2.name"),
        ("simulated = true", "simulated = true\nyear = 2026", "claims.toml, year"),
        ("simulated = true", "simulated =", "claims.toml"),
    ],
)
def test_a_mistake_in_the_file_is_said_with_its_place(old: str, new: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_register(CLAIMS_FILE.replace(old, new, 1), ledger(), "claims.toml")
    assert said in str(caught.value)


def test_a_source_may_be_named_by_its_identity_or_run() -> None:
    by_identity = CLAIMS_FILE.replace('group = "yes"', f'identity = "{LONE.identity[:20]}"')
    assert read_register(by_identity, ledger(), "").claims[0].sources["lone"] == LONE.identity
    with pytest.raises(InputError):
        read_register(CLAIMS_FILE.replace('group = "yes"', 'run = "panel"'), ledger(), "")
    with pytest.raises(InputError):
        read_register(CLAIMS_FILE, Ledger(), "")
