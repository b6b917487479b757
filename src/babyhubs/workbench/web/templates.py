"""The Jinja2 environment of the pages: NHS components, our layout, everything escaped."""

from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.middleware.csrf import get_token
from django.template import engines
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import json_script
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup, escape

from babyhubs.workbench.web.assets import asset


def environment(**options: Any) -> Environment:
    """Django's Jinja2 backend calls this once."""
    options["loader"] = ChoiceLoader([options["loader"], PackageLoader("nhsuk_frontend_jinja")])
    options["undefined"] = ChainableUndefined  # the components ask for options that were not given
    options.setdefault("extensions", []).append("jinja2.ext.i18n")
    one = Environment(**options)  # noqa: S701 - Django's backend sets autoescape
    one.trim_blocks = one.lstrip_blocks = True
    one.install_gettext_callables(translation.gettext, translation.ngettext, newstyle=True)  # type: ignore[attr-defined]
    one.globals.update(
        asset=asset,
        csrf_field=csrf_field,
        json_script=json_script,
        language=translation.get_language,
        mirrored=translation.get_language_bidi,
        url=url,
    )
    one.filters.update(day=day, moment=moment, clock=clock, count=intcomma)
    return one


def compile_all() -> None:
    """Compiles every template now, in a second; else the first person to open a page waits for its components."""
    jinja = engines["jinja2"].env
    for name in jinja.list_templates(extensions=("html", "jinja", "txt")):
        jinja.get_template(name)


def url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a page by its name."""
    return reverse(name, args=args, kwargs=kwargs)


def csrf_field(request: Any) -> Markup:
    """The hidden field that shows a form came from our own page."""
    return Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">').format(escape(get_token(request)))


def day(value: Any) -> str:
    """A date as people write it here: 24 November 2026."""
    local = timezone.localtime(value) if hasattr(value, "hour") else value
    return f"{local.day} {local:%B %Y}"


def moment(value: Any) -> str:
    """A date and time: 24 November 2026, 14:05."""
    return f"{day(value)}, {timezone.localtime(value):%H:%M}"


def clock(value: Any) -> str:
    """The time of day: 14:05."""
    return f"{timezone.localtime(value):%H:%M}"
