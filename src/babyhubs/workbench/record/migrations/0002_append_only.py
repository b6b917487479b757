"""The database refuses to change or remove an entry."""

from typing import Any

from django.db import migrations

from babyhubs.workbench.record import triggers


def _install(apps: Any, editor: Any) -> None:
    triggers.install(editor)


def _remove(apps: Any, editor: Any) -> None:
    triggers.remove(editor)


class Migration(migrations.Migration):
    """Triggers on both engines."""

    dependencies = (("record", "0001_initial"),)
    operations = (migrations.RunPython(_install, _remove),)
