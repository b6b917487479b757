"""A whole proposal: exports as three kinds of system write them, by hand, with the questions that they deserve."""

import pytest

from babyhubs.intake import mapping_file
from babyhubs.intake.mapping import UNDECIDED
from babyhubs.intake.proposal import Proposal, answer, propose
from tests.intake.mapping.tables import HUBS, raw
from tests.shared_data import shared

NUMBERS = ["9990000018", "9990000026", "9990000034", "9990000042"]


def national() -> Proposal:
    """Names of the Community Services Data Set, with the columns beside them that look alike."""
    children = raw(
        "mpi.csv",
        {
            "LocalPatientID": ["L1", "L2", "L3", "L4"],
            "OrgID_LocalPatientID": ["RXX"] * 4,
            "NHSNumber": ["999 000 0018", *NUMBERS[1:]],
            "NHSNumber_Status": ["01", "01", "08", "01"],
            "DateOfBirth": ["2025-09-03", "2025-10-04", "2025-11-30", "2025-12-01"],
            "Postcode": ["BS10 5PW", "BS10 5PW", "ZZ99 3VZ", "BS2 8EJ"],
            "Postcode_District": ["BS10", "BS10", None, "BS2"],
            "Gender": ["1", "2", "F", "X"],
            "EthnicCategory": ["A", "PA", "C*", "V8"],
            "EthnicCategory2021": [None] * 4,
            "LanguagePreferred": ["en", "so", "q2", None],
            "NHSNumber_Mother": [NUMBERS[3], None, None, NUMBERS[0]],
            "NHSNumberStatus_Mother": ["01", None, None, "01"],
            "DateOfDeath": [None] * 4,
            "LSOA": ["E01014485"] * 4,
            "RP_StartDate": ["2026-01-01"] * 4,
            "RP_EndDate": ["2026-01-31"] * 4,
        },
    )
    contacts = raw(
        "contacts.csv",
        {
            "CareContactID": ["C1", "C2", "C3", "C4"],
            "ServiceRequestID": ["R1", "R1", "R2", "R3"],
            "LocalPatientID": ["L1", "L1", "L2", "L3"],
            "TeamID_Local": ["T1"] * 4,
            "Contact_Date": ["2026-01-02", "2026-01-13", "2026-01-20", "2026-01-21"],
            "Contact_Time": ["10:00"] * 4,
            "CareContact_Duration": ["20", "15", None, "5"],
            "Consultation_Type": ["02"] * 4,
            "ConsMechanism": ["01", "1", "11", "02"],
            "Activity_LocationType": ["K01", "A01", "X01", "N02"],
            "Treatment_OrgSiteID": ["RXX01", "RXX02", None, "RXX01"],
            "AttendanceStatus": ["5", "05", None, "7"],
            "ReasonableOffer_Date": [None] * 4,
            "Activity_Type": ["12", "08", "9", "11"],
            "RP_EndDate": ["2026-01-31"] * 4,
        },
    )
    groups = raw(
        "groups.csv",
        {
            "GroupSessionID": ["G1", "G2"],
            "GroupSession_Date": ["2026-01-05", "2026-01-19"],
            "NumberOfParticipants": ["12", "8"],
            "Activity_LocationType": ["K01", "K01"],
            "Treatment_OrgSiteID": ["RXX01", "RXX02"],
        },
    )
    return propose({"children": children, "contacts": contacts, "hubs": HUBS, "group_sessions": groups})


def test_national_names_need_no_question() -> None:
    found = national()
    assert found.questions == ()
    assert found.mapping.files["children"].columns == {
        "child": "LocalPatientID", "nhs_number": "NHSNumber", "family": "NHSNumber_Mother", "date_of_birth": "DateOfBirth",
        "date_of_death": "DateOfDeath", "postcode": "Postcode", "area": "LSOA", "ethnic_category": "EthnicCategory",
        "language": "LanguagePreferred", "submitted": "RP_EndDate",
    }  # fmt: skip
    assert found.mapping.files["contacts"].columns == {
        "contact": "CareContactID", "referral": "ServiceRequestID", "child": "LocalPatientID", "date": "Contact_Date",
        "venue": "Treatment_OrgSiteID", "location_type": "Activity_LocationType", "medium": "ConsMechanism",
        "attendance": "AttendanceStatus", "activity": "Activity_Type", "duration_minutes": "CareContact_Duration",
        "submitted": "RP_EndDate",
    }  # fmt: skip
    assert found.mapping.files["group_sessions"].columns["participants"] == "NumberOfParticipants"
    assert found.mapping.venues == {"RXX01": "H1", "RXX02": "H2"}
    assert found.mapping.files["children"].codes["ethnic_category"] == {"A": "A", "C*": "C", "PA": "PA", "V8": "99"}


