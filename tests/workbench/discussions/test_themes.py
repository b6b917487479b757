"""Themes on their pages: written, changed, with quotes that may be printed or say why not."""

from babyhubs.discussions.consents import QUOTE, record
from babyhubs.workbench.discussions import project
from tests.workbench.discussions.spoken import AT, BOOK, FARE, MOVED, begun, talk
from tests.workbench.discussions.test_coding import put
from tests.workbench.service import Service

FARES = BOOK["Affordability: barrier"]
CHEAP = "It costs us nothing, we live next door."


def test_from_a_theme_to_quotes_that_may_be_printed(service: Service) -> None:
    one = talk(begun(service), FARE, MOVED)
    two = talk(service.own, CHEAP)
    put(service, "analyst", one, FARE, FARES)
    put(service, "analyst", two, CHEAP, BOOK["Affordability: facilitator"])
    client, here = service.client("analyst"), f"/programmes/{service.own.pk}/discussions/themes/"
    wrong = client.post(f"{here}add/", {"name": "Getting there costs", "statement": "Fares keep families away."})
    assert "This field is required" in wrong.content.decode()
    sent = {"name": "Getting there costs", "statement": "Fares keep families away.", "codes": [FARES]}
    where = client.post(f"{here}add/", sent).url
    shown = client.get(where).content.decode()
    assert "People who spoke of it: 1." in shown
    assert "May be printed" in shown
    assert CHEAP in shown  # says the opposite: a negative case to choose

    with project.opened(service.own) as opened:
        mine, theirs = (row[0] for row in opened.rows("SELECT guid FROM passage ORDER BY number"))
    client.post(f"{where}choose/", {"passage": mine, "wording": "The bus is three pounds"})
    assert "not letter for letter" in client.get(where).content.decode()
    client.post(f"{where}choose/", {"passage": mine, "wording": "The bus is four pounds each way, [...]"})
    client.post(f"{where}choose/", {"passage": theirs, "against": "on"})
    listed = service.client("involvement-coordinator").get(here).content.decode()
    assert "Quotes that may be printed: 2 of 2." in listed
    assert "Does not fit the theme" in listed

    with project.opened(service.own) as opened:
        person = str(opened.value("SELECT guid FROM participant WHERE label = 'P1'"))
        record(opened, person, QUOTE, False, "lead", AT)
    listed = client.get(here).content.decode()
    assert "Quotes that may be printed: 1 of 2." in listed
    assert "Consent to be quoted word for word was withdrawn or refused" in listed
    client.post(f"{where}drop/", {"passage": mine})
    client.post(f"{where}change/", sent | {"statement": "Fares keep some families away."})
    assert "Fares keep some families away." in client.get(where).content.decode()
    client.post(f"{where}withdraw/")
    assert "No theme has been written yet" in client.get(here).content.decode()
