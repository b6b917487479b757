"""The pack from the workbench: made of what was checked, with what was let go, and it verifies like every pack."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from babyhubs.errors import Refused
from babyhubs.evidence.record import place
from babyhubs.evidence.verification import verify
from babyhubs.workbench.evidence import services
from babyhubs.workbench.evidence.documents import SOFTWARE
from babyhubs.workbench.evidence.holding import held
from babyhubs.workbench.evidence.packing import LICENCES, packed, waiting
from babyhubs.workbench.programme import sources
from babyhubs.workbench.releases.keeping import kept
from tests.workbench.evidence.rows import FINDING, QUOTE, given, other
from tests.workbench.service import TEST, Service

LICENCE = next(iter(LICENCES))


@pytest.fixture(autouse=True)
def checked(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """One claim that was checked."""
    monkeypatch.setattr(sources, "_GIVEN_BY", {})
    sources.gives("discussions", given(FINDING, QUOTE))
    services.write_claim(
        TEST, service.own, held(service.own), name="reach", sentence="Where deprivation is highest [?%](a.estimate) came.",
        strength="moderate", limits="One year.", sources={"a": list(place(FINDING))},
    )  # fmt: skip
    services.check_claims(TEST, service.own)


def test_it_verifies_and_is_the_same_every_time(service: Service) -> None:
    made = packed(service.own, "A provider", LICENCE)
    found = verify(made.files, SOFTWARE, made.seal)
    assert (found.problems, found.claims) == ((), 1)
    assert packed(service.own, "A provider", LICENCE).archive() == made.archive()
    assert b"48%" in made.files["index.html"]


def test_not_while_a_claim_is_amber(service: Service) -> None:
    sources.gives("discussions", given(other(eligible=1900), QUOTE))
    assert "reach" in waiting(service.own)[0]
    with pytest.raises(Refused, match="No pack can be made now"):
        packed(service.own, "A provider", LICENCE)
    services.check_claims(TEST, service.own)
    assert waiting(service.own) == []


def test_nor_before_anything_was_checked(service: Service) -> None:
    assert "No claim has been checked" in waiting(service.others)[0]


def test_tables_that_were_let_go_are_in_it_and_others_are_not(service: Service) -> None:
    release = service.release(service.own)
    this = type(release).objects.filter(pk=release.pk)
    this.update(state="asked")
    assert not any(path.startswith("tables/") for path in packed(service.own, "A provider", LICENCE).files)
    this.update(state="approved", decided_at=timezone.now())
    content = kept(Path(settings.BABYHUBS.folder), release.pk).read_bytes()
    assert packed(service.own, "A provider", LICENCE).files[f"tables/{release.file_name}"] == content


def test_a_second_person_decides_whether_it_leaves(service: Service) -> None:
    where = f"/programmes/{service.own.pk}/evidence/pack/"
    answer: Any = service.client("service-lead").post(
        where,
        {
            "publisher": "A provider",
            "licence": LICENCE,
            "used_as": "service evaluation",
            "reason": "For the reviewers.",
        },
        follow=True,
    )
    release = service.own.releases.get(title__startswith="Pack of evidence")
    assert release.state == "asked"
    assert "The seal of the pack: sha256:" in answer.content.decode()
    with zipfile.ZipFile(io.BytesIO(kept(Path(settings.BABYHUBS.folder), release.pk).read_bytes())) as archive:
        files = {name.removeprefix("pack/"): archive.read(name) for name in archive.namelist()}
    assert verify(files, SOFTWARE).holds
