"""The roll-outs that an evaluation must get right, or must decline to judge: what is planted, and what a right tool does."""

from dataclasses import dataclass, replace
from typing import Literal

RightAnswer = Literal["estimate", "restrict", "refuse"]


@dataclass(frozen=True)
class Scenario:
    """What is planted in a roll-out.

    level, gap: the change at full strength: ln(rate) moves by level + gap x (rank - 0.5), rank 1 at the most deprived end.
    ramp: months until full strength. half_life: months in which half of the change wears off (0: it stays).
    waves: strength in each wave, first to last. by_ethnic_group: further change of ln(rate) for the groups other than the largest.
    broken_trend: how much a month the gradient of the hubs that will change drifts by itself, from the first month on.
    worst_first: how strongly a bad last half-year decides who goes first (0: chance alone). shift: births of the most deprived fifth
    around changed hubs grow by this factor. closed_months: months in which every hub is closed. spill: share of the visits of
    unchanged catchments that go to changed hubs. lost_records: share of feeding records of the most deprived fifth that changed
    hubs cease to make. never: share of hubs that never change.
    """

    name: str
    right: RightAnswer
    what_a_right_tool_does: str
    level: float = 0.0
    gap: float = 0.0
    ramp: int = 1
    half_life: float = 0.0
    waves: tuple[float, float, float, float] = (1.0, 1.0, 1.0, 1.0)
    by_ethnic_group: float = 0.0
    broken_trend: float = 0.0
    worst_first: float = 0.0
    shift: float = 1.0
    closed_months: tuple[int, ...] = ()
    spill: float = 0.0
    lost_records: float = 0.0
    never: float = 1 / 3


_NARROWS = Scenario(
    "narrows",
    "estimate",
    "finds the relative and the absolute gap narrowed, although the change grows and differs between waves",
    level=0.12,
    gap=0.40,
    ramp=8,
    waves=(1.3, 1.1, 0.9, 0.7),
)

SCENARIOS: dict[str, Scenario] = {
    one.name: one
    for one in (
        Scenario("null", "estimate", "finds no change, with false alarms in one service of twenty"),
        Scenario(
            "level only", "estimate", "finds the level up, the relative gap unmoved and the absolute gap wider", level=0.18
        ),
        _NARROWS,
        Scenario("widens", "estimate", "finds both gaps wider", level=0.10, gap=-0.30, ramp=4),
        Scenario(
            "levelling down", "estimate", "finds the gap narrowed and says that the least deprived lost", level=-0.10, gap=0.40
        ),
        replace(
            _NARROWS, name="waves differ", what_a_right_tool_does="is not misled by early waves that gain more",
            waves=(1.8, 1.2, 0.6, 0.2),
        ),
        replace(
            _NARROWS, name="decay", what_a_right_tool_does="gives the average over the months seen, which is less than at the start",
            half_life=9.0, ramp=1,
        ),
        Scenario(
            "worst first", "estimate", "is not carried away by hubs that were picked after a bad half-year", worst_first=1.0
        ),
        Scenario(
            "broken gap trend", "restrict", "says that the gap was moving before the change, in the headline itself",
            broken_trend=0.015,
        ),
        replace(
            _NARROWS, name="population shift", what_a_right_tool_does="counts on eligible infants, so that more births are no effect",
            shift=1.5,
        ),
        replace(
            _NARROWS, name="closures", what_a_right_tool_does="leaves closed months out on both sides, never as zeros",
            closed_months=(20, 21, 22, 23),
        ),
        replace(
            _NARROWS, name="all changed", right="restrict",
            what_a_right_tool_does="answers only for months in which somebody was still unchanged, and says so", never=0.0,
        ),
        replace(
            _NARROWS, name="contamination 20%", right="restrict",
            what_a_right_tool_does="says that the comparison is diluted and the answer a floor", spill=0.2,
        ),
        replace(
            _NARROWS, name="contamination 35%", right="refuse",
            what_a_right_tool_does="refuses: those compared with are too much like those changed", spill=0.35,
        ),
        replace(
            _NARROWS, name="recording bias", right="restrict",
            what_a_right_tool_does="gives feeding no effect, only bounds: who is recorded changed with the hub", lost_records=0.35,
        ),
    )
}  # fmt: skip