def test_null_is_no_code() -> None:
    assert set(national().mapping.files["contacts"].codes["attendance"]) == {"5", "05", "7"}


def test_a_systmone_like_report() -> None:
    children = raw(
        "s1.csv",
        {
            "NHS Number": NUMBERS,
            "Date Of Birth": ["03/09/2025", "14/10/2025", "30/11/2025", "01/12/2025"],
            "Postcode": ["BS10 5PW"] * 4,
            "Ethnicity": ["White - British", "Pakistani", "Not stated", "White and Asian"],
            "Main Language": ["English", "Urdu", "Unknown", "Polish"],
            "Mother's NHS Number": [None, NUMBERS[0], None, None],
            "Mother's DOB": ["01/02/1990", "13/05/1995", "02/03/1999", "04/05/2001"],
            "First Baby": ["Y", "N", "Y", None],
            "Date Registered": ["03/09/2025"] * 4,
            "Date Deregistered": [None] * 4,
            "Health Visiting Team": ["North"] * 4,
        },
    )
    contacts = raw(
        "s1c.csv",
        {
            "NHS Number": [NUMBERS[0], NUMBERS[0], NUMBERS[1], NUMBERS[2]],
            "Event Date": ["02/01/2026 10:05", "04/01/2026 11:30", "13/01/2026 09:00", "03/01/2026 10:00"],
            "Location": ["Southmead CC", "Home", "St. Pauls Childrens Centre", "Upper Horfield Childrens Centre"],
            "Contact Type": ["Face to face", "Telephone", "F2F", "Video call"],
            "Status": ["Attended", "Attended", "DNA", "Arrived late - seen"],
            "Reason": ["Drop-in", "New birth visit", "Weigh in", "6-8 week review"],
            "Duration (mins)": ["10", "45", None, "20"],
            "Staff Role": ["HV", "HV", "CNN", "HV"],
        },
    )
    found = propose({"children": children, "contacts": contacts, "hubs": HUBS})
    assert found.questions == ()
    mine = found.mapping.files["children"].columns
    assert (mine["child"], mine["nhs_number"], mine["family"]) == ("NHS Number", "NHS Number", "Mother's NHS Number")
    assert (mine["mother_date_of_birth"], mine["first_child"], mine["team"]) == (
        "Mother's DOB",
        "First Baby",
        "Health Visiting Team",
    )
    theirs = found.mapping.files["contacts"]
    assert theirs.columns == {
        "child": "NHS Number", "date": "Event Date", "venue": "Location", "medium": "Contact Type", "attendance": "Status",
        "activity": "Reason", "duration_minutes": "Duration (mins)",
    }  # fmt: skip
    assert theirs.dates == {"date": "%d/%m/%Y"}
    assert found.mapping.venues == {
        "Southmead CC": "H1", "Home": "", "St. Pauls Childrens Centre": "H2", "Upper Horfield Childrens Centre": "H3",
    }  # fmt: skip


def test_a_rio_like_list() -> None:
    children = raw(
        "rio.csv",
        {
            "Client ID": ["1001", "1002", "1003"],
            "DOB": ["03-Sep-2025", "04-Oct-2025", "05-Nov-2025"],
            "LSOA 2021": ["E01014485", "E01014486", "E01014487"],
            "Ethnic Origin": ["A", "J", "Z"],
            "Referral Date": ["04-Sep-2025", "05-Oct-2025", "06-Nov-2025"],
            "Discharge Date": [None, None, "01-Jan-2026"],
        },
    )
    contacts = raw(
        "rioc.csv",
        {
            "Activity ID": ["1", "2", "3"],
            "Client ID": ["1001", "1002", "1003"],
            "Activity Date": ["02-Jan-2026", "03-Jan-2026", "04-Jan-2026"],
            "Outcome": ["Outcomed", "Un-outcomed", "DNA"],
            "Location Name": ["Southmead CC", "Client's Home", "Telephone"],
            "Location Type": ["Children's Centre", "Patient's Home", "Telephone"],
            "Team": ["North HV", "North HV", "South HV"],
            "Appt Type": ["Clinic", "Home visit", "Phone"],
        },
    )
    found = propose({"children": children, "contacts": contacts, "hubs": HUBS})
    assert found.questions == ()
    assert found.mapping.area_vintage == 2021
    theirs = found.mapping.files["contacts"]
    assert theirs.codes["attendance"] == {"DNA": "not_attended", "Outcomed": "attended", "Un-outcomed": "unknown"}
    assert theirs.columns["medium"] == "Appt Type"
    assert theirs.columns["location_type"] == "Location Type"


