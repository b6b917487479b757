"""Who can be reached, and how."""

import uuid

from django.db import models

from babyhubs.workbench.people.encrypted import EncryptedTextField


class Person(models.Model):
    """A parent who agreed to be contacted. The key is used in this database only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = EncryptedTextField()
    phone = EncryptedTextField(blank=True)
    email = EncryptedTextField(blank=True)

    def __str__(self) -> str:
        return f"person {self.pk}"
