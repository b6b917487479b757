"""The pages for parents of the demonstration: its simulated hubs, open to everybody at this computer, in every language.

Each page says that nobody in it is real; the telephone number is of the range that Ofcom keeps for drama.
"""

from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.public import services
from babyhubs.workbench.public.texts import OTHERS
from babyhubs.workbench.record.actor import Actor

SLUG = "demo"
TEAM = "The hub team (invented)"
CONTACT = "0117 496 0000"


def fill(lead: Actor, coordinator: Actor, programme: Programme) -> None:
    """The lead makes the hubs public; the coordinator opens the sign-up and switches the drafts on, to be looked at."""
    site = services.describe(lead, programme, slug=SLUG, called=TEAM, contact=CONTACT)
    services.show_hubs(lead, site, shown=True)
    services.open_sign_up(coordinator, site, opened=True)
    services.set_languages(coordinator, site, languages=OTHERS)
