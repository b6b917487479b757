"""The panel's tables, in the people database."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    """Panels, draws and their pools, members, meetings, the log."""

    initial = True

    dependencies = (("people", "0002_register"),)

    operations = (
        migrations.CreateModel(
            name="Draw",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("made", "To be published"),
                            ("published", "Number to be drawn"),
                            ("drawn", "Drawn"),
                            ("void", "Set aside"),
                        ],
                        default="made",
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("seats", models.PositiveSmallIntegerField()),
                ("stay", models.JSONField(default=list)),
                ("files", models.JSONField()),
                ("found", models.JSONField()),
                ("published_on", models.DateField(null=True)),
                ("published_where", models.CharField(blank=True, max_length=200)),
                ("ticket", models.PositiveSmallIntegerField(null=True)),
                ("drawn_on", models.DateField(null=True)),
                ("how", models.CharField(blank=True, max_length=200)),
                ("why_void", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ("-number",),
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("on", models.DateField()),
                ("title", models.CharField(max_length=200)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("activity", models.CharField(max_length=60)),
                ("came_noted", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ("-on", "id"),
            },
        ),
        migrations.CreateModel(
            name="Panel",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("register", models.CharField(max_length=64, unique=True)),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("seats", models.PositiveSmallIntegerField(default=12)),
                ("rules", models.JSONField(default=list)),
                ("missed", models.JSONField(default=list)),
                ("uses", models.JSONField(default=list)),
                ("advice", models.JSONField(default=dict)),
                ("leave", models.FloatField(default=0.2)),
                ("budget", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.person"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attendances", to="panel.meeting"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("label", models.CharField(max_length=8)),
                ("role", models.CharField(choices=[("seat", "Seat"), ("reserve", "Reserve")], max_length=10)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drawn", "To be invited"),
                            ("invited", "Invited"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("no-answer", "No answer"),
                            ("left", "Left"),
                        ],
                        default="drawn",
                        max_length=10,
                    ),
                ),
                ("since", models.DateField(default=django.utils.timezone.localdate)),
                ("answer_by", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("why_ended", models.CharField(blank=True, max_length=20)),
                ("accepted_on", models.DateField(null=True)),
                ("pay", models.CharField(blank=True, max_length=20)),
                ("less", models.DecimalField(decimal_places=2, max_digits=7, null=True)),
                ("told_benefits_on", models.DateField(null=True)),
                (
                    "draw",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="panel.draw"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="panel.panel"
                    ),
                ),
            ],
            options={
                "ordering": ("-role", "draw__number", "label"),
            },
        ),
        migrations.AddField(
            model_name="meeting",
            name="panel",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="meetings", to="panel.panel"
            ),
        ),
        migrations.AddField(
            model_name="draw",
            name="panel",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="draws", to="panel.panel"
            ),
        ),
        migrations.CreateModel(
            name="PoolEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=8)),
                ("said", models.TextField(blank=True)),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="panel.draw"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "ordering": ("label",),
            },
        ),
        migrations.CreateModel(
            name="LogLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("on", models.DateField()),
                ("kind", models.CharField(max_length=20)),
                ("text", models.TextField(blank=True)),
                ("people", models.PositiveIntegerField(null=True)),
                ("community", models.CharField(blank=True, max_length=100)),
                ("pounds", models.DecimalField(decimal_places=2, max_digits=9, null=True)),
                ("bid_line", models.CharField(blank=True, max_length=100)),
                ("written_by", models.CharField(max_length=200)),
                ("why_out", models.CharField(blank=True, max_length=200)),
                (
                    "about",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="panel.logline",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.person"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="panel.meeting"
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="panel.panel"
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
                "constraints": [models.UniqueConstraint(fields=("panel", "number"), name="line_number")],
            },
        ),
        migrations.AddConstraint(
            model_name="draw",
            constraint=models.UniqueConstraint(fields=("panel", "number"), name="draw_number"),
        ),
        migrations.AddConstraint(
            model_name="poolentry",
            constraint=models.UniqueConstraint(fields=("draw", "label"), name="entry_label"),
        ),
    )
