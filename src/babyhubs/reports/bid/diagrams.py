"""A flow diagram, a logic model and a Gantt chart, drawn from their lines, each with a text that says the same."""

from collections.abc import Sequence

from babyhubs.evidence.bid.displays import Task
from babyhubs.reports.bid.drawing import ACCENT, GRID, LINE, MUTED, WASH, arrow, box, line, lines, svg, words

WIDTH = 720
CHARACTER = 7.4  # pixels: on the wide side, so that no box is too narrow


def flow(rows: Sequence[Sequence[str]], name: str, title: str) -> tuple[str, str]:
    """Rows of boxes from top to bottom; gives the drawing and its description."""
    parts: list[str] = []
    y, middle = 10.0, WIDTH / 2
    for number, row in enumerate(rows):
        gap = 16
        width = min(460.0, (WIDTH - 20 - gap * (len(row) - 1)) / len(row))
        wrapped = [lines(cell, int((width - 20) / CHARACTER)) for cell in row]
        height = LINE * max(len(one) for one in wrapped) + 16
        left = middle - (width * len(row) + gap * (len(row) - 1)) / 2
        if number:
            parts.append(arrow(middle, y - 26, middle, y - 2))
        for place, one in enumerate(wrapped):
            parts.append(
                box(left + place * (width + gap), y, width, one, height, fill=WASH if len(row) > 1 else "#ffffff")
            )
        y += height + 28
    told = ", then ".join(" beside ".join(f"“{cell}”" for cell in row) for row in rows)
    description = f"A flow diagram from top to bottom: {told}."
    return svg(WIDTH, int(y) - 16, parts, name, title, description), description


def logic(columns: Sequence[str], rows: Sequence[Sequence[str]], name: str, title: str) -> tuple[str, str]:
    """Columns from left to right, each with its boxes."""
    gap = 24
    width = (WIDTH - 20 - gap * (len(columns) - 1)) / len(columns)
    fits = int((width - 14) / CHARACTER)
    parts: list[str] = []
    tallest = 0.0
    head = LINE * max(len(lines(one, fits)) for one in columns) + 12
    for place, column in enumerate(columns):
        x = 10 + place * (width + gap)
        parts.append(box(x, 10, width, lines(column, fits), head, fill=WASH))
        if place:
            parts.append(arrow(x - gap + 3, 10 + head / 2, x - 3, 10 + head / 2))
        y = head + 24.0
        for row in rows:
            if row[place]:
                wrapped = lines(row[place], fits)
                height = LINE * len(wrapped) + 12
                parts.append(box(x, y, width, wrapped, height))
                y += height + 10
        tallest = max(tallest, y)
    told = ". ".join(
        f"{column}: {'; '.join(row[place] for row in rows if row[place])}" for place, column in enumerate(columns)
    )
    description = f"Columns from left to right, each leading to the next. {told}."
    return svg(WIDTH, int(tallest), parts, name, title, description), description


def gantt(tasks: Sequence[Task], name: str, title: str) -> tuple[str, str]:
    """A bar for each task, a diamond for each milestone, a line for each quarter."""
    left, right = 250, 15
    months = max(task.last for task in tasks)
    step = (WIDTH - left - right) / months
    parts: list[str] = []
    y = 36.0
    rows = [lines(task.what, int((left - 20) / CHARACTER)) for task in tasks]
    height = y + sum(LINE * len(one) + 10 for one in rows) + 10
    for month in range(0, months + 1, 3):
        x = left + month * step
        parts.append(line(x, 28, x, height - 6, colour=GRID))
        if month < months:
            parts.append(words(x + 2, 20, f"{month + 1}", colour=MUTED))
    parts.append(words(10, 20, "Month", colour=MUTED))
    for task, wrapped in zip(tasks, rows, strict=True):
        tall = LINE * len(wrapped)
        parts += [words(10, y + LINE * (number + 1) - 4, one) for number, one in enumerate(wrapped)]
        x, end, middle = left + (task.first - 1) * step, left + task.last * step, y + tall / 2
        if task.milestone:
            at = (x + end) / 2
            parts.append(
                f'<path d="M{at:g} {middle - 7:g}l7 7l-7 7l-7 -7Z" fill="#ffffff" stroke="{ACCENT}" stroke-width="2"/>'
            )
        else:
            parts.append(f'<rect x="{x:g}" y="{middle - 7:g}" width="{end - x:g}" height="14" fill="{ACCENT}"/>')
        y += tall + 10
    told = "; ".join(f"{task.what}: {months_of(task)}" for task in tasks)
    description = f"Bars over {months} months, a diamond for a milestone. {told}."
    return svg(WIDTH, int(height), parts, name, title, description), description


def months_of(task: Task) -> str:
    """As "months 1 to 3"."""
    return f"month {task.first}" if task.first == task.last else f"months {task.first} to {task.last}"
