"""The first tables of the audits."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies: list[tuple[str, str]] = [
        ("programme", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LearntMapping",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("learnt_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("content", models.TextField()),
            ],
            options={
                "ordering": ("-learnt_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("problem_what", models.TextField(blank=True)),
                ("problem_where", models.TextField(blank=True)),
                ("problem_remedy", models.TextField(blank=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Being read"),
                            ("recognised", "Columns to confirm"),
                            ("checked", "Checked"),
                            ("failed", "Cannot be used yet"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("answers", models.JSONField(default=list)),
                ("confirmed", models.BooleanField(default=False)),
                ("fresh", models.BooleanField(default=False)),
                ("task", models.CharField(blank=True, max_length=36)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="uploads", to="programme.programme"
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-uploaded_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                ("problem_what", models.TextField(blank=True)),
                ("problem_where", models.TextField(blank=True)),
                ("problem_remedy", models.TextField(blank=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("ended_at", models.DateTimeField(null=True)),
                ("as_of", models.DateField()),
                ("window_start", models.DateField(null=True)),
                ("window_end", models.DateField(null=True)),
                ("grouping", models.CharField(max_length=10)),
                ("project_class", models.CharField(max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("cancelled", "Cancelled"),
                            ("failed", "Stopped"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("stage", models.IntegerField(default=0)),
                ("cancel_asked", models.BooleanField(default=False)),
                ("task", models.CharField(blank=True, max_length=36)),
                ("period", models.CharField(blank=True, max_length=30)),
                ("rule", models.CharField(blank=True, max_length=120)),
                ("refused", models.BooleanField(default=False)),
                ("headline", models.JSONField(default=list)),
                ("verdicts", models.JSONField(default=list)),
                ("refusals", models.JSONField(default=list)),
                ("report_sha256", models.CharField(blank=True, max_length=64)),
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
                    "mapping",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="audits.learntmapping"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="audit_runs", to="programme.programme"
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="runs", to="audits.upload"
                    ),
                ),
            ],
            options={
                "ordering": ("-asked_at", "id"),
            },
        ),
        migrations.AddField(
            model_name="learntmapping",
            name="upload",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="mappings", to="audits.upload"
            ),
        ),
        migrations.CreateModel(
            name="AuditFinding",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("position", models.IntegerField()),
                ("identity", models.CharField(db_index=True, max_length=80)),
                ("content", models.JSONField()),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="findings", to="audits.run"
                    ),
                ),
            ],
            options={
                "ordering": ("position",),
                "constraints": [models.UniqueConstraint(fields=("run", "position"), name="a_finding_in_its_place")],
            },
        ),
        migrations.CreateModel(
            name="SourceFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=200)),
                ("size", models.BigIntegerField()),
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="audits.upload"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("upload", "kind"), name="one_file_of_a_kind")],
            },
        ),
    ]
