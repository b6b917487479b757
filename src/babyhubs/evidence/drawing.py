"""A thread as a drawing: sources on the left, what rests on them on the right, as SVG that needs nothing beside it.

State is told in words and by the line of the box, never by colour alone. A box has a fixed place, so the same thread gives the same bytes.
"""

import textwrap
from html import escape

from babyhubs.evidence.thread import AMBER, FRESH, Node, Thread
from babyhubs.evidence.thread_text import short

WIDTH, LINE, GAP_X, GAP_Y, EDGE = 250, 15, 60, 14, 12
CHARACTERS = 38  # that fit in a box
FILL = {FRESH: "#ffffff", AMBER: "#fff4d1"}
OTHER = "#eeeeee"
STROKE = {FRESH: "#212b32", AMBER: "#8a5a00"}
DASHED = {FRESH: "", AMBER: ' stroke-dasharray="7 3"'}


def svg(thread: Thread, title: str) -> str:
    """The drawing, with a title and a description for those who do not see it."""
    columns = _columns(thread)
    words = {node.subject: _words(node) for node in thread.nodes}
    at: dict[str, tuple[int, int, int]] = {}  # left, top, height
    height = 0
    for number, column in enumerate(columns):
        top = EDGE
        for node in column:
            tall = LINE * len(words[node.subject]) + 14
            at[node.subject] = (EDGE + number * (WIDTH + GAP_X), top, tall)
            top += tall + GAP_Y
        height = max(height, top)
    width = 2 * EDGE + len(columns) * WIDTH + max(0, len(columns) - 1) * GAP_X
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'role="img" font-family="Arial, sans-serif" font-size="12">',
        f"<title>{escape(title)}</title>",
        f"<desc>{escape(_told(thread))}</desc>",
    ]
    parts += [_line(at[on], at[rests]) for rests, on in thread.edges]
    parts += [_box(node, at[node.subject], words[node.subject]) for node in thread.nodes]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _columns(thread: Thread) -> list[list[Node]]:
    """Each node one column right of the furthest thing that it rests on."""
    above: dict[str, list[str]] = {}
    for rests, on in thread.edges:
        above.setdefault(rests, []).append(on)
    depth: dict[str, int] = {}
    for node in thread.nodes:
        waiting = [node.subject]
        while waiting:
            one = waiting[-1]
            open_ones = [other for other in above.get(one, []) if other not in depth]
            if one not in depth and open_ones:
                waiting += open_ones
                continue
            depth[waiting.pop()] = 1 + max((depth[other] for other in above.get(one, [])), default=-1)
    columns: list[list[Node]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for node in thread.nodes:
        columns[depth[node.subject]].append(node)
    return columns


def _words(node: Node) -> list[str]:
    state = "" if node.state == FRESH else f" – {node.state.upper()}"
    lines = [f"{node.kind}{state}"[:CHARACTERS], *textwrap.wrap(node.name, CHARACTERS)[:3], short(node.subject)]
    return lines[:-1] if node.name == node.subject else lines


def _box(node: Node, at: tuple[int, int, int], words: list[str]) -> str:
    left, top, tall = at
    lines = "".join(
        f'<text x="{left + 8}" y="{top + 17 + LINE * number}"{" font-weight=" + chr(34) + "bold" + chr(34) if not number else ""}>'
        f"{escape(line)}</text>"
        for number, line in enumerate(words)
    )
    return (
        f"<g><title>{escape(f'{node.name}. {node.reason}'.strip())}</title>"
        f'<rect x="{left}" y="{top}" width="{WIDTH}" height="{tall}" rx="4" fill="{FILL.get(node.state, OTHER)}" '
        f'stroke="{STROKE.get(node.state, "#4c6272")}"{DASHED.get(node.state, " stroke-dasharray=" + chr(34) + "2 3" + chr(34))}/>'
        f"{lines}</g>"
    )


def _line(source: tuple[int, int, int], target: tuple[int, int, int]) -> str:
    x1, y1 = source[0] + WIDTH, source[1] + source[2] // 2
    x2, y2 = target[0], target[1] + target[2] // 2
    bend = (x2 - x1) // 2
    return f'<path d="M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}" fill="none" stroke="#768692"/>'


def _told(thread: Thread) -> str:
    names = {node.subject: node.name for node in thread.nodes}
    steps = "; ".join(f"“{names[rests]}” rests on “{names[on]}”" for rests, on in thread.edges)
    amber = ", ".join(f"“{node.name}”" for node in thread.nodes if node.state == AMBER)
    return f"{steps or 'One box alone'}.{f' Amber: {amber}.' if amber else ''}"
