"""The database refuses to change or remove a line of the ledger."""

from django.db import migrations

from babyhubs.workbench.evidence import append_only


class Migration(migrations.Migration):
    """Triggers on both engines."""

    dependencies = (("evidence", "0001_initial"),)
    operations = (migrations.RunPython(append_only.install, append_only.remove),)
