"""A delimited text file: what lays it out, and its rows by a layout."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from babyhubs.errors import InputError
from babyhubs.intake import encodings, heading
from babyhubs.intake.limits import SAMPLE_ROWS
from babyhubs.intake.raw import Layout
from babyhubs.intake.text_rows import Row, rows

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright bars"}
UNICODE = frozenset({"ascii", "utf-8", "utf-8-sig"})


def find(path: Path) -> tuple[Layout, tuple[str, ...]]:
    """The layout of a text file, and the sentences that say how it was found."""
    encoding, said = encodings.find(path)
    stated = _stated_delimiter(path, encoding)
    fitting: list[tuple[float, int, str, heading.Heading]] = []
    failures: list[tuple[int, InputError]] = []
    for delimiter in [stated] if stated else DELIMITERS:
        try:
            sample = list(islice(rows(path, encoding, delimiter), SAMPLE_ROWS))
            found = heading.find(sample, str(path))
        except InputError as error:
            failures.append((len(failures), error))
            continue
        fitting.append((_share(sample, found), len(found.lower), delimiter, found))
    if not fitting:
        raise _clearest(failures)
    fitting.sort(key=lambda one: one[:2], reverse=True)
    best = fitting[0]
    if len(fitting) > 1 and fitting[1][:2] == best[:2]:
        raise InputError(
            f"Both {DELIMITERS[best[2]]} and {DELIMITERS[fitting[1][2]]} could separate the cells.",
            where=f"{path}: row {best[3].row:,}",
            remedy="Export the report with tabs between the cells, or as Excel (.xlsx).",
        )
    layout = Layout("text", encoding, best[2], "", best[3].row, best[3].lines)
    return layout, (said, f"Cells are separated by {DELIMITERS.get(best[2], repr(best[2]))}.")


def obey(path: Path, layout: Layout) -> tuple[Layout, tuple[str, ...]]:
    """The layout as it must be read today: the file's encoding may have become narrower, but must not contradict it."""
    found, said = encodings.find(path)
    given = layout.encoding or "ascii"
    _check_written(layout, given, path)
    if given == found or (given in UNICODE and found in UNICODE):
        return _with_encoding(layout, found), (said,)
    if given == "ascii":  # nothing was known: the first file had no letter that would have shown it
        return _with_encoding(layout, found), (said,)
    if found == "ascii" and not given.startswith("utf-16"):
        return layout, (said,)
    if given not in encodings.NAMES and found in encodings.SINGLE_BYTE:  # one that a person wrote into the mapping
        return layout, (f"Encoding: {given}, as the mapping says.",)
    if given in encodings.SINGLE_BYTE and found in encodings.SINGLE_BYTE:
        return layout, (f"Encoding: {encodings.NAMES[given]}, as the mapping says.",)
    raise InputError(
        f"The mapping says that the file is in {encodings.NAMES.get(given, given)}; it is in {encodings.NAMES[found]}.",
        where=str(path),
        remedy="Export it as last time, or run `babyhubs map` again.",
    )


def _check_written(layout: Layout, encoding: str, path: Path) -> None:
    """Encoding and delimiter come from a file that people edit."""
    try:
        "".encode(encoding)
    except (LookupError, ValueError) as error:
        raise InputError(
            f'There is no encoding "{encoding}".',
            where=f"the layout of {path} in the mapping",
            remedy="Write utf-8 or cp1252, or run `babyhubs map` again.",
        ) from error
    if len(layout.delimiter) != 1 or layout.delimiter in '\r\n"\0 ':
        raise InputError(
            f"The delimiter must be one character, and it is {layout.delimiter!r}.",
            where=f"the layout of {path} in the mapping",
            remedy='Write "," or ";" or "\\t" or "|", or run `babyhubs map` again.',
        )


def _with_encoding(layout: Layout, encoding: str) -> Layout:
    return Layout("text", encoding, layout.delimiter, "", layout.header_row, layout.header_lines)


def _stated_delimiter(path: Path, encoding: str) -> str:
    """Excel's own first line `sep=;`, where there is one."""
    first: Iterator[Row] = rows(path, encoding, "\x1f")
    for _, cells, _ in first:
        line = "".join(cells).strip().strip('"')
        return line[4] if line.lower().startswith("sep=") and len(line) == 5 else ""
    return ""


def _share(sample: list[Row], found: heading.Heading) -> float:
    """How many of all rows have as many cells as the heading: the true delimiter leaves the fewest rows unexplained."""
    rows_with_cells = [cells for _, cells, _ in sample if cells]
    size = len(found.lower)
    return sum(1 for cells in rows_with_cells if len(cells) == size) / len(rows_with_cells)


def _clearest(failures: list[tuple[int, InputError]]) -> InputError:
    """The error to show when no separator works: one that is not just "no separator" where there is one."""
    worth = [error for _, error in failures if "separator" not in error.what]
    return (worth or [error for _, error in failures])[0]
