"""The pages of an audit's results: what they show is what was stored, as far as it was chosen, and nothing that was changed."""

import csv
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from babyhubs.evidence.finding import Finding
from babyhubs.reports import cells
from babyhubs.reports.contents import contents
from babyhubs.workbench.audits import periods, places
from babyhubs.workbench.audits.models import Run
from babyhubs.workbench.audits.results import kept
from babyhubs.workbench.audits.results.laid_out import pages as laid_out
from babyhubs.workbench.databases import WORKBENCH
from babyhubs.workbench.programme.sources import _GIVEN_BY, Source
from babyhubs.workbench.web.headers import CONTENT_SECURITY_POLICY
from tests.reports.audits import provenance, quality
from tests.reports.reading import read
from tests.workbench.audits.done import HIDDEN, a_result, drawn, refused, released, said
from tests.workbench.audits.rows import a_run
from tests.workbench.service import Service
from tests.workbench.test_pages import BUDGET

PAGES = ("", "groups/", "map/", "reach/", "gaps/", "visits/", "records/", "method/", "findings/", "compare/")
WEEKS = (6, 13, 26, 39, 51)


def tables(page: str) -> dict[str, list[list[str]]]:
    """The tables of a page: caption -> rows of texts."""
    return {caption.strip(): rows[1:] for caption, rows in read(page).tables.items()}


def where(run: Run, page: str = "") -> str:
    """An address of a run."""
    return f"/programmes/{run.programme_id}/audits/{run.pk}/{page}"


