"""What one step found reaches the steps that rest on it, and none of them imports another."""

import pytest

from babyhubs.workbench.programme import sources
from tests.workbench.audits.done import a_result, found
from tests.workbench.service import Service


class TestSources:
    """Of the newest audit that was done, whole and in its order."""

    def test_the_findings_of_the_newest_audit(self, service: Service) -> None:
        run = a_result(service.own)
        given = sources.findings(service.own, "audit")
        assert [one.identity for one in given] == [one.identity for one in found()]
        first = sources.sources(service.own, "audit")[0]
        assert first.at == run.ended_at
        assert first.about.endswith("at hubs") or "contact" in first.about
        assert service.client("analyst").get(first.address).status_code == 200

    def test_nothing_where_nothing_was_found(self, service: Service) -> None:
        assert sources.sources(service.own, "audit") == ()
        assert sources.findings(service.own, "evidence") == ()

    def test_a_step_that_is_none_gives_nothing(self) -> None:
        with pytest.raises(ValueError, match="no step"):
            sources.gives("weather", lambda programme: ())
