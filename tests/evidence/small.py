"""A small thread: an audit of three groups, a theme and a quote on them, a row of the involvement log, and a change judged."""

from dataclasses import replace

from babyhubs.evidence.exhibit import Exhibit
from babyhubs.evidence.finding import Finding
from babyhubs.evidence.ledger import Ledger

OVERALL = Finding(
    strand="audit", project_class="clinical audit", view="hub", measure="reach", attribute="all", group="all",
    unit="share of babies by 56 days of age", period="2025-09-01/2026-08-31", eligible=1250, estimate=0.6124, lower=0.585,
    upper=0.6389, compared_with="", ratio=None, ratio_lower=None, ratio_upper=None, shortfall_families=None, verdict="",
    reason="", method="Kaplan-Meier", rule="", disclosure_profile="hes v1", software="babyhubs 0.1.0", inputs=("hmac:1",),
)  # fmt: skip


def group(name: str, share: float, overall: Finding = OVERALL) -> Finding:
    """One group's reach, resting on the overall one."""
    return replace(
        overall, attribute="lone_parent", group=name, eligible=150, estimate=share, lower=None, upper=None,
        compared_with="everybody else", ratio=0.57, shortfall_families=80, verdict="under-served",
        reason="far below the others", inputs=(f"hmac:{name}",), parents=(overall.identity,),
    )  # fmt: skip


def audit(lone: float = 0.3567) -> tuple[Finding, ...]:
    """Everybody, lone parents, others."""
    return (OVERALL, group("yes", lone), group("no", 0.7))


def theme(of: Finding) -> Finding:
    """What lone parents told, resting on the finding that led to them."""
    return replace(
        of, strand="discussions", view="discussions", measure="barrier", attribute="Getting there", group="all",
        unit="people who spoke of it", eligible=25, estimate=15.0, compared_with="", ratio=None, shortfall_families=None,
        verdict="", reason="Two buses with a pram.", project_class="service evaluation", parents=(of.identity,),
    )  # fmt: skip


def exhibits(rests_on: Finding) -> tuple[Exhibit, ...]:
    """A quote on the theme, and a row of the involvement log on nothing."""
    return (
        Exhibit(
            "quote", "discussions", "service evaluation", "Getting there, 1", "It is two buses, so I stopped going.",
            "2026-03-01/2026-06-30", "hes v1", (), (rests_on.identity,),
        ),
        Exhibit(
            "involvement", "panel", "public involvement", "Opening hours", "The panel asked for a hub after school pick-up.",
            "2026-05-12/2026-05-12", "hes v1", (("meetings", 4), ("people", 10)),
        ),
    )  # fmt: skip


def evaluation() -> Finding:
    """A change that may be told, but only with its reservation."""
    return replace(
        OVERALL, strand="evaluation", project_class="service evaluation", measure="reach: difference", attribute="gap",
        group="all", unit="difference in share", eligible=None, estimate=0.05, lower=-0.01, upper=0.11, inputs=("hmac:9",),
        reason="restricted: four hubs changed.",
    )  # fmt: skip


def ledger(lone: float = 0.3567) -> Ledger:
    """All of it, recorded."""
    first = audit(lone)
    told = theme(first[1])
    quote, involvement = exhibits(told)
    return (
        Ledger()
        .with_run("audit", first)
        .with_run("discussions", [told, quote])
        .with_run("panel", [involvement])
        .with_run("evaluation", [evaluation()])
    )


CLAIMS_FILE = """
title = "Reach of the hubs"
about = "What a small service found."
publisher = "A community provider"
licence = "https://creativecommons.org/licenses/by/4.0/"
simulated = true

[[claim]]
name = "low-reach"
sentence = "By [56](lone.unit) days of age [36%](lone.estimate) of babies of lone parents come, [70%](others.estimate) of others."
strength = "strong"
limits = "Visits that were not written down are missing."
[claim.sources.lone]
measure = "reach"
attribute = "lone_parent"
group = "yes"
[claim.sources.others]
attribute = "lone_parent"
group = "no"

[[claim]]
name = "buses"
sentence = "Parents spoke of the way there: “It is two buses, so I stopped going.”"
strength = "descriptive"
limits = "Those who never came were not asked."
[claim.sources.quote]
kind = "quote"
title = "Getting there, 1"

[[claim]]
name = "asked"
sentence = "The panel of [ten](panel.people) met [four](panel.meetings) times and asked for later hours."
strength = "descriptive"
limits = "A panel speaks for nobody but itself."
[claim.sources.panel]
strand = "panel"

[[claim]]
name = "gap"
sentence = "The gap may have narrowed by [5](change.estimate|points) percentage points."
strength = "weak"
limits = "Four hubs changed."
[claim.sources.change]
strand = "evaluation"

[[claim]]
name = "everybody-knows"
sentence = "Everybody knows that hubs help."
"""
