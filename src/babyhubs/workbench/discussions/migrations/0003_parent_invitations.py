"""Links to the page for parents."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import babyhubs.workbench.discussions.parents.invitation


class Migration(migrations.Migration):
    dependencies = [
        ("programme", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("discussions", "0002_reports"),
    ]

    operations = [
        migrations.CreateModel(
            name="ParentInvitation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("row", models.CharField(max_length=36)),
                (
                    "token",
                    models.CharField(
                        default=babyhubs.workbench.discussions.parents.invitation.new_token,
                        editable=False,
                        max_length=16,
                        unique=True,
                    ),
                ),
                ("languages", models.JSONField(default=list)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("last_day", models.DateField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("came", models.PositiveIntegerField(default=0)),
                (
                    "made_by",
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
                        related_name="parent_invitations",
                        to="programme.programme",
                    ),
                ),
            ],
            options={"ordering": ("-made_at", "id")},
        ),
    ]
