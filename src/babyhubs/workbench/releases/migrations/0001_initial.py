"""The first tables of releases."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies: list[tuple[str, str]] = [
        ("programme", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=200)),
                ("reason", models.TextField(max_length=2000)),
                ("profile", models.CharField(max_length=40)),
                ("profile_version", models.CharField(max_length=20)),
                ("file_name", models.CharField(max_length=120)),
                ("digest", models.CharField(max_length=64)),
                ("size", models.BigIntegerField()),
                (
                    "verdict",
                    models.CharField(
                        choices=[("safe", "safe"), ("given away", "given away"), ("look", "look")], max_length=20
                    ),
                ),
                ("check_said", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked"),
                            ("approved", "approved"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                            ("superseded", "superseded"),
                        ],
                        default="asked",
                        max_length=20,
                    ),
                ),
                ("asked_by", models.CharField(blank=True, max_length=36)),
                ("asked_by_name", models.CharField(max_length=200)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("decided_by", models.CharField(blank=True, max_length=36)),
                ("decided_by_name", models.CharField(blank=True, max_length=200)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision", models.TextField(blank=True, max_length=2000)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="releases", to="programme.programme"
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="releases.release",
                    ),
                ),
            ],
            options={
                "ordering": ("-asked_at", "title"),
            },
        ),
    ]
