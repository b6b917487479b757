"""A claim of the register against what is held now: whether it holds, what is amber, and where each source can be seen."""

from collections.abc import Iterable
from dataclasses import dataclass

from babyhubs.evidence import claim as library
from babyhubs.evidence.bid.composing import Support
from babyhubs.evidence.claim import problems
from babyhubs.evidence.staleness import BUILD, claim_state
from babyhubs.workbench.evidence.holding import Held
from babyhubs.workbench.evidence.models import Claim
from babyhubs.workbench.programme.sources import Source
from babyhubs.workbench.programme.steps import steps

HOLDS, AMBER, BROKEN, UNSUPPORTED = "Holds", "Amber", "Does not hold", "No source"
CHECK = "check all claims again"  # what building a pack is called here
DIGITS = 12


@dataclass(frozen=True, slots=True)
class Judged:
    """state: one of the four. reason: what changed. step: what to do. wrong: why it does not hold. sources: by name in the sentence."""

    claim: Claim
    checked: library.Claim
    state: str
    wrong: tuple[str, ...]
    reason: str
    step: str
    sources: dict[str, Source]

    @property
    def sentence(self) -> str:
        """As a reader sees it."""
        return self.checked.sentence

    @property
    def recorded(self) -> bool:
        """Whether it can go into the ledger as it is."""
        return self.checked.supported and not self.wrong


def judged(claims: Iterable[Claim], held: Held) -> list[Judged]:
    """Every claim."""
    return [_judged(one, held) for one in claims]


def plain(claim: Claim) -> tuple[str, ...]:
    """The phrases whose numbers state no fact."""
    return tuple(line.strip() for line in claim.plain.splitlines() if line.strip())


def supports(found: Iterable[Judged]) -> dict[str, Support]:
    """What documents need of them, by name."""
    return {
        one.claim.name: Support(
            one.claim.name,
            one.sentence,
            one.claim.strength,
            one.claim.limits,
            tuple(dict.fromkeys(cited(source) for source in one.sources.values())),
            one.wrong,
            one.reason,
        )
        for one in found
    }


def cited(source: Source) -> str:
    """A source in a footnote: whose, about what, of when, and the first digits of its identity."""
    record = source.record
    when = f", {record.period.replace('/', ' to ')}" if record.period else ""
    return f"{steps()[record.strand].title}: {source.about}{when} [{record.identity.removeprefix('sha256:')[:DIGITS]}]"


def _judged(claim: Claim, held: Held) -> Judged:
    found: dict[str, Source] = {}
    missing = []
    for name, where in claim.sources.items():
        source = held.source_of(tuple(where))
        if source:
            found[name] = source
        else:
            missing.append(f"Its source “{name}” ({' · '.join(part for part in where if part)}) is not there now.")
    identities = {name: source.record.identity for name, source in found.items()}
    one = library.Claim(claim.name, claim.marked, claim.strength, claim.limits, identities, plain(claim))
    wrong = tuple(missing) or problems(one, {source.record.identity: source.record for source in found.values()})
    amber = claim_state(held.now, claim.name) if claim.name in held.now.claims else None
    state = BROKEN if wrong else UNSUPPORTED if not claim.sources else AMBER if amber else HOLDS
    reason = amber.reason if amber else ""
    step = amber.step.replace(BUILD, CHECK) if amber else ""
    return Judged(claim, one, state, wrong, reason, step, found)
