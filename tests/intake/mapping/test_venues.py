"""Which hub a spelling means. A wrong merge is worse than a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babyhubs.intake import venues
from babyhubs.intake.venues import Hub
from babyhubs.reference.venues import childrens_centres

HUBS = [
    Hub("H1", ("Southmead Children's Centre", "RXX01", "SOUTHMEAD CLINIC")),
    Hub("H2", ("St Paul's Nursery School & Children's Centre",)),
    Hub("H3", ("Upper Horfield Children's Centre & Community School",)),
    Hub("H4", ("Yate West Gate Childrens Centre",)),
    Hub("H5", ("Yate Cranleigh Court Children's Centre",)),
    Hub("H6", ("Brentry & Henbury Children's Centre",)),
    Hub("H7", ("Henbury Court Children's Centre",)),
]


def meaning(venue: str) -> str:
    guess = venues.match([venue], HUBS)[venue]
    return guess.word if guess.certain else f"{guess.word} asked"


@pytest.mark.parametrize(
    "spelling",
    ["H1", "RXX01", "Southmead Children's Centre", "SOUTHMEAD  CHILDRENS CENTER", "Southmead C.C.", "southmead cc", "Southmead Childrens Ctr",
     "Southmead Children’s Centre - Room 2", "HV12 - Southmead CC", "[K01] Southmead CC", "Southmead CC (main hall)", "Southmed CC", "Southmead baby clinic",
     "Southmead Clinic", "Southmead", "Southmead drop-in Tuesday"],
)  # fmt: skip
def test_spellings_of_one_hub(spelling: str) -> None:
    assert meaning(spelling) == "H1"


@pytest.mark.parametrize(
    "spelling", ["Saint Pauls Nursery School and Childrens Centre", "St. Pauls CC", "ST PAUL'S NURSERY"]
)
def test_saints(spelling: str) -> None:
    assert meaning(spelling) == "H2"


@pytest.mark.parametrize(
    "place",
    ["Home", "Client's home", "PATIENT HOME", "Telephone", "Video call", "GP surgery", "Bristol North health clinic"],
)
def test_no_hub(place: str) -> None:
    assert meaning(place) == ""


def test_a_health_centre_beside_a_childrens_centre_is_another_place() -> None:
    assert meaning("Southmead Health Centre") == ""


@pytest.mark.parametrize(
    "near",
    [
        "Lower Horfield CC",
        "Horfield CC",
        "Yate CC",
        "Henbury CC",
        "Yate West CC",
        "Brislington Library",
        "Southmead Park",
    ],
)
def test_what_is_near_is_asked(near: str) -> None:
    assert meaning(near).endswith("asked")


@pytest.mark.parametrize(
    ("hub", "venue", "certain"),
    [
        ("Filton", "Milton", False),
        ("Easton", "Eaton", False),
        ("Hanham", "Henham", False),
        ("North Yate", "South Yate", False),
        ("Clevedon", "Cleveodn", True),
        ("Portishead", "Portshead", True),
    ],
)
def test_a_slip_is_not_another_place(hub: str, venue: str, certain: bool) -> None:
    guess = venues.match([f"{venue} Children's Centre"], [Hub("H", (f"{hub} Children's Centre",))])
    assert guess[f"{venue} Children's Centre"].certain == certain


def test_a_spelling_that_two_hubs_share_is_neithers() -> None:
    twins = [Hub("A", ("The Limes",)), Hub("B", ("The Limes",))]
    assert not venues.match(["The Limes"], twins)["The Limes"].certain


def test_no_two_childrens_centres_have_one_normal_form() -> None:
    names = childrens_centres()["name"].unique().to_list()
    assert len({venues.normalise(name) for name in names}) == len(names)


def test_every_childrens_centre_is_itself() -> None:
    hubs = [Hub(row["venue_id"], (row["name"],)) for row in childrens_centres().iter_rows(named=True)]
    names = {hub.names[0]: hub.hub for hub in hubs}
    for change in (str.upper, str.lower, lambda name: name.replace("'", ""), lambda name: name.replace("&", "and")):
        for written, guess in venues.match([change(name) for name in names], hubs).items():
            assert guess.certain
            assert guess.word == next(hub for name, hub in names.items() if change(name) == written)


@given(
    st.lists(
        st.text("abcdefgh '&-.()", min_size=1, max_size=12),
        min_size=2,
        max_size=6,
        unique_by=lambda name: name.strip().casefold(),
    )
)
def test_an_exact_name_never_becomes_another_hub(names: list[str]) -> None:
    hubs = [Hub(f"hub {place}", (name,)) for place, name in enumerate(names)]
    for hub in hubs:
        guess = venues.match([hub.names[0]], hubs)[hub.names[0]]
        assert not guess.certain or guess.word in {hub.hub, ""}


@given(st.text(max_size=40))
def test_any_text_has_an_answer_or_a_question(text: str) -> None:
    assert venues.match([text], HUBS)[text].word in {*(hub.hub for hub in HUBS), "", "?"}


def test_a_site_code_of_no_hub_is_another_site_where_every_hub_has_one() -> None:
    hubs = [Hub("H1", ("Southmead CC", "RXX01")), Hub("H2", ("The Limes", "RXX02"))]
    found = venues.match(["rxx01", "R9998"], hubs)
    assert {venue: (guess.word, guess.certain) for venue, guess in found.items()} == {
        "rxx01": ("H1", True),
        "R9998": ("", True),
    }
    some = [*hubs, Hub("H3", ("Filton",))]
    assert not venues.match(["R9998"], some)["R9998"].certain
