"""The one plain sentence at the end of an answer, which never says more than the analysis; and the words for its parts."""

from babyhubs.evaluation.estimates import Estimate
from babyhubs.evaluation.gap import Answer


def conclusion(answer: Answer) -> str:
    """What may be said in the bid, restrictions first. One sentence, or two where something must be warned of."""
    refused = [one for one in answer.problems if one.status == "refused"]
    if refused:
        return f"The records cannot say whether changing the hubs did anything to {answer.outcome.label}. {refused[0].sentence}"
    absolute, relative, level = (answer.get(name) for name in ("absolute gap", "relative gap", "level"))
    if level.estimate is None:
        return (
            f"The records cannot say what changing the hubs did to {answer.outcome.label}: who is recorded is not complete enough, or changed "
            f"with the hubs. Taken to the extremes, the level moved by something between {_signed(level.lower)} and {_signed(level.upper)} "
            f"({level.unit})."
        )
    warnings = [one.sentence for one in answer.problems if one.about in {"", "gap"}]
    said = _gaps(answer, relative, absolute)
    down = levelling_down(answer)
    if down:
        said += " " + down
    if warnings:
        more = len(warnings) - 1
        also = f" There {'is 1 more reservation' if more == 1 else f'are {more} more reservations'}." if more else ""
        return f"With this reservation: {warnings[0]}{also} {said}"
    return said


def _gaps(answer: Answer, relative: Estimate, absolute: Estimate) -> str:
    name = answer.outcome.label
    ways = [direction(answer, one) for one in (relative, absolute)]
    figures = f"Relative: factor {_ratio(relative)}. Absolute: {_difference(answer, absolute)}."
    if ways == ["", ""]:
        return (
            f"It is not shown that the gap in {name} between the most and the least deprived moved when the hubs changed. That is not the "
            f"same as no change: the limits say what could have been missed. {figures}"
        )
    if ways[0] == ways[1]:
        return f"When the hubs changed, the gap in {name} between the most and the least deprived {_verb(ways[0])}, in relative and in absolute terms. {figures}"
    parts = [
        f"in {word} terms it {_verb(way)}" if way else f"in {word} terms a change is not shown"
        for word, way in zip(("relative", "absolute"), ways, strict=True)
    ]
    moved = "moved in two ways that disagree" if all(ways) else "moved on one scale only"
    return f"When the hubs changed, the gap in {name} between the most and the least deprived {moved}: {parts[0]}, and {parts[1]}. {figures}"


def direction(answer: Answer, estimate: Estimate) -> str:
    """narrowed, widened, reversed, "more" or "less" among the most deprived where no direction is good; "" where not shown."""
    if estimate.lower is None or estimate.upper is None or estimate.estimate is None or answer.rates is None:
        return ""
    still = 1.0 if estimate.estimand == "relative gap" else 0.0
    if estimate.lower <= still <= estimate.upper:
        return ""
    if answer.outcome.good == "neither":
        return "more" if estimate.estimate > still else "less"
    rates = answer.rates
    without, with_it = (
        (rates.rii_without, rates.rii_with)
        if estimate.estimand == "relative gap"
        else (rates.sii_without, rates.sii_with)
    )
    if (without - still) * (with_it - still) < 0:
        return "reversed"
    nearer = abs(_centred(with_it, still)) < abs(_centred(without, still))
    return "narrowed" if nearer else "widened"


def _centred(value: float, still: float) -> float:
    return max(value, 1 / value) - 1 if still == 1.0 and value > 0 else value - still


def _verb(way: str) -> str:
    return {
        "narrowed": "narrowed",
        "widened": "widened",
        "reversed": "turned round: those who were behind are now ahead",
        "more": "moved, with a rise among the most deprived compared with the least",
        "less": "moved, with a fall among the most deprived compared with the least",
    }[way]


def levelling_down(answer: Answer) -> str:
    """Named as such: a gap that narrowed because the least deprived lost. "" where it is not."""
    if answer.outcome.good == "neither" or answer.rates is None:
        return ""
    moved = [direction(answer, answer.get(name)) for name in ("relative gap", "absolute gap")]
    fifths = [one for one in answer.estimates if one.estimand == "by quintile" and one.group in {"4", "5"}]
    if "narrowed" not in moved or not fifths:
        return ""
    still = 1.0 if answer.outcome.scale == "ratio" else 0.0
    better = 1 if answer.outcome.good == "higher" else -1
    lost = [one for one in fifths if one.estimate is not None and better * (one.estimate - still) < 0]
    if not lost:
        return ""
    clear = [
        one for one in lost if one.lower is not None and one.upper is not None and not one.lower <= still <= one.upper
    ]
    if clear:
        return "This is levelling down in part: the least deprived families did worse than expected."
    if any(one.group == "5" and one.estimate is not None and abs(one.estimate - still) > 0.03 for one in lost):
        return "Levelling down cannot be excluded: the least deprived families did a little worse than expected, within chance."
    return ""


def _ratio(one: Estimate) -> str:
    if one.estimate is None or one.lower is None or one.upper is None:
        return "no figure"
    return f"{one.estimate:.2f} (95% limits {one.lower:.2f} to {one.upper:.2f}; 1 is no change)"


def _difference(answer: Answer, one: Estimate) -> str:
    if one.estimate is None or one.lower is None or one.upper is None:
        return "no figure"
    if answer.outcome.rate == "points":
        return f"{one.estimate:+.2f} points ({one.lower:+.2f} to {one.upper:+.2f}; 0 is no change)"
    unit = "in 100 eligible infants a month" if answer.outcome.scale == "ratio" else "in 100 families"
    return f"{100 * one.estimate:+.1f} {unit} ({100 * one.lower:+.1f} to {100 * one.upper:+.1f}; 0 is no change)"


def _signed(value: float | None) -> str:
    return "unknown" if value is None else f"{value:+.2f}"
