"""Counts made from the programme's own records: as another kind of work only once somebody decided so."""

from babyhubs.workbench.audits.models import Upload
from babyhubs.workbench.evaluation.models import CountTable
from babyhubs.workbench.evaluation.tables import counting
from babyhubs.workbench.programme import services as programmes
from babyhubs.workbench.programme.use import Use
from tests.workbench.audits.export import children, contacts
from tests.workbench.audits.test_upload_to_results import confirmed, uploaded
from tests.workbench.service import TEST, Service

MONTHS = 270  # babies, one a day: nine months of births and contacts


def asked(service: Service) -> str:
    """The button, and what the page says then."""
    where = f"/programmes/{service.own.pk}/evaluation/tables/count/"
    return service.client("analyst").post(where, follow=True).content.decode()


def counted(service: Service) -> list[CountTable]:
    """What the worker made of it."""
    both = {one.kind: one.pk for one in CountTable.objects.filter(counted=True)}
    counting.count(both["cells"], both["areas"])
    return [CountTable.objects.get(pk=both[kind]) for kind in ("cells", "areas")]


def test_without_records_and_without_a_decision_nothing_is_counted(service: Service) -> None:
    assert "There are no checked records to count in." in asked(service)
    one = confirmed(service, uploaded(service))
    assert one.state == Upload.State.CHECKED
    assert "nobody has decided that it may" in asked(service)
    assert not CountTable.objects.exists()


def test_infants_are_counted_where_they_live_and_contacts_where_they_were_made(service: Service) -> None:
    programmes.decide_use(
        TEST,
        service.own,
        Use("audit", "clinical audit", "evaluation", "service evaluation"),
        why="The same.",
        approval="1",
    )
    upload = confirmed(service, uploaded(service, children=children(MONTHS), contacts=contacts(MONTHS)))
    assert "being read" in asked(service)
    cells, areas = counted(service)
    assert (cells.state, areas.state) == (CountTable.State.READY, CountTable.State.READY), cells.problem_what
    assert cells.facts["hubs"] == ["H01"]
    assert cells.facts["outcomes"] == ["attendance"]
    assert cells.opened_at == upload.uploaded_at
    assert areas.facts["areas"] == 1
    assert areas.facts["missed"] == 0  # each of them came after three weeks


def test_records_of_a_few_weeks_are_too_short_to_say_who_was_missed(service: Service) -> None:
    programmes.decide_use(
        TEST,
        service.own,
        Use("audit", "clinical audit", "evaluation", "service evaluation"),
        why="The same.",
        approval="1",
    )
    confirmed(service, uploaded(service))
    asked(service)
    assert {one.problem_what for one in counted(service)} == {
        "The records are too short to follow infants for six months."
    }
