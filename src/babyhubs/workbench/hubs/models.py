"""A hub, its opening times, and its log of what changed."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from babyhubs.workbench.programme.models import Programme

ANSWERS = (("", "Not known"), ("yes", "Yes"), ("no", "No"))


def _answer() -> models.CharField:
    return models.CharField(max_length=3, blank=True, choices=ANSWERS[1:])


def _degrees(furthest: int) -> models.FloatField:
    limits = [MinValueValidator(-furthest), MaxValueValidator(furthest)]
    return models.FloatField(null=True, blank=True, validators=limits)


class Hub(models.Model):
    """One place where families come without an appointment.

    code: its identifier in the hubs file, by which the records know it. languages: ISO 639-1 codes joined by a space.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="hubs")
    code = models.CharField("identifier", max_length=40)
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    latitude = _degrees(90)
    longitude = _degrees(180)
    site_code = models.CharField(max_length=20, blank=True)
    spellings = models.CharField(max_length=1000, blank=True)
    opened = models.DateField(null=True, blank=True)
    closed = models.DateField(null=True, blank=True)
    step_free = _answer()
    parking = _answer()
    bus = models.CharField(max_length=200, blank=True)
    languages = models.CharField(max_length=200, blank=True)

    class Meta:
        """Listed by name; identifier and name are unique in a programme, as in the hubs file."""

        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=["programme", "code"], name="a_hub_once"),
            models.UniqueConstraint(fields=["programme", "name"], name="a_hub_name_once"),
        )

    def __str__(self) -> str:
        return self.name


class OpeningTime(models.Model):
    """One session of the week. Times are null where only the day is known. weekday: 0 is Monday."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="opening_times")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)

    class Meta:
        """In the order of the week."""

        ordering = ("weekday", "opens")

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens}"


class Change(models.Model):
    """One entry of the log. Written once: the database refuses to change or remove it (migration 0002).

    on: the day from which it held; null for how the hub was when its log begins. corrects: the entry that this one
    puts right; withdrawn: that one never happened.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="changes")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    became = models.CharField(max_length=20)
    on = models.DateField(null=True)
    note = models.CharField(max_length=500, blank=True)
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    withdrawn = models.BooleanField(default=False)
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    written_by = models.CharField(max_length=200)

    class Meta:
        """In the order of writing."""

        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["hub", "number"], name="a_change_number_once"),)

    def __str__(self) -> str:
        return f"{self.kind}: {self.became}"
