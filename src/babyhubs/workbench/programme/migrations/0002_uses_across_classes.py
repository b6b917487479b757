"""Earlier classes of a strand, and decisions on uses across kinds of work."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programme", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="EarlierClass",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("strand", models.CharField(max_length=20)),
                ("project_class", models.CharField(max_length=40)),
                ("registration", models.CharField(blank=True, max_length=120)),
                ("until", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="earlier_classes",
                        to="programme.programme",
                    ),
                ),
            ],
            options={
                "ordering": ("until",),
            },
        ),
        migrations.CreateModel(
            name="UseDecision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("source", models.CharField(max_length=20)),
                ("collected_as", models.CharField(max_length=40)),
                ("strand", models.CharField(max_length=20)),
                ("used_as", models.CharField(max_length=40)),
                ("why", models.TextField(max_length=2000)),
                ("approval", models.CharField(max_length=300)),
                ("decided_by", models.CharField(blank=True, max_length=36)),
                ("decided_by_name", models.CharField(max_length=200)),
                ("decided_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("withdrawn_by_name", models.CharField(blank=True, max_length=200)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_why", models.TextField(blank=True, max_length=2000)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="use_decisions",
                        to="programme.programme",
                    ),
                ),
            ],
            options={
                "ordering": ("-decided_at",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("programme", "source", "collected_as", "strand", "used_as"),
                        name="one_standing_decision",
                    )
                ],
            },
        ),
    ]
