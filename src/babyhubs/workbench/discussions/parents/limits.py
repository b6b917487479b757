"""How often one place may send or try: so that nobody floods a project or guesses a code. Everybody in a hall may share one address."""

import hmac

from allauth.core.internal.ratelimit import consume, get_ip
from django.conf import settings
from django.http import HttpRequest

TELL, TAKE_BACK = "tell", "take-back"
FROM_ONE_ADDRESS = {TELL: "30/h/key", TAKE_BACK: "10/10m/key"}
IN_ALL = {TELL: "500/d/key", TAKE_BACK: "600/h/key"}


def allowed(request: HttpRequest, what: str) -> bool:
    """Whether this may be tried once more from here, and once more in all. No address is kept, but a digest."""
    here = hmac.digest(settings.BABYHUBS_KEYS.session, f"discussions {get_ip(request)}".encode(), "sha256").hex()
    for part, rates, key in (("address", FROM_ONE_ADDRESS, here), ("all", IN_ALL, "all")):
        if consume(request, app=f"babyhubs.discussions.{part}", action=what, config=rates, key=key) is None:
            return False
    return True
