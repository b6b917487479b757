"""The first tables of the evidence."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies: list[tuple[str, str]] = [
        ("programme", "0002_uses_across_classes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("form", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=300)),
                ("begun_by", models.CharField(max_length=200)),
                ("begun_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence_documents",
                        to="programme.programme",
                    ),
                ),
            ],
            options={
                "ordering": ("begun_at",),
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.SlugField(max_length=60)),
                ("marked", models.TextField(max_length=2000)),
                ("strength", models.CharField(blank=True, max_length=20)),
                ("limits", models.TextField(blank=True, max_length=1000)),
                ("plain", models.TextField(blank=True, max_length=1000)),
                ("sources", models.JSONField(default=dict)),
                ("written_by", models.CharField(max_length=200)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence_claims",
                        to="programme.programme",
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
                "constraints": [models.UniqueConstraint(fields=("programme", "name"), name="a_claim_once")],
            },
        ),
        migrations.CreateModel(
            name="LedgerLine",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("line", models.TextField()),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ledger_lines",
                        to="programme.programme",
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
                "constraints": [models.UniqueConstraint(fields=("programme", "number"), name="a_ledger_line_once")],
            },
        ),
        migrations.CreateModel(
            name="SectionText",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=60)),
                ("text", models.TextField(blank=True)),
                ("written_by", models.CharField(max_length=200)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="texts", to="evidence.document"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("document", "key"), name="a_section_once")],
            },
        ),
    ]
