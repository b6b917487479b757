"""The database refuses to change an operation of a session's log."""

from django.db import migrations

from babyhubs.workbench.observations import append_only


class Migration(migrations.Migration):
    """A trigger on both engines."""

    dependencies = (("observations", "0001_initial"),)
    operations = (migrations.RunPython(append_only.install, append_only.remove),)
