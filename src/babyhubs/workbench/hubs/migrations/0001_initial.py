"""The first tables of hubs."""

import django.core.validators
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
            name="Hub",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=40, verbose_name="identifier")),
                ("name", models.CharField(max_length=120)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("postcode", models.CharField(blank=True, max_length=10)),
                (
                    "latitude",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-90),
                            django.core.validators.MaxValueValidator(90),
                        ],
                    ),
                ),
                (
                    "longitude",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-180),
                            django.core.validators.MaxValueValidator(180),
                        ],
                    ),
                ),
                ("site_code", models.CharField(blank=True, max_length=20)),
                ("spellings", models.CharField(blank=True, max_length=1000)),
                ("opened", models.DateField(blank=True, null=True)),
                ("closed", models.DateField(blank=True, null=True)),
                ("step_free", models.CharField(blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3)),
                ("parking", models.CharField(blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3)),
                ("bus", models.CharField(blank=True, max_length=200)),
                ("languages", models.CharField(blank=True, max_length=200)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hubs", to="programme.programme"
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("became", models.CharField(max_length=20)),
                ("on", models.DateField(null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("withdrawn", models.BooleanField(default=False)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("written_by", models.CharField(max_length=200)),
                (
                    "corrects",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="hubs.change",
                    ),
                ),
                (
                    "hub",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="hubs.hub"
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
            },
        ),
        migrations.CreateModel(
            name="OpeningTime",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("weekday", models.PositiveSmallIntegerField()),
                ("opens", models.TimeField(null=True)),
                ("closes", models.TimeField(null=True)),
                (
                    "hub",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="opening_times", to="hubs.hub"
                    ),
                ),
            ],
            options={
                "ordering": ("weekday", "opens"),
            },
        ),
        migrations.AddConstraint(
            model_name="hub",
            constraint=models.UniqueConstraint(fields=("programme", "code"), name="a_hub_once"),
        ),
        migrations.AddConstraint(
            model_name="hub",
            constraint=models.UniqueConstraint(fields=("programme", "name"), name="a_hub_name_once"),
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.UniqueConstraint(fields=("hub", "number"), name="a_change_number_once"),
        ),
    ]