def small(**changes: list[str | None]) -> Proposal:
    contacts: dict[str, list[str | None]] = {
        "child_id": ["1", "2", "3"],
        "date": ["2026-01-02", "2026-01-03", "2026-01-04"],
        "venue": ["Southmead CC", "Home", "Home"],
    }
    children: dict[str, list[str | None]] = {
        "child_id": ["1", "2", "3"],
        "date_of_birth": ["2025-09-03"] * 3,
        "postcode": ["BS10 5PW"] * 3,
    }
    contacts = {name: column for name, column in {**contacts, **changes}.items() if column}
    return propose({"children": raw("a.csv", children), "contacts": raw("b.csv", contacts), "hubs": HUBS})


def test_two_columns_for_one_field_are_asked() -> None:
    found = small(**{"date": [], "Contact Date": ["2026-01-02"] * 3, "Appointment Date": ["2026-01-03"] * 3})
    (question,) = found.questions
    assert (question.part, question.field, question.guess) == ("columns", "date", "Contact Date")
    assert "Appointment Date" in question.text
    assert found.mapping.files["contacts"].columns["date"] == UNDECIDED


def test_an_empty_column_is_no_rival() -> None:
    found = small(**{"date": [], "Contact Date": ["2026-01-02"] * 3, "Appointment Date": [None] * 3})
    assert found.mapping.files["contacts"].columns["date"] == "Contact Date"


def test_a_required_field_without_a_column_is_asked_with_the_headings() -> None:
    found = small(venue=[])
    (question,) = found.questions
    assert (question.field, question.guess) == ("venue", UNDECIDED)
    assert "child_id, date" in question.text


def test_a_heading_that_lies_is_asked() -> None:
    found = small(date=["North", "South", "West"])
    assert ("columns", "date") in {(question.part, question.field) for question in found.questions}


def test_an_answer_brings_the_questions_of_its_column() -> None:
    found = small(**{"date": [], "Contact Date": ["2026-01-02"] * 3, "Appointment Date": ["03/09/2025"] * 3})
    after = answer(found, {found.questions[0].key: "Appointment Date"})
    (question,) = after.questions
    assert (question.part, question.guess) == ("dates", "%d/%m/%Y")
    assert {choice for choice, _ in question.choices} == {"%d/%m/%Y", "%m/%d/%Y"}
    done = answer(after, after.guesses())
    assert done.questions == ()
    assert done.mapping.files["contacts"].dates["date"] == "%d/%m/%Y"


def test_unknown_headings_are_found_by_their_values() -> None:
    children: dict[str, list[str | None]] = {
        "child_id": ["1", "2"],
        "date_of_birth": ["2025-09-03"] * 2,
        "Field7": ["BS10 5PW", "BS2 8EJ"],
    }
    contacts: dict[str, list[str | None]] = {"child_id": ["1", "2"], "date": ["2026-01-02"] * 2, "venue": ["Home"] * 2}
    found = propose({"children": raw("a.csv", children), "contacts": raw("b.csv", contacts), "hubs": HUBS})
    (question,) = found.questions
    assert (question.field, question.guess) == ("postcode", "Field7")


def test_site_codes_and_names_side_by_side_are_asked() -> None:
    found = small(**{"venue": ["Southmead CC"] * 3, "Treatment_OrgSiteID": ["RXX01"] * 3})
    assert [question.field for question in found.questions] == ["venue"]


def test_one_file_may_be_both() -> None:
    both = raw(
        "both.csv",
        {
            "PATIENT": ["a1", "a1", "b2"],
            "BIRTHDATE": ["2025-09-03", "2025-09-03", "2025-10-30"],
            "LSOA21": ["E01014485"] * 3,
            "ENCOUNTER": ["e1", "e2", "e3"],
            "Visit date": ["2026-01-02", "2026-01-30", "2026-01-03"],
            "Clinic": ["Southmead CC", "Southmead CC", "Home"],
        },
    )
    found = propose({"children": both, "contacts": both, "hubs": HUBS})
    assert found.questions == ()
    assert found.mapping.files["children"].columns["date_of_birth"] == "BIRTHDATE"
    assert found.mapping.files["contacts"].columns["venue"] == "Clinic"


def test_every_entry_has_a_reason_or_a_question() -> None:
    found = national()
    said = {explanation.key for explanation in found.explanations} | {question.key for question in found.questions}
    assert set(mapping_file.answers(found.mapping)) <= said


@pytest.fixture(scope="module")
def columns_of_the_data_set() -> dict[str, set[str]]:
    lines = shared("data/csds_table_columns.csv").read_text(encoding="utf-8").splitlines()[1:]
    tables: dict[str, set[str]] = {}
    for line in lines:
        table, _, name, *_ = line.split(",")
        tables.setdefault(table, set()).add(name)
    return tables


