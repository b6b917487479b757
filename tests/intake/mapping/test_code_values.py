"""What codes and words mean. Lists of values that decide, and values that must be asked."""

import pytest

from babyhubs.intake.code_values import recognise


def words(field: str, values: list[str], heading: str = "") -> dict[str, str]:
    """Value -> word; a question mark behind it where it must be asked."""
    found = recognise(field, values, heading)
    return {value: guess.word if guess.certain else f"{guess.word} asked" for value, guess in found.items()}


def test_attendance_codes_with_and_without_zero() -> None:
    assert words("attendance", ["5", "05", "6", "7", "07", "2", "3", "4", "0"]) == {
        "5": "attended", "05": "attended", "6": "attended", "7": "turned_away", "07": "turned_away",
        "2": "cancelled_by_family", "3": "not_attended", "4": "cancelled_by_provider", "0": "future",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Attended", "attended"),
        ("ATTENDED ON TIME", "attended"),
        ("Arrived late - seen", "attended"),
        ("5 - Attended", "attended"),
        ("DNA", "not_attended"),
        ("Did not attend - no advance warning given", "not_attended"),
        ("Was not brought (parent forgot)", "not_attended"),
        ("Arrived late - not seen", "turned_away"),
        ("Patient arrived late and could not be seen", "turned_away"),
        ("Cancelled by Trust", "cancelled_by_provider"),
        ("Cancelled by patient", "cancelled_by_family"),
        ("Un-outcomed", "unknown"),
        ("Cancelled", "? asked"),
        ("Attended / DNA", "? asked"),
        ("banana", "? asked"),
    ],
)
def test_attendance_in_words(text: str, word: str) -> None:
    assert words("attendance", [text])[text] == word


def test_outcomed_means_attended_only_where_missed_ones_have_their_own_word() -> None:
    assert words("attendance", ["Outcomed", "DNA"])["Outcomed"] == "attended"
    assert words("attendance", ["Outcomed", "Un-outcomed"])["Outcomed"] == "attended asked"


def test_yes_under_attended_and_yes_under_dna_are_opposites() -> None:
    assert words("attendance", ["Y", "N"], "Attended") == {"Y": "attended", "N": "not_attended"}
    assert words("attendance", ["Y", "N"], "DNA") == {"Y": "not_attended", "N": "attended"}
    assert words("attendance", ["0", "1"], "Attended?") == {"0": "not_attended", "1": "attended"}
    assert words("attendance", ["0", "1"], "Attendance")["1"] == "attended asked"


def test_code_and_words_that_disagree_are_asked() -> None:
    assert words("attendance", ["3 - Attended"])["3 - Attended"] == "not_attended asked"


def test_the_two_lists_of_consultation_media_stay_apart() -> None:
    old = words("medium", ["01", "3", "11"], "Consultation_MediumUsed")
    assert (old["01"], old["3"], old["11"]) == ("face_to_face", "video", "video asked")
    for heading in ("ConsMechanism", "Consultation Mechanism (Community Care)"):
        new = words("medium", ["01", "03", "11"], heading)
        assert (new["03"], new["11"]) == ("video asked", "video")


def test_without_a_telling_heading_the_codes_tell_the_list() -> None:
    assert words("medium", ["01", "03"], "How seen")["03"] == "video"
    assert words("medium", ["01", "11"], "How seen")["11"] == "video"
    mixed = words("medium", ["01", "03", "11"], "How seen")
    assert mixed == {"01": "face_to_face", "03": "video asked", "11": "video asked"}


@pytest.mark.parametrize(
    ("text", "word"),
    [("Face to face", "face_to_face"), ("F2F", "face_to_face"), ("Phone", "telephone"), ("Telephone call to mother", "telephone"),
     ("Video call", "video"), ("Attend Anywhere", "video"), ("SMS", "other"), ("Home Visit", "face_to_face"), ("Non face to face", "other")],
)  # fmt: skip
def test_medium_in_words(text: str, word: str) -> None:
    assert words("medium", [text])[text] == word


