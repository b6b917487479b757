"""What is prepared before a session: pictures of empty rooms, and code books of one's own."""

import uuid

from django.db import models
from django.utils import timezone


class RoomPicture(models.Model):
    """A picture of an empty room, as it was written anew (observations/picture). Plans name it by `name`.

    Removed, it has no content any more: that it was there, who took it away and why, stays. The same picture does not come back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey("programme.Programme", on_delete=models.CASCADE, related_name="room_pictures")
    name = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    brought_by_name = models.CharField(max_length=200)
    brought_at = models.DateTimeField(default=timezone.now, editable=False)
    removed_at = models.DateTimeField(null=True)
    removed_why = models.TextField(blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-brought_at", "id")
        constraints = (models.UniqueConstraint(fields=["programme", "sha256"], name="a_room_picture_once"),)

    def __str__(self) -> str:
        return self.name


class CodeBook(models.Model):
    """One version of a code book, as the very text of its file. The database refuses to change it (migration 0004)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey("programme.Programme", on_delete=models.CASCADE, related_name="code_books")
    identity = models.SlugField(max_length=40)
    version = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    brought_by_name = models.CharField(max_length=200)
    brought_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        """Newest first."""

        ordering = ("-brought_at", "-version")
        constraints = (
            models.UniqueConstraint(fields=["programme", "identity", "version"], name="a_code_book_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.identity} version {self.version}"


class CodeBookChoice(models.Model):
    """Which code book is used from then on; the newest choice holds. Without a book: the one that ships."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.CASCADE, related_name="code_book_choices")
    book = models.ForeignKey(CodeBook, null=True, on_delete=models.CASCADE, related_name="choices")
    chosen_by_name = models.CharField(max_length=200)
    chosen_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        """Newest first."""

        ordering = ("-pk",)

    def __str__(self) -> str:
        return str(self.book or "the starter")
