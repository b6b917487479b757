"""The frame: from what the audit found to numbers of who came, and never a list of people."""

from babyhubs.discussions import frame
from babyhubs.workbench.discussions import project
from babyhubs.workbench.programme import services as programmes
from babyhubs.workbench.programme.use import Use
from tests.workbench.discussions.audited import an_audit
from tests.workbench.discussions.rows import a_row, begun
from tests.workbench.service import TEST, Service

HOW = {"uses": ["never", "stopped"], "areas": "Easton\nHartcliffe", "target": "3", "route": "health visitor"}


def rows(service: Service) -> list[frame.Row]:
    """As they are now."""
    with project.opened(service.own) as one:
        return frame.rows(one)


def test_groups_are_chosen_from_the_audit_only_after_the_use_across_kinds_of_work_was_decided(service: Service) -> None:
    an_audit(service.own)
    begun(service.own)
    client, where = service.client("service-lead"), f"/programmes/{service.own.pk}/discussions/frame/"
    assert "nobody has decided that it may" in client.get(f"{where}choose/").content.decode()
    use = Use("audit", "clinical audit", "discussions", "service evaluation")
    programmes.decide_use(TEST, service.own, use, why="The same families.", approval="IG-114")
    page = client.get(f"{where}choose/").content.decode()
    assert "Fathers and partners" in page
    identity = page.split("Fathers and partners")[0].rsplit('value="', 1)[1].split('"')[0]
    assert client.post(f"{where}choose/", {**HOW, "unseen": [identity]}).status_code == 302
    assert [(row.group, row.area, row.use) for row in rows(service)] == [
        ("fathers", area, use) for area in ("Easton", "Hartcliffe") for use in ("never", "stopped")
    ]
    assert client.post(f"{where}choose/", {**HOW, "unseen": [identity]}).status_code == 302
    assert len(rows(service)) == 4
    assert "Tick at least one group." in client.post(f"{where}choose/", HOW).content.decode()


def test_a_row_is_counted_changed_and_stays_once_anybody_was_invited(service: Service) -> None:
    row = a_row(service.own)
    client, where = service.client("service-lead"), f"/programmes/{service.own.pk}/discussions/frame/"
    here = f"{where}rows/{row}/"
    sent = {"invited": "12", "reached": "7", "agreed": "4", "took-part": "2", "day": "2026-09-01"}
    assert client.post(here, sent).status_code == 302
    page = client.get(where).content.decode()
    assert "Of 12 invited: 5 could not be reached, 3 did not agree, 2 agreed and have not taken part." in page
    assert "More people cannot have come" in client.post(here, {**sent, "took-part": "9"}).content.decode()
    fewer = {"took-part": "-1", "agreed": "-1", "day": "2026-09-02"}
    assert client.post(here, fewer).status_code == 302
    assert rows(service)[0].counts == {"invited": 12, "reached": 7, "agreed": 3, "took part": 1}
    changed = {"use": "once", "area": "Easton", "target": "5", "route": "faith group"}
    assert client.post(f"{here}change/", changed).status_code == 302
    assert (rows(service)[0].use, rows(service)[0].target) == ("once", 5)
    client.post(f"{here}remove/")
    assert len(rows(service)) == 1


def test_the_request_says_whom_to_invite_and_asks_for_numbers(service: Service) -> None:
    a_row(service.own)
    client, where = service.client("involvement-coordinator"), f"/programmes/{service.own.pk}/discussions/frame/"
    said = client.get(f"{where}requests-file/").content.decode()
    assert said.startswith(
        "1. Please invite families who have never come to a baby hub (Families in temporary housing)."
    )
    assert "not who they are" in client.get(f"{where}requests/").content.decode()


def test_a_row_that_was_changed_does_not_stand_in_the_way_of_the_one_that_it_was(service: Service) -> None:
    a_row(service.own)
    with project.opened(service.own) as one:
        first = frame.rows(one)[0]
        frame.change(one, first.guid, "somebody", "2026-09-01", "Easton", "never", 3, "hub")
        again = frame.add(one, "", first.group, "never", "somebody", "2026-09-01")
        assert again != first.guid
        frame.remove(one, again, "somebody", "2026-09-01")
        assert [row.guid for row in frame.rows(one)] == [first.guid]
