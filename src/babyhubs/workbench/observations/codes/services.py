"""Bringing a code book, and choosing which one is used. A version never changes; another text is another version."""

import hashlib

from babyhubs.errors import InputError
from babyhubs.observations import ethogram
from babyhubs.workbench.observations.models import CodeBook, CodeBookChoice
from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited


@audited("codes.brought", "brought a version of a code book")
def bring(actor: Actor, programme: Programme, *, text: str, where: str) -> Changed[CodeBook]:
    """A new version: of a new code book, or a higher one of a code book that is here."""
    book = ethogram.parse(text, where)
    ships = ethogram.starter()
    if book.identity == ships.identity:
        raise InputError(
            f"{ships.identity} is the name of the code book that ships.",
            where=f"{where}, id",
            remedy='Give yours another name, as: id = "our-hubs". What sessions of the other become, [[earlier]] says.',
        )
    before = CodeBook.objects.filter(programme=programme, identity=book.identity).order_by("-version").first()
    if before is not None and book.version <= before.version:
        raise InputError(
            f"Version {before.version} of {book.identity} is here already, and a version never changes.",
            where=f"{where}, version",
            remedy=f"Write: version = {before.version + 1}",
        )
    digest = hashlib.sha256(text.encode()).hexdigest()
    row = CodeBook.objects.create(
        programme=programme, identity=book.identity, version=book.version, text=text, sha256=digest,
        brought_by_name=actor.name,
    )  # fmt: skip
    return Changed(row, subject=row, programme=programme.pk, details={"codes": str(row), "sha256": digest})


@audited("codes.chosen", "chose the code book that sessions are watched with")
def choose(actor: Actor, programme: Programme, *, book: CodeBook | None) -> Changed[CodeBookChoice]:
    """From now on. None: the one that ships. Sessions that were watched keep the version that they name."""
    one = CodeBookChoice.objects.create(programme=programme, book=book, chosen_by_name=actor.name)
    ships = ethogram.starter()
    named = str(book) if book else f"{ships.identity} version {ships.version}"
    return Changed(one, subject=one, programme=programme.pk, details={"codes": named})
