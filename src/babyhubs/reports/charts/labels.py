"""Direct labels: names written beside what they name, moved apart where they would lie over each other."""

import textwrap


def spread(wanted: list[float], gap: float, low: float, high: float) -> list[float]:
    """Positions as near as possible to the wanted ones, at least `gap` apart and inside low..high, in the same order.

    Neighbours that touch become a block around the mean of what they want (pooling of adjacent violators).
    """
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    # in shifted places (place - rank x gap) "at least gap apart" is "not falling"
    blocks: list[tuple[float, int]] = []
    for rank, i in enumerate(order):
        mean, size = wanted[i] - rank * gap, 1
        while blocks and blocks[-1][0] > mean:
            before, count = blocks.pop()
            mean, size = (mean * size + before * count) / (size + count), size + count
        blocks.append((mean, size))
    shifted = [mean for mean, size in blocks for _ in range(size)]
    top = high - (len(order) - 1) * gap
    placed = [0.0] * len(wanted)
    for rank, i in enumerate(order):
        placed[i] = min(max(shifted[rank], low), max(top, low)) + rank * gap
    return placed


def wrapped(text: str, width: int, lines: int = 2) -> list[str]:
    """A name on a few lines; what does not fit ends in an ellipsis (the table beside has it whole)."""
    return textwrap.wrap(text, width, max_lines=lines, placeholder=" …")
