"""A small document with one of everything, and hostile words in it."""

from functools import cache

from babyhubs.evidence.bid.composing import Support, compose
from babyhubs.evidence.bid.form import shipped
from babyhubs.evidence.finding import Finding
from babyhubs.reports.bid.readied import Readied, ready

SOFTWARE = "babyhubs 0.1.0"
MARK = "Simulated: no family in it is real."
HOSTILE = '<script>alert(1)</script> #emph[x] $5$ \\ "quoted" *bold* `x` @ref & ]\x00'
NEED = f"""
### Whom they miss
[[reach]] {HOSTILE} [[reach]]

- one [^webb].
- two

::: figure Reach by fifth
strand | audit
measure | reach
attribute | fifth
:::

::: table Stages <b>
Stage | Cost
Question | 1
:::
"""
TIMES = "::: gantt When\nApprovals | 1 | 4\nLot drawn | 5\n:::"
FLOW = "::: flow How\nAll families\nAsked | Not asked\nCounted\n:::"
LOGIC = "::: logic Model\nInput | Outcome\nTime | More families\n | A smaller gap\n:::"
BUDGET = "::: budget Payments\nMeetings | 12 | 82.50\nCrèche | 2 | £40\n:::"


def finding(group: str, estimate: float | None) -> Finding:
    """One group of a figure."""
    limits = (None, None) if estimate is None else (estimate - 0.05, estimate + 0.05)
    return Finding(
        "audit", "clinical audit", "hub", "reach", "fifth", group, "babies", "2025-09-01/2026-08-31", 100, estimate,
        *limits, "all others", None, None, None, None, "" if estimate else "cannot tell", "" if estimate else "few",
        "share", "", "hes v1", SOFTWARE, (),
    )  # fmt: skip


@cache
def document() -> Readied:
    """It."""
    support = Support("reach", f"48% came {HOSTILE}", "moderate", "One year.", ("Audit: reach <i>",))
    texts = {
        "title": "Reach",
        "need": NEED,
        "timetable": TIMES,
        "flow-diagram": FLOW,
        "logic-model": LOGIC,
        "payments-budget": BUDGET,
        "references": "::: references\nwebb | Webb J. Why baby clinics?\n:::",
    }
    form = shipped()["nihr-rfpb-stage-2"]
    composed = compose(form, texts, {"reach": support}, title="Narrow <the> gap", mark=MARK, date="24 November 2026")
    records = (finding("1", 0.48), finding("2", None), finding("3", 0.7))
    return ready(composed, records, {records[0].identity: "Most deprived"})
