"""Pictures of empty rooms, and code books of one's own, which the database refuses to change."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from babyhubs.workbench.observations import append_only


class Migration(migrations.Migration):
    """Three tables, and a trigger on one of them."""

    dependencies = (("programme", "0001_initial"), ("observations", "0003_files_of_other_programs"))
    operations = (
        migrations.CreateModel(
            name="RoomPicture",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=40)),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("brought_by_name", models.CharField(max_length=200)),
                ("brought_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("removed_at", models.DateTimeField(null=True)),
                ("removed_why", models.TextField(blank=True)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="room_pictures",
                        to="programme.programme",
                    ),
                ),
            ],
            options={
                "ordering": ("-brought_at", "id"),
                "constraints": [models.UniqueConstraint(fields=("programme", "sha256"), name="a_room_picture_once")],
            },
        ),
        migrations.CreateModel(
            name="CodeBook",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("identity", models.SlugField(max_length=40)),
                ("version", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("brought_by_name", models.CharField(max_length=200)),
                ("brought_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="code_books", to="programme.programme"
                    ),
                ),
            ],
            options={
                "ordering": ("-brought_at", "-version"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "identity", "version"), name="a_code_book_version_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CodeBookChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chosen_by_name", models.CharField(max_length=200)),
                ("chosen_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "book",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="choices",
                        to="observations.codebook",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="code_book_choices",
                        to="programme.programme",
                    ),
                ),
            ],
            options={"ordering": ("-pk",)},
        ),
        migrations.RunPython(append_only.install_on_code_books, append_only.remove_from_code_books),
    )
