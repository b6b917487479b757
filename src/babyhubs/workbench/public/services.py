"""Everything that changes what is public. What parents send goes into the register, through its own services (sending.py)."""

from collections.abc import Sequence

from django.utils.text import slugify

from babyhubs.errors import InputError
from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.public.models import Site
from babyhubs.workbench.public.texts import OTHERS, texts
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited


@audited("public.described", "set up the pages for parents")
def describe(actor: Actor, programme: Programme, *, slug: str, called: str, contact: str) -> Changed[Site]:
    """Their address, whose they are and whom parents may ask. It makes nothing public."""
    slug = slugify(slug)
    if not slug or not called.strip() or not contact.strip():
        raise InputError("The address, the team's name or whom to ask is missing.", remedy="Fill in all three.")
    if Site.objects.filter(slug=slug).exclude(programme=programme).exists():
        raise InputError(f"Another programme has the address {slug}.", remedy="Choose another one.")
    site = Site.objects.filter(programme=programme).first() or Site(programme=programme)
    before = site.slug
    site.slug, site.called, site.contact = slug, called.strip(), contact.strip()
    site.save()
    details = {"address": slug, "called": site.called} | (
        {"address before": before} if before not in ("", slug) else {}
    )
    return Changed(site, subject=site, programme=programme.pk, details=details)


@audited("public.hubs", "decided whether the hubs are public")
def show_hubs(actor: Actor, site: Site, *, shown: bool) -> Changed[Site]:
    """The hubs of the directory, public or not."""
    site.hubs = shown
    site.save(update_fields=["hubs"])
    return Changed(site, subject=site, programme=site.programme_id, details={"public": shown})


@audited("public.sign-up", "decided whether parents can sign up by themselves")
def open_sign_up(actor: Actor, site: Site, *, opened: bool) -> Changed[Site]:
    """Whether the page takes in what parents send. What they sent before stays theirs to see and to take back."""
    site.sign_up = opened
    site.save(update_fields=["sign_up"])
    return Changed(site, subject=site, programme=site.programme_id, details={"open": opened})


@audited("public.languages", "decided on the languages of the pages for parents")
def set_languages(actor: Actor, site: Site, *, languages: Sequence[str]) -> Changed[Site]:
    """Beside English. A draft among them is somebody's explicit decision, and each of its pages says that it is one."""
    if set(languages) - set(OTHERS):
        raise InputError("There are no texts in one of these languages.", remedy="Choose from the list.")
    on = [code for code in OTHERS if code in languages]
    site.languages = " ".join(on)
    site.save(update_fields=["languages"])
    details = {code: f"{texts(code).standing}" for code in on}
    return Changed(site, subject=site, programme=site.programme_id, details={"languages": details})
