"""What the demonstration shows of observations: the difference that was planted is found, with its limits, and can be replayed."""

from babyhubs.workbench.demonstration.observations import fill
from babyhubs.workbench.hubs import services as hubs
from babyhubs.workbench.observations.models import Session
from babyhubs.workbench.observations.results import kept
from babyhubs.workbench.programme.sources import findings
from tests.workbench.service import TEST, Service


def test_six_simulated_sessions_find_the_planted_difference_with_its_limits(service: Service) -> None:
    for number in range(6):
        model = ("social", "traditional")[number % 2]
        hubs.add(TEST, service.own, code=f"CC{number}", name=f"Centre {number}", model=model)
    filled = fill(service.actor("service-lead"), service.actor("observer"), service.own)
    assert filled.truth["planted"]["talk"]["social"] > filled.truth["planted"]["talk"]["traditional"]
    found = {one.measure: one for one in findings(service.own, "observations") if one.attribute == "model"}
    social = found["social_share"]
    assert (social.group, social.compared_with) == ("social", "traditional")
    assert social.lower is not None
    assert 0 < social.lower < social.estimate < social.upper
    assert {one["hub"] for one in filled.plan.hubs} == {one.header["hub"] for one in Session.objects.all()}
    assert {one.received_by_name for one in Session.objects.all()} == {"Observer"}
    assert kept.read(filled.analysis, "replay-6") is not None
