"""Figures written in from their sources: `[?%](lone.estimate)` becomes `[36%](lone.estimate)`.

Whoever writes a claim need not look the figure up and copy it. Once written it stands in the text and is checked on each build like one that
was typed: when the source changes the claim fails or turns amber, it is not quietly rewritten, because the words round it may no longer fit.
After the question mark stand the decimals, if any (`?.1%`), and a per cent sign for a share.
"""

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal

from babyhubs.errors import InputError
from babyhubs.evidence.record import Record, figures
from babyhubs.evidence.sentence import MARK

ASKED = re.compile(r"\?(?:\.(\d))?(%?)")


def filled(marked: str, held: Mapping[str, Record]) -> str:
    """The sentence with every asked figure written in. held: by the source's name in the claim."""
    return MARK.sub(lambda found: _written(found, held), marked)


def _written(found: "re.Match[str]", held: Mapping[str, Record]) -> str:
    asked = ASKED.fullmatch(found[1].strip())
    if asked is None:
        return found[0]
    source, name, form = found[2], found[3].strip(), found[4] or ""
    value = figures(held[source]).get(name) if source in held else None
    if value is None:
        has = ", ".join(sorted(figures(held[source]))) if source in held else ""
        raise InputError(
            f"There is no figure {source}.{name} to write in.",
            remedy=f"It has {has}." if has else "Name one of the claim’s sources.",
        )
    exact = Decimal(repr(value)) * (100 if asked[2] or form == "points" else 1)
    if form in ("points", "size"):
        exact = abs(exact)
    rounded = exact.quantize(Decimal(1).scaleb(-int(asked[1] or 0)), rounding=ROUND_HALF_EVEN)
    tail = f"|{form}" if form else ""
    return f"[{rounded:,f}{asked[2]}]({source}.{name}{tail})"
