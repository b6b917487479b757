"""Starts Django in this process with the options given: no settings module, no variable of the environment."""

import gc
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
    """The WSGI application of a server's process, made ready before the first person comes."""
    start(options)
    from django.core.handlers.wsgi import WSGIHandler
    from django.urls import get_resolver

    from babyhubs.workbench.web.templates import compile_all

    get_resolver().url_patterns  # noqa: B018 - imports every view: the first page would wait a second for it
    compile_all()
    # What is loaded by now stays. Looking through it for garbage takes a tenth of a second, again and again, in the
    # middle of somebody's page.
    gc.collect()
    gc.freeze()
    return WSGIHandler()
