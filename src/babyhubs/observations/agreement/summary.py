"""Everything about the agreement of two observers, as one answer: what `babyhubs observe agreement` says."""

from dataclasses import asdict
from typing import Any

from babyhubs.observations.agreement import grid
from babyhubs.observations.agreement.alignment import align, moved, renamed
from babyhubs.observations.agreement.blocks import blocks, estimates
from babyhubs.observations.agreement.composite import composite
from babyhubs.observations.agreement.exact import holding, single_codes, timeline
from babyhubs.observations.agreement.moments import TOLERANCE_MS, moments
from babyhubs.observations.agreement.places import counts, position_error
from babyhubs.observations.agreement.several import alpha_over_time
from babyhubs.observations.records import ZONE, Recording

FEW_MS = 60_000  # a code that neither held for a minute in all cannot be judged
ACCEPTABLE = 0.6  # below, an export of the code asks to be acknowledged; Landis and Koch (Biometrics 1977;33:159) call more "substantial"


def agreement(
    first: Recording,
    second: Recording,
    *,
    tolerance_ms: int = TOLERANCE_MS,
    grid_ms: int | None = None,
    block_ms: int | None = None,
) -> dict[str, Any]:
    """Alignment first, then each track, moments, places and counts. Times in seconds."""
    found = align(first, second)
    other = moved(second, found.shift_ms)
    pairs = list(found.pairs)
    names = {theirs: mine for mine, theirs in pairs}
    answer: dict[str, Any] = {
        "occasion": first.occasion,
        "first": first.name,
        "second": second.name,
        "alignment": {
            "matched": [
                {"first": mine, "second": theirs, "likeness": found.likeness.get(mine)} for mine, theirs in pairs
            ],
            "only_first": list(found.only_first),
            "only_second": list(found.only_second),
            "clock_shift_s": found.shift_ms / 1000,
        },
        "tracks": [],
        "moments": [asdict(row) for row in moments(first, other, pairs, tolerance_ms)],
        "tolerance_s": tolerance_ms / 1000,
    }
    for track in _tracks(first, other):
        line = timeline(first, other, pairs, track)
        both = (first, renamed(other, names))
        divided = blocks(line, block_ms)
        codes = []
        for code in single_codes(line):
            held = holding(line, code)
            codes.append(_code_row(code, estimates(held, divided), held.table()))
        answer["tracks"].append(
            {
                "track": track or "all codes",
                "compared_s": float((line.stop - line.start).sum()) / 1000,
                "blocks": int(divided.states.max()) + 1 if divided.states.size else 0,
                **{name: asdict(one) for name, one in estimates(line, divided).items()},
                "alpha": alpha_over_time(both, [mine for mine, _ in pairs], track),
                "codes": codes,
                "composite": composite(first, other, pairs, track),
            }
        )
    if any(track == ZONE for track in _tracks(first, other)):
        answer["positions"] = position_error(first, other, pairs)
        answer["zone_counts"] = counts(first, other)
    if grid_ms is not None:
        chosen = sorted({mine for mine, _ in pairs})
        rows = grid.codes_on_grid(first, renamed(other, names), grid_ms, chosen)
        answer["grid"] = {
            "step_s": grid_ms / 1000,
            "kappa": grid.kappa(*rows, chosen),
            "identity_pct": grid.identity(*rows) if len(rows[0]) <= 20_000 else None,
        }
    return answer


def weak_codes(answer: dict[str, Any]) -> list[str]:
    """Codes on which the two agree too little for their figures to be used without a word."""
    return sorted(
        {row["code"] for track in answer["tracks"] for row in track["codes"] if row["judged"] and not row["acceptable"]}
    )


def _tracks(first: Recording, second: Recording) -> list[str | None]:
    """Tracks that both have. Where every code is a track of its own (other programs), all codes together."""
    own, other = ({state.track for state in one.intervals} for one in (first, second))
    exclusive = {state.track for one in (first, second) for state in one.intervals if state.track != state.code}
    shared = sorted(own & other & exclusive)
    return list(shared) if shared else [None]


def _code_row(code: str, found: dict[str, Any], table: Any) -> dict[str, Any]:
    first, second = float(table[1].sum()), float(table[:, 1].sum())
    judged = max(first, second) >= FEW_MS
    value = found["kappa"].value
    return {
        "code": code,
        "first_s": first / 1000,
        "second_s": second / 1000,
        "prevalence": (first + second) / 2 / float(table.sum()) if table.sum() else None,
        **{name: asdict(one) for name, one in found.items()},
        "judged": judged,
        # both say the same throughout: chance explains it, so there is no kappa, and nothing to doubt
        "acceptable": value >= ACCEPTABLE if value is not None else found["observed"].value in {None, 1.0},
    }
