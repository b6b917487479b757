"""Results are pages with digests; the files of an upload can be removed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: list[tuple[str, str]] = [("audits", "0002_files_again")]

    operations = [
        migrations.AddField(
            model_name="run",
            name="pages",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="upload",
            name="removed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="upload",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "Being read"),
                    ("recognised", "Columns to confirm"),
                    ("checked", "Checked"),
                    ("failed", "Cannot be used yet"),
                    ("removed", "Files removed"),
                ],
                default="waiting",
                max_length=12,
            ),
        ),
    ]
