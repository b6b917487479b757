"""What of a programme is public."""

import uuid

from django.db import models

from babyhubs.workbench.programme.models import Programme


class Site(models.Model):
    """The pages for parents of one programme. Nothing is public until somebody switches it on.

    slug: its part of the address, which stands on posters. called, contact: the team's name and how to ask it, as parents
    read them. hubs, sign_up: whether each is public. languages: codes joined by a space, beside English.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="public_site")
    slug = models.SlugField(max_length=40, unique=True)
    called = models.CharField(max_length=120)
    contact = models.CharField(max_length=200)
    hubs = models.BooleanField(default=False)
    sign_up = models.BooleanField(default=False)
    languages = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return self.slug
