"""Files of other programs: waiting, or where sessions came from."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table."""

    dependencies = [("programme", "0002_uses_across_classes"), ("observations", "0002_append_only")]

    operations = [
        migrations.CreateModel(
            name="OtherFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("ending", models.CharField(max_length=12)),
                ("form", models.CharField(max_length=20)),
                ("program", models.CharField(max_length=40)),
                ("sha256", models.CharField(max_length=64)),
                ("uploaded_by_name", models.CharField(max_length=200)),
                ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("taken_at", models.DateTimeField(null=True)),
                ("sessions", models.PositiveIntegerField(default=0)),
                ("said", models.JSONField(default=dict)),
                ("left_behind", models.JSONField(default=dict)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="other_files",
                        to="programme.programme",
                    ),
                ),
            ],
            options={"ordering": ("-uploaded_at", "id")},
        ),
        migrations.AddConstraint(
            model_name="otherfile",
            constraint=models.UniqueConstraint(fields=("programme", "sha256"), name="another_programs_file_once"),
        ),
    ]
