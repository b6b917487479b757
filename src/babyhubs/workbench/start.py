"""Starts Django in this process with the options given: no settings module, no variable of the environment."""

from collections.abc import Callable
from typing import Any

from babyhubs.workbench.options import Options


def start(options: Options) -> None:
    """Makes Django ready. Once a process: the options of the first call hold."""
    import django
    from django.conf import settings

    from babyhubs.workbench.settings import settings_for

    if not settings.configured:
        settings.configure(**settings_for(options))
        django.setup()


def application(options: Options) -> Callable[..., Any]:
    """The WSGI application of a server's process."""
    start(options)
    from django.core.handlers.wsgi import WSGIHandler

    return WSGIHandler()
