"""The page: what stands on it, in which order, and what it does when there is no answer."""

import base64
import hashlib
import re
from functools import cache
from itertools import pairwise

import polars as pl
import pytest

from babyhubs.audit.result import AuditResult
from babyhubs.reports.html import page, period_in_words
from babyhubs.reports.sentences import headline
from tests.reports.audits import provenance, quality, refused, released, shown, with_table
from tests.reports.reading import read

BADGE = "Internal: must not leave the service"


def test_it_opens_with_the_question_and_a_headline_to_read_aloud() -> None:
    words = " ".join(read(shown()).text.split())
    start = words.index("Which families do our baby hubs miss? Northtown 1 September 2025 to 31 August 2026")
    lead = re.search(r"Of about [\d,]+ babies, about \d+ in 100 came to a baby hub by six months\.", words)
    gap = re.search(
        r"We reach .+? less: \d+ in 100, against \d+ in 100 of other babies\. That is about [\d,]+ families a year\.",
        words,
    )
    assert lead
    assert gap
    assert start < lead.start() < gap.start() < words.index("Groups we miss, the largest", start)


def test_headings_go_down_one_step_at_a_time() -> None:
    levels = [int(tag[1]) for tag in read(shown()).headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_it_is_one_file_that_asks_for_nothing_and_runs_nothing() -> None:
    one = read(shown())
    assert "<script" not in shown()
    assert not [found for found in one.attributes if found[1].startswith("on") or found[1] == "style"]
    links = {value for _, name, value in one.attributes if name in {"href", "src", "srcset", "xlink:href", "action"}}
    assert all(link.startswith("#") or link == "data:," for link in links)
    assert not re.search(r"url\((?!#)|@import|@font-face", shown())
    style = shown().split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(
        value for tag, name, value in one.attributes if tag == "meta" and name == "content" and "default-src" in value
    )
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:")


def test_it_is_light_enough_to_send() -> None:
    assert len(shown().encode()) <= 1_500_000


def test_ids_are_used_once_and_every_link_on_the_page_leads_somewhere() -> None:
    one = read(shown())
    ids = [value for _, name, value in one.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    pointed = {value[1:] for _, name, value in one.attributes if name == "href" and value.startswith("#")}
    pointed |= {part for _, name, value in one.attributes if name == "aria-labelledby" for part in value.split()}
    pointed |= set(re.findall(r"url\(#([^)]+)\)", shown()))
    assert pointed <= set(ids)


def test_every_chart_has_a_name_words_and_text_that_is_text() -> None:
    drawings = re.findall(r'<svg viewBox[^>]*role="img".*?</svg>', shown(), re.DOTALL)
    assert len(drawings) > 20
    for drawing in drawings:
        assert re.search(r"<title id=[^>]*>[^<]+</title>", drawing)
        assert re.search(r"<desc id=[^>]*>[^<]{20,}</desc>", drawing)
    assert sum("<text" in drawing for drawing in drawings) == len(drawings)


def test_it_says_what_a_low_rate_may_mean_and_never_calls_a_gap_by_the_statisticians_word() -> None:
    words = read(shown()).text
    assert "significan" not in words.lower()
    assert "may be well targeted" in words
    assert "No group is the norm" in words


def test_unseen_groups_stand_there_with_ways_to_hear_from_them() -> None:
    words = read(shown()).text
    for row in released().unseen.to_dicts():
        assert row["label"] in words
        assert row["seen_by"].split("; ")[0] in words


def test_notices_of_the_reference_data_are_shown() -> None:
    rows = read(shown()).tables["Reference data, with licences and notices"]
    assert any("Contains OS data" in row[3] for row in rows)
    assert len(rows) == 1 + len(provenance()["reference_data"])


def test_without_an_answer_there_is_the_reason_and_no_verdict() -> None:
    without = page(refused("all"), quality(), (), provenance())
    words = " ".join(read(without).text.split())
    assert "There is no answer, because it would mislead" in words
    assert "The reason." in words
    assert "The remedy." in words
    assert "in 100 came to a baby hub" not in words
    assert "families a year. We" not in words
    captions = set(read(without).tables)
    assert not {
        caption for caption in captions if caption.startswith(("Reach", "Every ward", "Groups", "How often", "Slope"))
    }
    assert "Hubs: what is recorded and what was counted" in captions
    assert words.index("The reason.") < words.index("Groups nobody can count, and how")


@cache
def odd() -> str:
    """A page with one attribute refused, names that look like markup, and a profile that hides nothing."""
    one = refused("ethnic_group")
    tables = one.tables | {
        "hubs": one.hubs.with_columns(name=pl.lit("<script>alert('x')</script> & \"Co\"")),
        "measures": one.measures.with_columns(
            group_label=pl.col("group_label").replace("Lone parent", "<b>x</b> 1.25")
        ),
    }
    marked = provenance(disclosure_profile={"name": "internal", "version": "1", "title": "t", "source": "none"})
    return page(AuditResult(**tables, summary=one.summary, inputs=one.inputs), quality(), (), marked)


def test_a_refused_attribute_has_a_box_and_no_figures() -> None:
    one = read(odd())
    assert "Reach at hubs and in all contact: Ethnic group" not in one.tables
    assert "Reach at hubs and in all contact: Lone parent" in one.tables
    assert 'id="gap-ethnic-group-title"' not in odd()
    assert 'id="curve-ethnic-group-title"' not in odd()
    assert odd().count("The reason.") >= 3
    assert "in 100 came to a baby hub" in one.text


def test_text_from_outside_stays_text() -> None:
    assert "<script>alert" not in odd()
    assert "<b>x</b>" not in odd()
    assert "&lt;b&gt;x&lt;/b&gt; 1.25</text>" in odd()


def test_an_internal_page_says_so_first() -> None:
    assert BADGE in odd()
    assert BADGE not in shown()


def test_nothing_flagged_is_not_called_all_well() -> None:
    calm = released().measures.with_columns(verdict=pl.col("verdict").replace("under-served", "cannot tell"))
    told = headline(with_table("measures", calm))
    assert re.fullmatch(r"By our rule, none of the \d+ groups that we could test is under-served\.", told.gap)
    assert re.fullmatch(r"For \d+ groups the records cannot tell\.", told.also)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2025-09-01/2026-08-31", "1 September 2025 to 31 August 2026"),
        ("2024-01-01/2024-02-29", "1 January 2024 to 29 February 2024"),
    ],
)
def test_periods_are_written_out(period: str, words: str) -> None:
    assert period_in_words(period) == words
