"""The pack: the claims as they were last checked, what they rest on, and the tables that were let go, in one folder that anybody can check.

It is made of the ledger, not of what the steps hold this minute: so nothing may be amber, and no claim may disagree with its sources.
"""

import io
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.utils import timezone

from babyhubs.disclosure.profiles import DEFAULT
from babyhubs.errors import Refused
from babyhubs.evidence.about import About
from babyhubs.evidence.pack import contents, pack, seal
from babyhubs.workbench.evidence.claims import AMBER, BROKEN, judged
from babyhubs.workbench.evidence.documents import SOFTWARE
from babyhubs.workbench.evidence.holding import EVIDENCE, held
from babyhubs.workbench.evidence.models import Check, Claim
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.releases import keeping
from babyhubs.workbench.releases import services as release_services
from babyhubs.workbench.releases.models import Release
from babyhubs.workbench.releases.states import State

TABLES = (".csv", ".xlsx")
LICENCES = {
    "https://creativecommons.org/licenses/by/4.0/": "Creative Commons Attribution 4.0",
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/": "Open Government Licence 3.0",
}
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest day of a ZIP file: same files, same bytes


@dataclass(frozen=True)
class Packed:
    """files: path to bytes. seal: to be sent another way than the pack."""

    files: Mapping[str, bytes]
    seal: str

    def archive(self) -> bytes:
        """As one file to hand over."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, content in sorted(self.files.items()):
                entry = zipfile.ZipInfo(f"pack/{path}", _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, content)
        return made.getvalue()


def waiting(programme: Any) -> list[str]:
    """Why no pack can be made now, in sentences; empty where one can."""
    if not Check.objects.filter(programme=programme, hold__gt=0).exists():
        return ["No claim has been checked yet. Check all claims first."]
    found = judged(Claim.objects.filter(programme=programme), held(programme))
    wrong = [one.claim.name for one in found if one.state in (AMBER, BROKEN)]
    if not wrong:
        return []
    named = ", ".join(wrong[:5]) + (f" and {len(wrong) - 5} more" if len(wrong) > 5 else "")
    return [f"Claims are amber or do not hold: {named}. Put them right, and check all claims again."]


def packed(programme: Any, publisher: str, licence: str) -> Packed:
    """The pack of the claims as they were last checked; it bears the day of that check."""
    reasons = waiting(programme)
    if reasons:
        raise Refused("No pack can be made now.", where="\n".join(reasons))
    checked = Check.objects.filter(programme=programme).first()
    about = About(
        title=programme.name,
        about=f"{programme.purpose} {programme.place}.".strip(),
        publisher=publisher,
        licence=licence,
        simulated=bool(settings.BABYHUBS_SIMULATED),
        date=timezone.localtime(checked.checked_at).date().isoformat() if checked else "",
        software=SOFTWARE,
    )
    files = contents(pack(about, held(programme).recorded, released_tables(programme)))
    return Packed(files, seal(files))


def ask(actor: Actor, programme: Any, *, publisher: str, licence: str, reason: str, used_as: str) -> Release:
    """The pack, made now, as a request that it may leave; its seal stands with the reason."""
    made = packed(programme, publisher, licence)
    with tempfile.TemporaryDirectory(dir=settings.BABYHUBS.folder, prefix="pack-") as folder:
        path = Path(folder) / "pack.zip"
        path.write_bytes(made.archive())
        return release_services.ask(
            actor,
            programme,
            f"Pack of evidence: {programme.name}",
            path,
            DEFAULT,
            f"{reason}\nThe seal of the pack: {made.seal}",
            strand=EVIDENCE,
            used_as=used_as,
        )


def released_tables(programme: Any) -> dict[str, bytes]:
    """The tables among the files that a second person let go, the newest of a name."""
    found: dict[str, bytes] = {}
    let_go = Release.objects.filter(programme=programme, state=State.APPROVED.value).exclude(strand=EVIDENCE)
    for one in let_go.order_by("decided_at"):
        found |= _tables(keeping.kept(Path(settings.BABYHUBS.folder), one.pk), one.file_name)
    return found


def _tables(path: Path, name: str) -> dict[str, bytes]:
    if name.endswith(TABLES):
        return {name: path.read_bytes()}
    if not name.endswith(".zip"):
        return {}
    stem = name.removesuffix(".zip")
    with zipfile.ZipFile(path) as archive:  # our own: keeping.py packed it
        return {
            f"{stem}-{PurePosixPath(member).name}": archive.read(member)
            for member in archive.namelist()
            if member.endswith(TABLES)
        }
