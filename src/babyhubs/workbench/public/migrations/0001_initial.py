"""The first table of the pages for parents."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What of a programme is public."""

    initial = True

    dependencies = (("programme", "0001_initial"),)

    operations = (
        migrations.CreateModel(
            name="Site",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("slug", models.SlugField(max_length=40, unique=True)),
                ("called", models.CharField(max_length=120)),
                ("contact", models.CharField(max_length=200)),
                ("hubs", models.BooleanField(default=False)),
                ("sign_up", models.BooleanField(default=False)),
                ("languages", models.CharField(blank=True, max_length=60)),
                (
                    "programme",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="public_site",
                        to="programme.programme",
                    ),
                ),
            ],
        ),
    )
