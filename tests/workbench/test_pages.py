"""The pages of the foundation open, and say what they are."""

from tests.workbench.service import Service


def test_the_programme_page_lists_the_six_steps_of_the_thread(service: Service) -> None:
    page = service.client("service-lead") if service.own else None
    answer = page.get(f"/programmes/{service.own.pk}/")
    text = answer.content.decode()
    assert answer.status_code == 200
    for title in ("Audit", "Discussions", "Observations", "Panel of parents", "Evaluation", "Evidence"):
        assert title in text
