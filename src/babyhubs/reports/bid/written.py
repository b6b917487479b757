"""A document as a file of each kind."""

from collections.abc import Callable

from babyhubs.reports.bid.readied import Readied


def _html(ready: Readied, software: str) -> bytes:
    from babyhubs.reports.bid.page import page  # noqa: PLC0415

    return page(ready, software).encode()


def _word(ready: Readied, software: str) -> bytes:
    from babyhubs.reports.bid.word import document  # noqa: PLC0415 - python-docx, which no other page needs

    return document(ready, software)


def _pdf(ready: Readied, software: str) -> bytes:
    from babyhubs.reports.bid.paper import pdf  # noqa: PLC0415

    return pdf(ready, software)


KINDS: dict[str, tuple[str, Callable[[Readied, str], bytes]]] = {
    "docx": ("Word document", _word),
    "pdf": ("PDF for everybody (PDF/UA)", _pdf),
    "html": ("Web page in one file", _html),
}


def written(ready: Readied, kind: str, software: str) -> bytes:
    """kind: "docx", "pdf" or "html"."""
    return KINDS[kind][1](ready, software)
