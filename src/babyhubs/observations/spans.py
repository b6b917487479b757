"""Stretches of time as sorted lists of (start, stop) in milliseconds: union, what two have in common, what is left."""

from collections.abc import Iterable

Span = tuple[int, int]


def union(spans: Iterable[Span]) -> list[Span]:
    """Sorted, without overlap; stretches that touch become one; empty ones vanish."""
    found: list[Span] = []
    for start, stop in sorted(spans):
        if stop <= start:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], stop))
        else:
            found.append((start, stop))
    return found


def common(first: list[Span], second: list[Span]) -> list[Span]:
    """What two sorted lists without overlap have in common."""
    found = []
    here = there = 0
    while here < len(first) and there < len(second):
        start = max(first[here][0], second[there][0])
        stop = min(first[here][1], second[there][1])
        if start < stop:
            found.append((start, stop))
        if first[here][1] < second[there][1]:
            here += 1
        else:
            there += 1
    return found


def without(spans: list[Span], gaps: list[Span]) -> list[Span]:
    """What is left of sorted spans when sorted gaps are taken out."""
    found = []
    for start, stop in spans:
        here = start
        for gap_start, gap_stop in gaps:
            if gap_stop <= here or gap_start >= stop:
                continue
            if gap_start > here:
                found.append((here, gap_start))
            here = max(here, gap_stop)
        if here < stop:
            found.append((here, stop))
    return found


def length(spans: Iterable[Span]) -> int:
    """Milliseconds in all."""
    return sum(stop - start for start, stop in spans)
