"""A thread as text: one line a step, further in for each step away from the start."""

from babyhubs.evidence.thread import FRESH, UP, Node, Thread

DIGITS = 12  # of an identity: enough to tell records apart and to look one up


def text(thread: Thread) -> str:
    """What is met a second time is named again and not opened again."""
    nodes = {node.subject: node for node in thread.nodes}
    next_of: dict[str, list[str]] = {}
    for rests, on in thread.edges:
        one, other = (rests, on) if thread.direction == UP else (on, rests)
        next_of.setdefault(one, []).append(other)
    lines: list[str] = []
    opened: set[str] = set()
    waiting = [(thread.start, 0)]
    while waiting:
        one, depth = waiting.pop()
        again = one in opened and bool(next_of.get(one))
        lines += _lines(nodes[one], depth, again=again)
        if one not in opened:
            opened.add(one)
            waiting += [(other, depth + 1) for other in reversed(next_of.get(one, []))]
    if len(lines) == 1:
        lines.append("  It rests on nothing before it." if thread.direction == UP else "  Nothing rests on it.")
    return "\n".join(lines) + "\n"


def short(subject: str) -> str:
    """The first digits of an identity; a claim's name as it is."""
    return subject.removeprefix("sha256:")[:DIGITS] if subject.startswith("sha256:") else subject


def _lines(node: Node, depth: int, *, again: bool) -> list[str]:
    indent = "  " * depth
    name = "" if node.name == node.subject else f"{node.name} "
    told = "" if node.state == FRESH else f" [{node.state}]"
    lines = [f"{indent}{node.kind} {name}({short(node.subject)}){told}{' (see above)' if again else ''}"]
    if node.reason and not again:
        lines.append(f"{indent}    why: {node.reason}")
    if node.step and not again:
        lines.append(f"{indent}    to do: {node.step}")
    return lines
