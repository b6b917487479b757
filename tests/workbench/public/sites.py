"""Public pages of a programme, for a test."""

from datetime import time

from babyhubs.workbench.hubs import services as hubs
from babyhubs.workbench.hubs.week import Session
from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.public import services
from babyhubs.workbench.public.models import Site
from tests.workbench.service import TEST

WHERE = "/for-parents/reach/en/"
EASTON = {"code": "H01", "name": "Easton hub", "address": "Easton Community Centre", "postcode": "BS5 0AA"}


def a_site(programme: Programme, *, slug: str = "reach", languages: tuple[str, ...] = ()) -> Site:
    """Everything of it public, in English and these languages."""
    if one := Site.objects.filter(programme=programme).first():
        return one
    site = services.describe(TEST, programme, slug=slug, called="Bristol health visitors", contact="0117 496 0000")
    services.show_hubs(TEST, site, shown=True)
    services.open_sign_up(TEST, site, opened=True)
    return services.set_languages(TEST, site, languages=languages)


def two_hubs(programme: Programme) -> None:
    """Easton, step-free, with Somali, open on Tuesdays; and Clevedon by the sea, open every day without times."""
    easton = hubs.add(TEST, programme, **EASTON, step_free="yes", languages="en so", bus="24", parking="no")
    hubs.set_hours(TEST, easton, [Session(1, time(9, 30), time(11))])
    clevedon = hubs.add(TEST, programme, code="H02", name="Clevedon hub", postcode="BS21 6AB", step_free="no")
    hubs.set_hours(TEST, clevedon, [Session(day) for day in range(7)])
