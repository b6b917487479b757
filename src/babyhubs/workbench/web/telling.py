"""A service's refusal becomes an error on the form, or a message: what is wrong and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages

from babyhubs.errors import BabyhubsError


@contextmanager
def told_on(form: Any) -> Iterator[None]:
    """In a view: `with told_on(form): services.change(...); return redirect(...)`; what follows shows the form again."""
    try:
        yield
    except BabyhubsError as error:
        form.add_error(None, f"{error.what} {error.remedy}".strip())


@contextmanager
def said_instead(request: Any) -> Iterator[None]:
    """The same for a button without a form: the next page says it."""
    try:
        yield
    except BabyhubsError as error:
        messages.error(request, f"{error.what} {error.remedy}".strip())