@pytest.mark.parametrize(
    ("text", "word"),
    [("08", "new_birth"), ("9", "six_to_eight_week"), ("New Birth Visit", "new_birth"), ("6-8 week review", "six_to_eight_week"),
     ("2-2½ year review", "two_year"), ("2 - 2.5 Year Review", "two_year"), ("12 month review", "one_year"), ("Drop-in", "other"),
     ("Antenatal contact at home", "antenatal"), ("Weigh in", "other")],
)  # fmt: skip
def test_activity(text: str, word: str) -> None:
    assert words("activity", [text])[text] == word


def test_location_types_are_home_or_other() -> None:
    assert words("location_type", ["A01", "A02", "K01", "N02", "Patient's Home", "Children's Centre", "Not known", "Q77"]) == {
        "A01": "home", "A02": "home", "K01": "other", "N02": "other", "Patient's Home": "home",
        "Children's Centre": "other", "Not known": "unknown", "Q77": "? asked",
    }  # fmt: skip


def test_first_child_in_many_words() -> None:
    assert words("first_child", ["Y", "No", "TRUE", "0", "1", "Primip", "2nd", "Not known"]) == {
        "Y": "yes", "No": "no", "TRUE": "yes", "0": "no", "1": "yes", "Primip": "yes", "2nd": "no", "Not known": "",
    }  # fmt: skip
    assert words("first_child", ["0", "1", "3"], "Parity") == {"0": "yes", "1": "no", "3": "no"}
    assert words("first_child", ["1", "2"], "Birth order") == {"1": "yes", "2": "no"}
    assert words("first_child", ["0", "1", "2"], "First child")["1"] == "? asked"


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("A", "A"), ("a", "A"), ("PA", "PA"), ("CN", "CN"), ("C*", "C"), ("C9", "C"), ("Z", "Z"), ("99", "99"),
        ("2", "99"), ("9", "99"), ("V", "99"), ("V8", "99"), ("X", "99"),
        ("White - British", "A"), ("white british", "A"), ("British (White)", "A"), ("A - White British", "A"),
        ("Asian or Asian British - Pakistani", "J"), ("Pakistani", "J"), ("Mixed: White and Black Caribbean", "D"),
        ("Any other White background", "C"), ("Any other ethnic group", "S"), ("Arab", "S"),
        ("White: English, Welsh, Scottish, Northern Irish or British", "A"), ("White: Gypsy or Irish Traveller", "CM"),
        ("Asian, Asian British or Asian Welsh: Chinese", "R"), ("Other Ethnic Groups - Chinese", "R"),
        ("Black, Black British, Caribbean or African: Caribbean", "M"), ("Black, Black British, Caribbean or African: African", "N"),
        ("Somali", "PA"), ("Not stated", "Z"), ("Refused", "Z"), ("Not known", "99"),
        ("White", "? asked"), ("Asian", "? asked"), ("Martian", "? asked"), ("A - Indian", "A asked"),
    ],
)  # fmt: skip
def test_ethnic_category(text: str, category: str) -> None:
    assert words("ethnic_category", [text])[text] == category


def test_every_published_label_is_its_own_category() -> None:
    from babyhubs.reference import codes

    for code, label, *_ in codes.ethnic_categories().iter_rows():
        assert words("ethnic_category", [label, code]) == {label: code, code: code}


@pytest.mark.parametrize(
    ("text", "code"),
    [("en", "en"), ("SO", "so"), ("Somali", "so"), ("English (UK)", "en"), ("en-GB", "en"), ("q2", "q2"), ("Unknown", ""),
     ("Kurdish (Sorani)", "ku"), ("Chinese - Mandarin", "zh"), ("Panjabi", "pa"), ("BSL", "q4"), ("Klingon", "? asked"), ("xx", "? asked")],
)  # fmt: skip
def test_language(text: str, code: str) -> None:
    assert words("language", [text])[text] == code
