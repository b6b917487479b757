"""The invented discussions of the demonstration go the whole way of this half: asked, taken down, names out, passed."""

from babyhubs.discussions import frame
from babyhubs.workbench.demonstration import discussions
from babyhubs.workbench.discussions import project
from babyhubs.workbench.programme import services as programmes
from babyhubs.workbench.programme.use import Use
from tests.workbench.discussions.audited import an_audit
from tests.workbench.service import Service


def test_24_talks_are_passed_one_waits_and_no_name_stands_anywhere(service: Service) -> None:
    an_audit(service.own)
    use = Use("audit", "clinical audit", "discussions", "service evaluation")
    programmes.decide_use(service.actor("service-lead"), service.own, use, why="As planned.", approval="SE-1")
    discussions.fill(service.actor("service-lead"), service.actor("analyst"), service.own)
    with project.opened(service.own) as one:
        assert one.rows("SELECT review, count(*) FROM source GROUP BY review ORDER BY review") != []
        states = [row[0] for row in one.rows("SELECT review FROM source ORDER BY number")]
        assert states == ["passed"] * 24 + ["waiting"]
        texts = " ".join(row[0] or "" for row in one.rows("SELECT text FROM source_version"))
        for name in ("Hodan", "Layla", "Kayleigh", "Sharon", "Nasreen", "Adaeze"):
            assert name not in texts
        rows = frame.rows(one)
        assert sum(row.counts["took part"] for row in rows) > 15
        assert all(row.counts["invited"] >= row.counts["took part"] for row in rows)
        assert one.count("participant") == 25
        assert one.value("SELECT count(*) FROM participant_source") == 25
