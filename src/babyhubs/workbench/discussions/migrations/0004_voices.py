"""Voice notes: whether a programme takes them, and those that wait."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programme", "0001_initial"),
        ("discussions", "0003_parent_invitations"),
    ]

    operations = [
        migrations.CreateModel(
            name="VoiceNote",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("participant", models.CharField(max_length=36)),
                ("source", models.CharField(max_length=36)),
                ("written_as", models.CharField(blank=True, max_length=36)),
                ("language", models.CharField(max_length=8)),
                ("kind", models.CharField(max_length=20)),
                ("size", models.PositiveIntegerField()),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("delete_on", models.DateField()),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="voice_notes",
                        to="programme.programme",
                    ),
                ),
            ],
            options={"ordering": ("delete_on", "sent_at", "id")},
        ),
        migrations.CreateModel(
            name="VoiceSetting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.BooleanField(default=False)),
                ("days", models.PositiveSmallIntegerField(default=30)),
                (
                    "programme",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="voice_setting",
                        to="programme.programme",
                    ),
                ),
            ],
        ),
    ]
