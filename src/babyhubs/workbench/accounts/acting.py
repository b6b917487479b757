"""Who acts in a request."""

from django.http import HttpRequest

from babyhubs.workbench.record.actor import Actor


def acting(request: HttpRequest) -> Actor:
    """The person who signed in, as the record names them."""
    return Actor(str(request.user.pk), request.user.name)
