"""The first tables of people."""

import babyhubs.workbench.people.encrypted
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", babyhubs.workbench.people.encrypted.EncryptedTextField()),
                ("phone", babyhubs.workbench.people.encrypted.EncryptedTextField(blank=True)),
                ("email", babyhubs.workbench.people.encrypted.EncryptedTextField(blank=True)),
            ],
        ),
    ]
