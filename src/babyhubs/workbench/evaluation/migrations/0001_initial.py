"""The first tables of the evaluation."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("hubs", "0002_append_only"),
        ("programme", "0002_uses_across_classes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CountTable",
            fields=[
                ("problem_what", models.TextField(blank=True)),
                ("problem_where", models.TextField(blank=True)),
                ("problem_remedy", models.TextField(blank=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cells", "Counts by hub and month"),
                            ("areas", "Small areas with their infants"),
                            ("sites", "Places where a hub could open"),
                            ("minutes", "Minutes on the way, or streets"),
                        ],
                        max_length=10,
                    ),
                ),
                ("counted", models.BooleanField(default=False)),
                ("name", models.CharField(max_length=200)),
                ("size", models.BigIntegerField(default=0)),
                ("sha256", models.CharField(blank=True, max_length=80)),
                ("first_month", models.DateField(null=True)),
                ("brought_by", models.CharField(max_length=200)),
                ("brought_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Being read"), ("ready", "Ready"), ("failed", "Cannot be used")],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("facts", models.JSONField(default=dict)),
                ("task", models.CharField(blank=True, max_length=36)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="count_tables",
                        to="programme.programme",
                    ),
                ),
            ],
            options={
                "ordering": ("-brought_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("what", models.CharField(max_length=30)),
                ("on", models.DateField()),
                ("until", models.DateField(null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("written_by", models.CharField(max_length=200)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_by", models.CharField(blank=True, max_length=200)),
                ("withdrawn_why", models.CharField(blank=True, max_length=500)),
                (
                    "hub",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="hubs.hub"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="events", to="programme.programme"
                    ),
                ),
            ],
            options={
                "ordering": ("on", "written_at"),
            },
        ),
        migrations.CreateModel(
            name="ProtocolVersion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("content", models.TextField()),
                ("digest", models.CharField(max_length=80)),
                ("reason", models.TextField(blank=True)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("written_by", models.CharField(max_length=200)),
                ("signed_at", models.DateTimeField(null=True)),
                ("signed_by", models.CharField(blank=True, max_length=200)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="protocols", to="programme.programme"
                    ),
                ),
            ],
            options={
                "ordering": ("-number",),
            },
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                ("problem_what", models.TextField(blank=True)),
                ("problem_where", models.TextField(blank=True)),
                ("problem_remedy", models.TextField(blank=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("gap", "Did the change narrow the gap?"),
                            ("power", "What could a roll-out show?"),
                            ("site", "Where should the next hub open?"),
                        ],
                        max_length=10,
                    ),
                ),
                ("asked", models.JSONField(default=dict)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("ended_at", models.DateTimeField(null=True)),
                ("project_class", models.CharField(max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Stopped"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("task", models.CharField(blank=True, max_length=36)),
                ("refused", models.BooleanField(default=False)),
                ("sentence", models.TextField(blank=True)),
                ("pages", models.JSONField(default=dict)),
                (
                    "areas",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evaluation.counttable",
                    ),
                ),
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
                    "cells",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evaluation.counttable",
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evaluation.counttable",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evaluation_runs",
                        to="programme.programme",
                    ),
                ),
                (
                    "protocol",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="runs",
                        to="evaluation.protocolversion",
                    ),
                ),
                (
                    "sites",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evaluation.counttable",
                    ),
                ),
            ],
            options={
                "ordering": ("-asked_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="EvaluationFinding",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("position", models.IntegerField()),
                ("identity", models.CharField(db_index=True, max_length=80)),
                ("about", models.CharField(max_length=300)),
                ("content", models.JSONField()),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="findings", to="evaluation.run"
                    ),
                ),
            ],
            options={
                "ordering": ("position",),
            },
        ),
        migrations.AddConstraint(
            model_name="protocolversion",
            constraint=models.UniqueConstraint(fields=("programme", "number"), name="a_protocol_version_once"),
        ),
        migrations.AddConstraint(
            model_name="evaluationfinding",
            constraint=models.UniqueConstraint(fields=("run", "position"), name="an_evaluation_finding_in_its_place"),
        ),
    ]
