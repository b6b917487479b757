"""How often one place may try: so that nobody guesses codes or floods the register. No puzzle stands in anybody's way.

Everybody in a hall may share one address of the network, so the limits for one address leave room for a full hub.
"""

import hmac

from allauth.core.internal.ratelimit import consume, get_ip
from django.conf import settings
from django.http import HttpRequest

SIGN_UP, CODE = "sign-up", "code"
FROM_ONE_ADDRESS = {SIGN_UP: "30/h/key", CODE: "10/10m/key"}
# A code has 58 bits: at this pace nobody finds one of a thousand in a lifetime.
IN_ALL = {SIGN_UP: "500/d/key", CODE: "2000/h/key"}


def allowed(request: HttpRequest, what: str, place: str) -> bool:
    """Whether this may be tried once more from here, and once more on these pages in all. No address is kept, but a digest."""
    here = hmac.digest(settings.BABYHUBS_KEYS.session, f"{place} {get_ip(request)}".encode(), "sha256").hex()
    for part, rates, key in (("address", FROM_ONE_ADDRESS, here), ("all", IN_ALL, place)):
        if consume(request, app=f"babyhubs.public.{part}", action=what, config=rates, key=key) is None:
            return False
    return True