def test_element_names_of_the_data_set_name_one_field_each(columns_of_the_data_set: dict[str, set[str]]) -> None:
    from babyhubs.intake.column_names import SAYS_IT, strength

    wanted = {
        ("children", "CYP001MPI"): {
            "child": "LOCAL PATIENT IDENTIFIER (EXTENDED)", "ethnic_category": "ETHNIC CATEGORY", "language": "LANGUAGE CODE (PREFERRED)",
            "area": "LOWER SUPER OUTPUT AREA (RESIDENCE)", "date_of_death": "PERSON DEATH DATE", "submitted": "REPORTING PERIOD END DATE",
        },
        ("contacts", "CYP201CareContact"): {
            "contact": "CARE CONTACT IDENTIFIER", "referral": "SERVICE REQUEST IDENTIFIER", "date": "CARE CONTACT DATE",
            "venue": "ORGANISATION SITE IDENTIFIER (OF TREATMENT)", "location_type": "ACTIVITY LOCATION TYPE CODE",
            "medium": "CONSULTATION MECHANISM (COMMUNITY CARE)", "attendance": "ATTENDANCE STATUS",
            "duration_minutes": "CLINICAL CONTACT DURATION OF CARE CONTACT",
        },
        ("group_sessions", "CYP301GroupSession"): {
            "venue": "ORGANISATION SITE IDENTIFIER (OF TREATMENT)", "date": "GROUP SESSION DATE", "participants": "NUMBER OF GROUP SESSION PARTICIPANTS",
        },
    }  # fmt: skip
    for (file, table), fields in wanted.items():
        for field, name in fields.items():
            assert name in columns_of_the_data_set[table]
            assert strength(file, field, name) == SAYS_IT, (field, name)


@pytest.mark.parametrize(("ends", "certain"), [("2026-03-30", True), ("2025-09-03", False)])
def test_loose_start_and_end_dates_are_the_caseloads_where_they_behave_like_it(ends: str, certain: bool) -> None:
    children = raw(
        "a.csv",
        {
            "child_id": ["1", "2", "3"],
            "date_of_birth": ["2025-09-03"] * 3,
            "postcode": ["BS10 5PW"] * 3,
            "Start Date": ["2025-09-03"] * 3,
            "End Date": [ends, ends, None],
        },
    )
    contacts = raw("b.csv", {"child_id": ["1", "2"], "date": ["2026-01-02"] * 2, "venue": ["Home"] * 2})
    found = propose({"children": children, "contacts": contacts, "hubs": HUBS})
    expected = ("Start Date", "End Date") if certain else ("?", "?")
    columns = found.mapping.files["children"].columns
    assert (columns["caseload_start"], columns["caseload_end"]) == expected


def test_an_age_at_birth_is_the_mothers() -> None:
    children = raw(
        "a.csv",
        {"child_id": ["1"], "date_of_birth": ["2025-09-03"], "postcode": ["BS10 5PW"], "Age at birth": ["31.0"]},
    )
    contacts = raw("b.csv", {"child_id": ["1"], "date": ["2026-01-02"], "venue": ["Home"]})
    found = propose({"children": children, "contacts": contacts, "hubs": HUBS})
    assert found.mapping.files["children"].columns["mother_age"] == "Age at birth"


def test_right_check_digits_in_both_files_name_the_child_whatever_the_heading() -> None:
    children = raw("a.csv", {"Ref A": NUMBERS, "date_of_birth": ["2025-09-03"] * 4, "postcode": ["BS10 5PW"] * 4})
    contacts = raw("b.csv", {"Ref B": NUMBERS[:2], "date": ["2026-01-02"] * 2, "venue": ["Home"] * 2})
    found = propose({"children": children, "contacts": contacts, "hubs": HUBS})
    assert found.questions == ()
    columns = found.mapping.files["children"].columns
    assert (columns["child"], columns["nhs_number"]) == ("Ref A", "Ref A")
    assert found.mapping.files["contacts"].columns["child"] == "Ref B"


def test_a_site_code_of_no_hub_is_asked_where_its_contacts_are_in_hub_premises() -> None:
    hubs = raw("hubs.csv", {"hub_id": ["H1", "H2"], "name": ["Elm", "Oak"], "site_code": ["ABC01", "ABC02"]})
    children = raw("children.csv", {"child_id": ["C1", "C2"], "date_of_birth": ["2026-01-05", "2026-01-17"]})
    venue = ["ABC01"] * 6 + ["ABC02"] * 6 + ["ABC77"] * 4 + ["XYZ99"] * 4
    contacts = raw(
        "contacts.csv",
        {
            "child_id": ["C1", "C2"] * 10,
            "date": ["2026-02-17"] * 20,
            "venue": venue,
            "location_type": ["K01"] * 16 + ["A01"] * 4,
        },
    )
    found = propose({"hubs": hubs, "children": children, "contacts": contacts})
    asked = [question.value for question in found.questions if question.part == "venues"]
    assert asked == ["ABC77"]
    assert found.mapping.venues["XYZ99"] == ""
