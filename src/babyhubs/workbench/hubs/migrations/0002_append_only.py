"""The database refuses to change or remove an entry of a hub's log."""

from django.db import migrations

from babyhubs.workbench.hubs import append_only


class Migration(migrations.Migration):
    """Triggers on both engines."""

    dependencies = (("hubs", "0001_initial"),)
    operations = (migrations.RunPython(append_only.install, append_only.remove),)
