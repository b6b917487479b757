"""What is kept of each check of all claims."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: list[tuple[str, str]] = [
        ("evidence", "0002_append_only"),
        ("programme", "0002_uses_across_classes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Check",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("checked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("checked_by", models.CharField(max_length=200)),
                ("claims", models.PositiveIntegerField()),
                ("hold", models.PositiveIntegerField()),
                ("used", models.JSONField(default=list)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claim_checks",
                        to="programme.programme",
                    ),
                ),
            ],
            options={
                "ordering": ("-checked_at",),
            },
        ),
    ]