def shown(service: Service, run: Run, page: str) -> str:
    """A page as an analyst sees it."""
    answer = service.client("analyst").get(where(run, page))
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def stored(run: Run, name: str) -> Iterator[dict[str, Any]]:
    """A table of the answer as it lies on the disk: numbers as numbers, a hidden or missing one as None."""
    with (places.answer(run) / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {key: None if value in {"", "*"} else _number(value) for key, value in row.items()} | {
                "protection": row["protection"]
            }


def _number(value: str) -> Any:
    try:
        return float(value) if "." in value or "e" in value else int(value)
    except ValueError:
        return value


def test_every_page_is_marked_internal_leads_to_the_others_and_keeps_to_the_policy_and_the_budget(
    service: Service,
) -> None:
    a_result(service.own)
    run = a_result(service.own)
    client = service.client("output-checker")
    client.get(where(run))  # what is read once for each process is read
    for page in PAGES:
        with CaptureQueriesContext(connections[WORKBENCH]) as asked:
            answer = client.get(where(run, page))
        told = answer.content.decode()
        assert answer.status_code == 200, page
        assert len(asked) <= BUDGET, (page, [one["sql"] for one in asked])
        assert answer["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
        assert "babyhubs-internal" in told
        assert told.count('aria-current="page"') >= 1
        assert not [other for other in PAGES if f'href="{where(run, other)}"' not in told]
        # nothing that the policy would forbid: no style and no script in the page
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?! type=\"module\" src=)", told), page
        assert re.search(r"<select[^>]*name=\"group\"", told)


def test_the_drawings_are_pictures_and_nothing_else() -> None:
    """They go into our pages as they are: shapes, words and patterns, no script, no link, nothing that acts."""
    known = {
        "svg",
        "g",
        "path",
        "text",
        "title",
        "desc",
        "defs",
        "pattern",
        "rect",
        "line",
        "circle",
        "clipPath",
        "tspan",
    }
    found = laid_out(drawn(), released(), said())
    drawings = re.findall(r"<svg.*?</svg>", str(found), re.DOTALL)
    assert len(drawings) > 20
    for drawing in drawings:
        for one in ET.fromstring(drawing.replace("\\'", "'")).iter():
            assert one.tag.split("}")[-1] in known
            assert not [name for name in one.attrib if name.startswith("on") or "href" in name or name == "style"]


def test_verdicts_are_those_of_the_stored_table(service: Service) -> None:
    run = a_result(service.own)
    found = {row[0]: row[1:5] for rows in tables(shown(service, run, "groups/")).values() for row in rows}
    labels = {row["attribute"]: row["label"] for row in stored(run, "attributes")}
    judged = [row for row in stored(run, "measures") if row["verdict"]]
    assert len(judged) > 50
    for row in judged:
        wanted = [cells.count(row, "eligible"), cells.share(row), cells.ratio(row), cells.shortfall(row)]
        assert found[f"{labels[row['attribute']]}: {row['group_label']}"] == wanted


def test_what_observers_counted_at_the_door_stands_beside_the_records(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = a_result(service.own)
    found = [_capture("HUB01", 0.6), _capture("HUB02", 0.95), _capture("HUB03", None)]
    monkeypatch.setitem(_GIVEN_BY, "observations", lambda _: tuple(found))
    page = shown(service, one, "records/")
    assert "HUB01, 2026-03-03 to 2026-03-07" in page
    assert "60 visits are in the records" in page
    assert page.count("reach at this hub is higher than this audit says") == 1
    assert "HUB03" not in page.split("What observers counted at the door")[1]


def _capture(hub: str, rate: float | None) -> Source:
    blank = dict.fromkeys(("eligible", "lower", "upper", "ratio", "ratio_lower", "ratio_upper", "shortfall_families"))
    texts = dict.fromkeys(
        ("unit", "compared_with", "verdict", "reason", "method", "rule", "disclosure_profile", "software"), ""
    )
    record = Finding(
        strand="observations", project_class="service evaluation", period="2026-03-03/2026-03-07", view="hub", inputs=(),
        measure="capture_rate", attribute="hub", group=hub, estimate=rate, **blank, **texts,
    )  # type: ignore[arg-type]  # fmt: skip
    return Source(record, hub, "/observations/", timezone.now())


def test_curves_wards_and_visits_are_those_of_the_stored_tables(service: Service) -> None:
    run = a_result(service.own)
    curves = {
        (row["attribute"], row["group"], row["view"], row["age_days"]): cells.share(row)
        for row in stored(run, "curves")
    }
    table = tables(shown(service, run, "reach/"))["Reach at some ages: Ethnic group"]
    for group, (hub, contact) in zip(
        ("White", *HIDDEN[1:], "Asian", "Black", "Other", "unknown"),
        zip(table[::2], table[1::2], strict=True),
        strict=True,
    ):
        assert hub[2:] == [curves["ethnic_group", group, "hub", week * 7] for week in WEEKS]
        assert contact[2:] == [curves["ethnic_group", group, "all_contact", week * 7] for week in WEEKS]
    assert table[2][2:] == ["*"] * 5  # the group that is hidden
    wards = {row["ward_name"]: cells.share(row) for row in stored(run, "wards") if row["view"] == "hub"}
    assert {row[0]: row[2] for row in tables(shown(service, run, "map/"))["Every ward"]} == wards
    again = {
        row["group_label"]: cells.share(row)
        for row in stored(run, "measures")
        if (row["view"], row["measure"], row["attribute"]) == ("hub", "continuation_28", "ethnic_group")
    }
    visits = tables(shown(service, run, "visits/"))
    assert {row[0]: row[3] for row in visits["How often, whether again, and how soon: Ethnic group"]} == again


class TestChoosing:
    """A plain form: group, hub, period. What cannot be filtered says why."""

    def test_a_group_alone(self, service: Service) -> None:
        told = shown(service, a_result(service.own), "gaps/?group=ethnic_group:Black")
        found = tables(told)
        assert [row[0] for row in found["Reach at hubs and in all contact: Ethnic group"]] == ["Black"]
        assert "Mother’s age" not in found
        assert "You chose: <strong>Ethnic group: Black</strong>" in told
        assert "A drawing keeps all groups" in told
        assert "group=ethnic_group%3ABlack" in told  # and the links to other pages keep it
        assert '<option value="ethnic_group:Black" selected>' in told

    def test_a_hub_is_the_families_who_live_nearest_to_it(self, service: Service) -> None:
        run = a_result(service.own)
        hub = released().hubs.sort("name").row(0, named=True)
        found = tables(shown(service, run, f"gaps/?hub={hub['hub']}"))
        assert [row[0] for row in found["Reach at hubs and in all contact: Nearest hub"]] == [hub["name"]]
        told = shown(service, run, f"reach/?hub={hub['hub']}")
        assert {row[0] for row in tables(told)["Reach at some ages: Nearest hub"]} == {hub["name"]}
        assert "No curves are drawn for nearest hub: it has more groups than lines can be told apart." in told
        records = tables(shown(service, run, f"records/?hub={hub['hub']}"))
        assert [row[0] for row in records["Hubs: what is recorded and what was counted"]] == [hub["name"]]

    def test_a_group_within_a_hub_is_not_counted_and_the_page_says_so(self, service: Service) -> None:
        hub = released().hubs["hub"].to_list()[0]
        told = shown(service, a_result(service.own), f"groups/?group=ethnic_group:Black&hub={hub}")
        rows = [row[0] for rows in tables(told).values() for row in rows]
        assert len(rows) == 2
        assert "Groups are not counted hub by hub" in told

    @pytest.mark.parametrize(
        ("page", "why"),
        [
            ("", "The answer is about all groups and hubs together. It is not filtered."),
            ("map/", "By group or by hub they would be too few to show. It is not filtered."),
            ("method/", "The method is the same for all groups and hubs. It is not filtered."),
            ("records/", "They are not counted by what you chose."),
        ],
    )
    def test_what_cannot_be_filtered_says_why(self, service: Service, page: str, why: str) -> None:
        assert why in shown(service, a_result(service.own), f"{page}?group=lone_parent:yes")

    @pytest.mark.parametrize(
        "asked", ["group=nonsense", "hub=nowhere", "group=ethnic_group:nobody", "group=%00&hub=%27--"]
    )
    def test_what_is_not_in_the_audit_shows_everything_and_says_so(self, service: Service, asked: str) -> None:
        told = shown(service, a_result(service.own), f"groups/?{asked}")
        assert "What you chose is not in this audit. Everything is shown." in told
        assert "Ethnic group: Black" in told

    def test_a_period_is_another_audit_with_the_same_choice(self, service: Service) -> None:
        earlier, run = a_result(service.own, period="2025-08-01/2026-07-31"), a_result(service.own)
        client = service.client("analyst")
        assert "Aug 2025 to Jul 2026" in shown(service, run, "gaps/")
        answer = client.get(where(run, f"gaps/?group=ethnic_group:Black&audit={earlier.pk}"))
        assert answer["Location"] == where(earlier, "gaps/?group=ethnic_group%3ABlack")
        theirs = a_result(service.others)
        assert client.get(where(run, f"gaps/?audit={theirs.pk}")).status_code == 200  # another's: stays where it is

    def test_a_period_in_short(self) -> None:
        assert periods.in_short("2025-09-01/2026-08-31") == "Sep 2025 to Aug 2026"
        assert periods.in_short("2025-12-01/2026-02-28") == "Dec 2025 to Feb 2026"
        assert periods.in_short("2025-09-02/2026-08-30") == "2 Sep 2025 to 30 Aug 2026"


class TestWhatIsNotShown:
    """Changed, missing, refused, not ready."""

    def test_a_page_that_is_not_what_was_written(self, service: Service) -> None:
        run = a_result(service.own)
        path = places.pages(run) / "gaps.json"
        path.write_bytes(path.read_bytes().replace(b"Black", b"White", 1))
        assert "no longer what was written" in shown(service, run, "gaps/")
        assert "Ethnic group" in shown(service, run, "groups/")
        (places.pages(run) / "choices.json").unlink()
        assert "no longer what was written" in shown(service, run, "")

    def test_an_audit_from_before_there_were_pages_leads_to_its_report(self, service: Service) -> None:
        told = shown(service, a_result(service.own, pages={}), "map/")
        assert "The pages of this audit are not there" in told
        assert "Read the whole report" in told

    def test_a_refused_answer_has_reasons_and_no_page_of_figures(self, service: Service) -> None:
        run = a_result(service.own, refused=True, verdicts=[])
        one = refused()
        run.pages = kept.write(run, laid_out(contents(one, quality(), (), provenance()), one, said()))
        run.save()
        told = shown(service, run, "")
        assert "There is no answer, because it would mislead" in told
        assert "The reason." in told
        assert "The remedy." in told
        for page in ("groups/", "map/", "reach/", "gaps/", "visits/", "compare/"):
            assert service.client("analyst").get(where(run, page))["Location"] == where(run)
            assert where(run, page) not in told
        for page in ("records/", "method/", "findings/"):
            assert where(run, page) in told
            shown(service, run, page)

    def test_an_audit_that_is_not_done_leads_to_its_progress(self, service: Service) -> None:
        run = a_run(service.own)
        for page in (*PAGES[1:], f"findings/{'0' * 64}/"):
            assert service.client("analyst").get(where(run, page))["Location"] == where(run)
