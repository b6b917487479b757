"""The ledger's lines, the claims, and the documents with the text of their sections."""

import uuid
from typing import Any

from django.db import models
from django.utils import timezone

from babyhubs.workbench.programme.models import Programme


class LedgerLine(models.Model):
    """One line of the ledger, as `evidence.ledger_file` reads it. Written once: the database refuses to change or remove it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="ledger_lines")
    number = models.PositiveIntegerField()
    line = models.TextField()

    class Meta:
        """In the order of the chain."""

        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["programme", "number"], name="a_ledger_line_once"),)

    def __str__(self) -> str:
        return f"{self.number}"


class Claim(models.Model):
    """A sentence of the register.

    marked: with its figures tied. plain: phrases whose numbers state no fact, one a line. sources: the name in the sentence to
    the place of the record (`evidence.record.place`), so that next month's record of the same place is found.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="evidence_claims")
    name = models.SlugField(max_length=60)
    marked = models.TextField(max_length=2000)
    strength = models.CharField(max_length=20, blank=True)
    limits = models.TextField(max_length=1000, blank=True)
    plain = models.TextField(max_length=1000, blank=True)
    sources: Any = models.JSONField(default=dict)
    written_by = models.CharField(max_length=200)
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """By name, which documents cite."""

        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=["programme", "name"], name="a_claim_once"),)

    def __str__(self) -> str:
        return self.name


class Check(models.Model):
    """All claims were checked. used: strand and kind of work of what the claims that held rest on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="claim_checks")
    checked_at = models.DateTimeField(default=timezone.now)
    checked_by = models.CharField(max_length=200)
    claims = models.PositiveIntegerField()
    hold = models.PositiveIntegerField()
    used: Any = models.JSONField(default=list)

    class Meta:
        """The newest first."""

        ordering = ("-checked_at",)

    def __str__(self) -> str:
        return f"{self.hold} of {self.claims}"


class Document(models.Model):
    """Something that is written from the claims. form: the key of its form."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="evidence_documents")
    form = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    begun_by = models.CharField(max_length=200)
    begun_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """In the order in which they were begun."""

        ordering = ("begun_at",)

    def __str__(self) -> str:
        return self.title


class SectionText(models.Model):
    """What is written in a section so far."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="texts")
    key = models.CharField(max_length=60)
    text = models.TextField(blank=True)
    written_by = models.CharField(max_length=200)
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """One text for each section."""

        constraints = (models.UniqueConstraint(fields=["document", "key"], name="a_section_once"),)

    def __str__(self) -> str:
        return self.key
