"""Reports of the discussions."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programme", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("discussions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DiscussionReport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Being written"),
                            ("done", "Written"),
                            ("refused", "Refused"),
                            ("failed", "Not written"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("attribute", models.CharField(blank=True, max_length=200)),
                ("coreq", models.JSONField(default=dict)),
                ("project_class", models.CharField(max_length=40)),
                ("profile", models.CharField(max_length=40)),
                ("act", models.BigIntegerField(default=0)),
                ("task", models.CharField(blank=True, max_length=36)),
                ("report_sha256", models.CharField(blank=True, max_length=64)),
                ("problem", models.TextField(blank=True)),
                ("faults", models.JSONField(default=list)),
                ("findings", models.JSONField(default=list)),
                ("quotes", models.JSONField(default=list)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="discussion_reports",
                        to="programme.programme",
                    ),
                ),
            ],
            options={"ordering": ("-asked_at", "id")},
        ),
    ]
