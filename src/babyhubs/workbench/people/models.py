"""A person of the register, their key, and what they agreed to."""

import uuid

from django.db import models
from django.utils import timezone

from babyhubs.workbench.people.encrypted import EncryptedTextField


class Person(models.Model):
    """A parent who offered to help. The number is used in this database only, and stays when everything else is erased.

    register: the programme's, see register.py. agreed_on: the day on which they last agreed that we hold their details.
    card, contact, answers: sealed, see vault.py.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.CharField(max_length=64, db_index=True)
    added_on = models.DateField(default=timezone.localdate)
    agreed_on = models.DateField(null=True)
    left_on = models.DateField(null=True)
    left_why = models.CharField(max_length=20, blank=True)
    card = models.TextField(blank=True)
    contact = models.TextField(blank=True)
    answers = models.TextField(blank=True)

    class Meta:
        """In the order of coming."""

        ordering = ("added_on", "id")

    def __str__(self) -> str:
        return f"person {self.pk}"

    @property
    def reference(self) -> str:
        """By what a page and a paper file name the person without naming them."""
        return str(self.pk)[:8].upper()


class PersonKey(models.Model):
    """The key that opens what one person said. Erasing the person destroys it. material: hexadecimal."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="key")
    material = EncryptedTextField()

    def __str__(self) -> str:
        return f"key of {self.person_id}"


class ChoiceCode(models.Model):
    """The code with which a person sees, changes and takes back what they said. Only a keyed digest is kept (codes.py)."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="choice_code")
    digest = models.CharField(max_length=64, unique=True)
    made_on = models.DateField(default=timezone.localdate)

    def __str__(self) -> str:
        return f"code of {self.person_id}"


class Consent(models.Model):
    """One answer to one question of consent. Rows are added, never changed: the newest of a purpose holds.

    wording, wording_sha256: the version that was shown or read out, and the digest of the text in the language it was shown in. said_on: the day on which
    the person said it, which for a paper form is before it was written down. language: what it was said in; blanked when the
    person is erased.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=40)
    given = models.BooleanField()
    wording = models.PositiveSmallIntegerField()
    wording_sha256 = models.CharField(max_length=64)
    language = models.CharField(max_length=20)
    channel = models.CharField(max_length=20)
    said_on = models.DateField()
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    written_by = models.CharField(max_length=200)

    class Meta:
        """In the order of writing."""

        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.purpose}: {'yes' if self.given else 'no'}"


class Promise(models.Model):
    """Something that a person is due: an answer, a call. what: a key of questions.toml, so that it holds no words about anybody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="promises")
    what = models.CharField(max_length=40)
    due_on = models.DateField()
    kept_on = models.DateField(null=True)

    class Meta:
        """What is due first, first."""

        ordering = ("due_on", "id")

    def __str__(self) -> str:
        return f"{self.what} by {self.due_on}"
