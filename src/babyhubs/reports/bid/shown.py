"""A display as a document shows it: the drawing with its alternative text, and the table that says the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from babyhubs.errors import InputError
from babyhubs.evidence.bid import displays
from babyhubs.evidence.bid.composing import Placed
from babyhubs.evidence.finding import Finding
from babyhubs.evidence.record import Record
from babyhubs.reports.bid import diagrams
from babyhubs.reports.bid.intervals import in_words, intervals, shares


@dataclass(frozen=True)
class Shown:
    """label: "Figure 2". svg: "" for a table alone. columns and rows: nothing where the drawing's words are enough."""

    label: str
    title: str
    alt: str = ""
    svg: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    numeric: frozenset[int] = frozenset()
    note: str = ""

    @property
    def caption(self) -> str:
        """Above a table, below a figure."""
        return f"{self.label}. {self.title}" if self.label else self.title


def shown(placed: Placed, records: Iterable[Record], groups: Mapping[str, str]) -> Shown:
    """records: what the strands hold now; a figure takes its findings from them. groups: their groups in words, by identity."""
    display, label = placed.display, placed.label
    name = label.lower().replace(" ", "-") or "list"
    title = display.title or label
    if display.kind == "figure":
        return _findings(placed, records, groups, name, title)
    if display.kind == "gantt":
        tasks = displays.gantt(display)
        drawing, alt = diagrams.gantt(tasks, name, title)
        return Shown(label, title, alt, drawing)
    if display.kind == "flow":
        drawing, alt = diagrams.flow(displays.boxes(display), name, title)
        return Shown(label, title, alt, drawing)
    if display.kind == "logic":
        drawing, alt = diagrams.logic(*displays.table(display), name, title)
        return Shown(label, title, alt, drawing)
    if display.kind == "budget":
        return _budget(placed, title)
    if display.kind == "references":
        works = tuple((text,) for _, text in displays.works(display))
        return Shown("", title or "References", columns=("Work",), rows=works)
    columns, rows = displays.table(display)
    return Shown(label, title, columns=columns, rows=rows)


def _budget(placed: Placed, title: str) -> Shown:
    lines = displays.budget(placed.display)
    rows = [(one.what, f"{one.number:,f}", f"£{one.each:,.2f}", f"£{one.total:,.2f}") for one in lines]
    total = sum((one.total for one in lines), start=lines[0].total * 0)
    columns = ("What", "How many", "Each", "Together")
    return Shown(
        placed.label,
        title,
        columns=columns,
        rows=(*rows, ("All", "", "", f"£{total:,.2f}")),
        numeric=frozenset({1, 2, 3}),
    )


def _findings(placed: Placed, records: Iterable[Record], groups: Mapping[str, str], name: str, title: str) -> Shown:
    wanted = displays.selection(placed.display)
    chosen = {key: value for key, value in wanted.items() if key in displays.CHOSEN}
    found = [
        one
        for one in records
        if isinstance(one, Finding) and all(getattr(one, key) == value for key, value in chosen.items())
    ]
    if not found:
        what = ", ".join(f"{key} {value}" for key, value in chosen.items())
        raise InputError(
            f"{placed.label} shows nothing: no finding has {what}.", remedy="Correct the lines of the figure."
        )
    found = [replace(one, group=groups.get(one.identity, one.group)) for one in found]
    drawing, alt = intervals(found, name, title)
    share = shares(found)
    judged = any(one.verdict for one in found)
    rows = tuple(
        (one.group, in_words(one, share=share), *([one.verdict.capitalize()] if judged else [])) for one in found
    )
    columns = ("Group", "Figure (95% limits)", *(["Verdict"] if judged else []))
    note = f"{found[0].strand.capitalize()}, {found[0].period.replace('/', ' to ')}. Disclosure profile {found[0].disclosure_profile}."
    return Shown(placed.label, title, wanted.get("alt") or alt, drawing, columns, rows, note=note)
