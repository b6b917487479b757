"""The first tables of observations."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Tables."""

    initial = True

    dependencies = [
        ("programme", "0002_uses_across_classes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Analysis",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("done", "Done"), ("failed", "Stopped")],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("project_class", models.CharField(max_length=40)),
                ("because_of", models.JSONField(default=list)),
                ("audit_class", models.CharField(blank=True, max_length=40)),
                ("sessions", models.PositiveIntegerField(default=0)),
                ("newest", models.DateTimeField(null=True)),
                ("pages", models.JSONField(default=dict)),
                ("exhibits", models.JSONField(default=list)),
                ("task", models.CharField(blank=True, max_length=36)),
                ("problem_what", models.TextField(blank=True)),
                ("problem_where", models.TextField(blank=True)),
                ("problem_remedy", models.TextField(blank=True)),
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
                        related_name="observation_analyses",
                        to="programme.programme",
                    ),
                ),
            ],
            options={
                "ordering": ("-asked_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="ObservationFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("identity", models.CharField(max_length=80)),
                ("content", models.JSONField()),
                (
                    "analysis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="findings", to="observations.analysis"
                    ),
                ),
            ],
            options={
                "ordering": ("position",),
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("session", models.UUIDField()),
                ("device", models.CharField(max_length=40)),
                ("header", models.JSONField(default=dict)),
                ("opened", models.CharField(max_length=40)),
                ("seq", models.PositiveIntegerField(default=0)),
                ("head", models.CharField(max_length=64)),
                ("t_ms", models.BigIntegerField(default=0)),
                ("closed", models.BooleanField(default=False)),
                ("recorded", models.PositiveIntegerField(null=True)),
                ("received_by_name", models.CharField(max_length=200)),
                ("received_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="observed_sessions",
                        to="programme.programme",
                    ),
                ),
            ],
            options={
                "ordering": ("-opened", "id"),
            },
        ),
        migrations.CreateModel(
            name="Operation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.PositiveIntegerField()),
                ("op_id", models.CharField(max_length=36)),
                ("line", models.TextField()),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="operations",
                        to="observations.session",
                    ),
                ),
            ],
            options={
                "ordering": ("seq",),
            },
        ),
        migrations.CreateModel(
            name="WatchPlan",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("hubs", models.JSONField(default=list)),
                ("half_width", models.PositiveSmallIntegerField()),
                ("scan_every_s", models.PositiveIntegerField()),
                ("sessions_each", models.PositiveSmallIntegerField(default=1)),
                ("audit_class", models.CharField(blank=True, max_length=40)),
                ("made_by_name", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="watch_plans",
                        to="programme.programme",
                    ),
                ),
            ],
            options={
                "ordering": ("-number",),
            },
        ),
        migrations.CreateModel(
            name="RoomPlan",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("identity", models.SlugField(max_length=40)),
                ("version", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("drawn_by_name", models.CharField(max_length=200)),
                ("drawn_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="room_plans", to="programme.programme"
                    ),
                ),
            ],
            options={
                "ordering": ("identity", "-version"),
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "identity", "version"), name="a_room_version_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.UniqueConstraint(fields=("session", "device"), name="a_session_of_a_device_once"),
        ),
        migrations.AddConstraint(
            model_name="operation",
            constraint=models.UniqueConstraint(fields=("session", "seq"), name="an_operation_has_its_place"),
        ),
        migrations.AddConstraint(
            model_name="operation",
            constraint=models.UniqueConstraint(fields=("session", "op_id"), name="an_operation_once"),
        ),
        migrations.AddConstraint(
            model_name="watchplan",
            constraint=models.UniqueConstraint(fields=("programme", "number"), name="a_watch_plan_number_once"),
        ),
    ]
