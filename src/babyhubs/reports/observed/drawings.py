"""Small drawings made by hand: the plan with where time is spent, and families in the room over time. A table stands beside each."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from babyhubs.observations.layout import Layout
from babyhubs.observations.log.operation import PLAN
from babyhubs.observations.occupancy import CELLS, Steps
from babyhubs.observations.spans import Span
from babyhubs.statistics.interval import Floats

WIDTH, HEIGHT = 600, 450
INK, LINE, HEAT = "#1d2b33", "#55636b", "#b23a00"


@dataclass(frozen=True)
class Behind:
    """A picture of the empty room under the zones: its address, and its own width and height."""

    address: str
    width: int
    height: int


def plan(
    layout: Layout,
    heat: Floats | None,
    name: str,
    title: str,
    description: str,
    shade: Mapping[str, float] | None = None,
    behind: Behind | None = None,
) -> Markup:
    """Zones with their names. heat: darker squares are where families spend more time. shade: the same by zone, from 0 to 1."""
    high = WIDTH if layout.scale is None else round(WIDTH * layout.scale[1] / layout.scale[0])
    parts = []
    if behind is not None:
        high = round(WIDTH * behind.height / behind.width)
        parts.append(
            f'<image href="{html.escape(behind.address)}" width="{WIDTH}" height="{high}" preserveAspectRatio="none" opacity="0.45"/>'
        )
    if heat is not None and heat.max() > 0:
        wide, tall = WIDTH / CELLS, high / CELLS
        for row in range(CELLS):
            for column in range(CELLS):
                if share := float(heat[row, column] / heat.max()):
                    parts.append(
                        f'<rect x="{column * wide:.1f}" y="{row * tall:.1f}" width="{wide:.1f}" height="{tall:.1f}" '
                        f'fill="{HEAT}" fill-opacity="{0.08 + 0.82 * share:.2f}"/>'
                    )
    for zone in layout.zones:
        corners = " ".join(f"{x * WIDTH / PLAN:.1f},{y * high / PLAN:.1f}" for x, y in zone.polygon)
        parts.append(
            f'<polygon points="{corners}" {_fill((shade or {}).get(zone.identity, 0.0))} stroke="{LINE}" stroke-width="1"/>'
        )
        left = min(x for x, _ in zone.polygon) * WIDTH / PLAN + 4
        top = min(y for _, y in zone.polygon) * high / PLAN + 13
        wide_of = (max(x for x, _ in zone.polygon) - min(x for x, _ in zone.polygon)) * WIDTH / PLAN
        parts.append(
            f'<text x="{left:.1f}" y="{top:.1f}" font-size="11" fill="{INK}" stroke="#ffffff" stroke-width="3" '
            f'paint-order="stroke">{html.escape(_fitting(zone.label, wide_of))}</text>'
        )
    return _svg(parts, WIDTH, high, name, title, description)


def _fill(share: float) -> str:
    return f'fill="{HEAT}" fill-opacity="{0.08 + 0.82 * share:.2f}"' if share > 0 else 'fill="none"'


def _fitting(label: str, wide: float) -> str:
    """As much of a label as a zone is wide."""
    most = max(int((wide - 4) / 5.8), 3)
    return label if len(label) <= most else label[: most - 1].rstrip() + "…"


def over_time(
    counted: Steps, length_ms: int, name: str, title: str, description: str, gaps: Sequence[Span] = ()
) -> Markup:
    """A step line of how many families are in the room; grey where nobody observed."""
    high, left, bottom = 180, 34, 26
    top = max(counted.peak, 4)
    parts = []

    def x(at: float) -> float:
        return left + (WIDTH - left - 10) * at / max(length_ms, 1)

    def y(count: float) -> float:
        return 10 + (high - 10 - bottom) * (1 - count / top)

    for count in range(0, top + 1, max(1, top // 4)):
        parts.append(f'<line x1="{left}" x2="{WIDTH - 10}" y1="{y(count):.1f}" y2="{y(count):.1f}" stroke="#dfe5e8"/>')
        parts.append(
            f'<text x="{left - 6}" y="{y(count) + 4:.1f}" font-size="12" text-anchor="end" fill="{LINE}">{count}</text>'
        )
    for minutes in range(0, length_ms // 60_000 + 1, 30):
        parts.append(
            f'<text x="{x(minutes * 60_000):.1f}" y="{high - 8}" font-size="12" fill="{LINE}" '
            f'text-anchor="{"middle" if minutes * 60_000 < length_ms * 0.95 else "end"}">{minutes} min</text>'
        )
    path = [f"M{x(0):.1f},{y(0):.1f}"]
    steps, unseen = list(zip(counted.times, counted.counts, strict=True)), sorted(gaps)
    for place, (at, count) in enumerate(steps):
        gap = next((one for one in unseen if one[0] <= at < one[1]), None)
        if gap is None:
            path.append(f"H{x(at):.1f}V{y(count):.1f}")
        elif place and not gap[0] <= steps[place - 1][0] < gap[1]:  # the line ends here, and goes on after the gap
            path.append(f"H{x(gap[0]):.1f}M{x(gap[1]):.1f},{y(_level(steps, gap[1])):.1f}")
    for start, stop in gaps:
        wide = max(x(stop) - x(start), 1.5)
        parts.append(
            f'<rect x="{x(start):.1f}" y="10" width="{wide:.1f}" height="{high - 10 - bottom}" fill="#dfe5e8"/>'
        )
    parts.append(f'<path d="{"".join(path)}" fill="none" stroke="#0f5c63" stroke-width="2"/>')
    return _svg(parts, WIDTH, high, name, title, description)


def _level(steps: Sequence[tuple[int, int]], when: int) -> int:
    """How many there are at a time."""
    return next((count for at, count in reversed(steps) if at <= when), 0)


def _svg(parts: list[str], wide: int, high: int, name: str, title: str, description: str) -> Markup:
    return Markup(  # noqa: S704 - made of numbers, and of texts that are escaped
        f'<svg viewBox="0 0 {wide} {high}" role="img" aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{html.escape(title)}</title><desc id="{name}-desc">{html.escape(description)}</desc>'
        f"{''.join(parts)}</svg>"
    )
