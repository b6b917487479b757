"""A document as it stands: put together from its texts and the claims, with what is to be said about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from babyhubs import __version__
from babyhubs.evidence.bid.checks import Remark, remarks
from babyhubs.evidence.bid.composing import Composed, Support, compose
from babyhubs.evidence.bid.form import Form, forms
from babyhubs.evidence.finding import Finding
from babyhubs.workbench.evidence.claims import Judged, judged, supports
from babyhubs.workbench.evidence.holding import Held, held
from babyhubs.workbench.evidence.models import Claim, Document
from babyhubs.workbench.web.templates import day

SOFTWARE = f"babyhubs {__version__}"
SIMULATED = "Simulated: no family in it is real."


@dataclass(frozen=True)
class Standing:
    """Everything that a page or a file about one document needs."""

    document: Document
    form: Form
    texts: Mapping[str, str]
    made: Composed
    remarks: tuple[Remark, ...]
    claims: list[Judged]
    supports: Mapping[str, Support]
    held: Held

    @property
    def stops(self) -> tuple[Remark, ...]:
        """What must be put right before a file is made."""
        return tuple(one for one in self.remarks if one.stops)


def all_forms() -> dict[str, Form]:
    """The forms that come along, and those that lie in the folder `forms` of the data folder."""
    return forms(_own())[0]


def faulty_forms() -> tuple[str, ...]:
    """Which files of that folder are no forms, and why."""
    return forms(_own())[1]


def _own() -> Path:
    return Path(settings.BABYHUBS.folder) / "forms"


def stand(programme: Any, document: Document) -> Standing:
    """The document now."""
    form = all_forms()[document.form]
    here = held(programme)
    found = judged(Claim.objects.filter(programme=programme), here)
    support = supports(found)
    written = {one.key: one for one in document.texts.all()}
    texts = {key: one.text for key, one in written.items()}
    last = max((one.written_at for one in written.values()), default=document.begun_at)
    mark = SIMULATED if settings.BABYHUBS_SIMULATED else ""
    made = compose(form, texts, support, title=document.title, mark=mark, date=day(last))
    return Standing(document, form, texts, made, remarks(made, texts, support), found, support, here)


def groups(here: Held) -> dict[str, str]:
    """The groups of findings in words: what stands between the attribute and the measure in what a source is about."""
    return {
        identity: one.about.partition(". ")[0].rpartition(": ")[2]
        for identity, one in here.by_identity.items()
        if isinstance(one.record, Finding)
    }
