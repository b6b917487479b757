"""A file of an upload may be the workbench's own directory of hubs."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: list[tuple[str, str]] = [("audits", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="sourcefile",
            name="from_directory",
            field=models.BooleanField(default=False),
        ),
    ]
