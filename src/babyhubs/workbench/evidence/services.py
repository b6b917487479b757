"""Everything that changes the evidence."""

import re
from typing import Any

from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.evidence.bid.filling import filled
from babyhubs.evidence.claim import STRENGTHS
from babyhubs.evidence.register import kept
from babyhubs.evidence.sentence import plain as read
from babyhubs.workbench.evidence.claims import judged
from babyhubs.workbench.evidence.documents import all_forms
from babyhubs.workbench.evidence.holding import EVIDENCE, Held, held, with_runs
from babyhubs.workbench.evidence.models import Check, Claim, Document, LedgerLine, SectionText
from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.programme.use import Use
from babyhubs.workbench.programme.uses import check_use, class_now
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LONGEST = 100_000  # characters of a section


@audited("claim.written", "wrote a claim")
def write_claim(
    actor: Actor, programme: Programme, here: Held, claim: Claim | None = None, *, name: str, sentence: str,
    strength: str, limits: str, plain: str = "", sources: dict[str, list[str]] | None = None,
) -> Changed[Claim]:  # fmt: skip
    """A new claim, or another wording of one. Figures that were asked for (`[?%](a.estimate)`) are written in.

    here: what is held now. sources: name in the sentence to place; as they were where None. What does not hold is saved all the
    same, and shown: a sentence is often written before its figure is there.
    """
    if not NAME.fullmatch(name):
        raise InputError(
            "The name is not of small letters, digits and dashes.", remedy="Write it as: reach-most-deprived."
        )
    if strength and strength not in STRENGTHS:
        raise InputError("There is no such strength.", remedy="Choose one from the list.")
    taken = Claim.objects.filter(programme=programme, name=name).exclude(pk=claim.pk if claim else None)
    if taken.exists():
        raise InputError("There is a claim of this name already.", remedy="Choose another name.")
    one = claim or Claim(programme=programme)
    before = one.marked
    if sources is not None:
        one.sources = sources
    found = {alias: here.source_of(tuple(where)) for alias, where in one.sources.items()}
    _allowed(programme, [source.record for source in found.values() if source])
    one.name, one.strength, one.limits, one.plain = name, strength, limits.strip(), plain.strip()
    one.marked = filled(" ".join(sentence.split()), {alias: source.record for alias, source in found.items() if source})
    _save(actor, one)
    details = {"claim": one.name, "sentence": read(one.marked)} | ({"before": read(before)} if before else {})
    return Changed(one, subject=one, programme=programme.pk, details=details)


@audited("claim.source.added", "gave a claim a source")
def add_source(actor: Actor, claim: Claim, here: Held, identity: str) -> Changed[Claim]:
    """One more source, under the next letter."""
    source = here.by_identity.get(identity)
    if source is None:
        raise InputError("No step holds this any more.", remedy="Choose a source from the list.")
    where = list(here.where(source.record))
    if where in claim.sources.values():
        raise InputError("The claim has this source already.")
    _allowed(claim.programme, [source.record])
    free = [letter for letter in LETTERS if letter not in claim.sources]
    if not free:
        raise InputError("A claim cannot have more sources than there are letters.", remedy="Make two claims of it.")
    claim.sources = {**claim.sources, free[0]: where}
    _save(actor, claim)
    return Changed(
        claim, subject=claim, programme=claim.programme_id, details={"claim": claim.name, "source": source.about}
    )


@audited("claim.source.removed", "took a source from a claim")
def remove_source(actor: Actor, claim: Claim, alias: str) -> Changed[Claim]:
    """One source less."""
    if alias not in claim.sources:
        raise InputError("The claim has no such source.")
    where = claim.sources[alias]
    claim.sources = {name: one for name, one in claim.sources.items() if name != alias}
    _save(actor, claim)
    details = {"claim": claim.name, "source": " · ".join(part for part in where if part)}
    return Changed(claim, subject=claim, programme=claim.programme_id, details=details)


@audited("claim.removed", "removed a claim")
def remove_claim(actor: Actor, claim: Claim) -> Changed[None]:
    """It is gone from the register; the ledger keeps that it was once checked."""
    details = {"claim": claim.name, "sentence": read(claim.marked)}
    changed: Changed[None] = Changed(None, programme=claim.programme_id, details=details)
    claim.delete()
    return changed


@audited("claims.checked", "checked all claims and recorded what they rest on")
def check_claims(actor: Actor, programme: Programme) -> Changed[int]:
    """What the strands hold now goes into the ledger as far as a claim cites it, then every claim that holds. Gives their number.

    What was amber and still agrees with its sources is fresh after this; what does not agree stays as it was.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)  # two at once would fork the chain
    here = held(programme)
    found = judged(Claim.objects.filter(programme=programme), here)
    holding = [one for one in found if one.recorded]
    cited = {identity for one in holding for identity in one.checked.sources.values()}
    waiting = list(cited)
    while waiting:
        for parent in here.by_identity[waiting.pop()].record.parents:
            if parent in here.by_identity and parent not in cited:
                cited.add(parent)
                waiting.append(parent)
    records = [one.record for identity, one in here.by_identity.items() if identity in cited]
    _allowed(programme, records)
    after = with_runs(here.recorded, records)
    after = after.with_claims(kept((one.checked for one in holding), after))
    fresh = after.entries[len(here.recorded.entries) :]
    LedgerLine.objects.bulk_create(
        LedgerLine(programme=programme, number=entry.number, line=entry.line()) for entry in fresh
    )
    used = sorted({(record.strand, record.project_class) for record in records})
    Check.objects.create(
        programme=programme,
        checked_by=actor.name,
        claims=len(found),
        hold=len(holding),
        used=[list(one) for one in used],
    )
    details = {"claims": len(found), "hold": len(holding), "new lines": len(fresh), "the ledger ends with": after.head}
    return Changed(len(holding), subject=programme, programme=programme.pk, details=details)


@audited("document.begun", "began a document")
def begin(actor: Actor, programme: Programme, *, form: str, title: str) -> Changed[Document]:
    """An empty document of a form."""
    if form not in all_forms():
        raise InputError("There is no such form.", remedy="Choose one from the list.")
    if not title.strip():
        raise InputError("A document needs a title.")
    one = Document.objects.create(programme=programme, form=form, title=title.strip(), begun_by=actor.name)
    return Changed(one, subject=one, programme=programme.pk, details={"form": form, "title": one.title})


@audited("section.written", "wrote a section of a document")
def write_section(actor: Actor, document: Document, *, key: str, text: str) -> Changed[SectionText]:
    """The text of a section; whether it holds is for the checks to say."""
    if key not in all_forms()[document.form].has:
        raise InputError("The form has no such section.")
    if len(text) > LONGEST:
        raise InputError(f"The text is longer than {LONGEST:,} characters.", remedy="Shorten it.")
    said = {"text": text.replace("\r\n", "\n").strip(), "written_by": actor.name, "written_at": timezone.now()}
    one, _ = SectionText.objects.update_or_create(document=document, key=key, defaults=said)
    details = {"document": document.title, "section": key, "words": len(one.text.split())}
    return Changed(one, subject=one, programme=document.programme_id, details=details)


def _save(actor: Actor, claim: Claim) -> None:
    claim.written_by, claim.written_at = actor.name, timezone.now()
    claim.save()


def _allowed(programme: Any, records: list[Any]) -> None:
    """What was made as one kind of work is not used in the bid as another without a decision."""
    used_as = class_now(programme, EVIDENCE)
    for strand, made_as in sorted({(one.strand, one.project_class) for one in records}):
        check_use(programme, Use(strand, made_as, EVIDENCE, used_as))
