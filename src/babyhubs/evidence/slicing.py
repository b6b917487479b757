"""The part of a ledger that goes into a pack: what the claims rest on, all the way up. The rest of the chain keeps its links and no content."""

from babyhubs.evidence.entry import CLAIMS, RECORD
from babyhubs.evidence.ledger import Ledger
from babyhubs.evidence.thread import upwards


def slice_for_claims(ledger: Ledger) -> Ledger:
    """The same chain, the same head; records that no claim rests on, and former claims, without their content.

    What has replaced a superseded source stays, so that a reader sees why a claim is amber. Runs stay: they hold identities only.
    """
    used = {node.subject for node in upwards(ledger, ledger.claims).nodes}
    used |= {now.identity for one in sorted(used) if (now := ledger.replaced_by(one))}
    last = max((entry.number for entry in ledger.entries if entry.kind == CLAIMS), default=-1)
    return Ledger(
        tuple(
            entry.without_content()
            if (entry.kind == RECORD and entry.subject not in used) or (entry.kind == CLAIMS and entry.number != last)
            else entry
            for entry in ledger.entries
        )
    )
