"""The register. The table before it could be filled by no page, so it makes way."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import babyhubs.workbench.people.encrypted


class Migration(migrations.Migration):
    """Persons with sealed parts, their keys, what they agreed to, what they are due."""

    dependencies = (("people", "0001_initial"),)

    operations = (
        migrations.DeleteModel(name="Person"),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("register", models.CharField(db_index=True, max_length=64)),
                ("added_on", models.DateField(default=django.utils.timezone.localdate)),
                ("agreed_on", models.DateField(null=True)),
                ("left_on", models.DateField(null=True)),
                ("left_why", models.CharField(blank=True, max_length=20)),
                ("card", models.TextField(blank=True)),
                ("contact", models.TextField(blank=True)),
                ("answers", models.TextField(blank=True)),
            ],
            options={"ordering": ("added_on", "id")},
        ),
        migrations.CreateModel(
            name="PersonKey",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="key",
                        serialize=False,
                        to="people.person",
                    ),
                ),
                ("material", babyhubs.workbench.people.encrypted.EncryptedTextField()),
            ],
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("purpose", models.CharField(max_length=40)),
                ("given", models.BooleanField()),
                ("wording", models.PositiveSmallIntegerField()),
                ("wording_sha256", models.CharField(max_length=64)),
                ("language", models.CharField(max_length=20)),
                ("channel", models.CharField(max_length=20)),
                ("said_on", models.DateField()),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("written_by", models.CharField(max_length=200)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="people.person"
                    ),
                ),
            ],
            options={"ordering": ("id",)},
        ),
        migrations.CreateModel(
            name="Promise",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("what", models.CharField(max_length=40)),
                ("due_on", models.DateField()),
                ("kept_on", models.DateField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="promises", to="people.person"
                    ),
                ),
            ],
            options={"ordering": ("due_on", "id")},
        ),
    )
