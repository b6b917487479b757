"""The table of the record. It is in both databases, because an entry belongs to the transaction of its change."""

from django.db import models

from babyhubs.workbench.record.chain import Line


class Entry(models.Model):
    """One thing that somebody did. Written once: the database itself refuses to change or remove it (triggers.py).

    Names and numbers of people and things are copied in, with no foreign key: the entry outlives what it tells of.
    """

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=36, blank=True)
    actor_name = models.CharField(max_length=200)
    action = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=80, blank=True)
    subject = models.CharField(max_length=36, blank=True)
    programme = models.CharField(max_length=36, blank=True)
    details = models.TextField()  # canonical JSON as text: a JSON column would respell it, and break its seal
    previous = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        """Read newest first within a programme, or by person."""

        ordering = ("sequence",)
        indexes = (
            models.Index(fields=["programme", "-sequence"], name="record_of_programme"),
            models.Index(fields=["actor", "-sequence"], name="record_of_actor"),
        )

    def __str__(self) -> str:
        return f"{self.sequence} {self.action}"

    def line(self) -> Line:
        """The entry as the chain seals it."""
        return Line(
            sequence=self.sequence,
            at=self.at.isoformat(timespec="microseconds"),
            **{
                name: getattr(self, name)
                for name in ("actor", "actor_name", "action", "subject_type", "subject", "programme", "details")
            },
            previous=self.previous,
            seal=self.seal,
        )
