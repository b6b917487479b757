"""Codes with which people see and change what they said."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    """One code a person, as a digest."""

    dependencies = (("people", "0002_register"),)

    operations = (
        migrations.CreateModel(
            name="ChoiceCode",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="choice_code",
                        serialize=False,
                        to="people.person",
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("made_on", models.DateField(default=django.utils.timezone.localdate)),
            ],
        ),
    )
