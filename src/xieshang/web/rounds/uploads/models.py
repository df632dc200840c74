"""What is kept of pay rows in the database: where they came from and how far they are; never a row."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from xieshang.web.accounts.models import Organisation, Person
from xieshang.web.rounds.uploads.long_jobs import LongJob

__all__ = ["PayUpload", "RememberedMatch"]


class PayUpload(LongJob):
    """A file of pay rows of one enterprise.

    ``digest`` is the SHA-256 of the file as it came, ``rows_digest`` of the rows as they are kept; ``incoming`` names the file
    until it is done with.  ``headings`` are those found in it, ``match`` what the owner made of them (``matching.py``).
    """

    class Phase(models.TextChoices):
        """What is being done."""

        HEADINGS = "headings", _("读列名")
        CHECKING = "checking", _("逐列核对")
        KEEPING = "keeping", _("存成列块")

    bargaining = models.ForeignKey("rounds.Round", models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    incoming = models.CharField(max_length=60, blank=True)
    headings = models.JSONField(default=list)
    match = models.JSONField(null=True)
    row_count = models.PositiveIntegerField(null=True)
    months = models.JSONField(default=list)
    rows_digest = models.CharField(max_length=64, blank=True)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.file_name

    @property
    def phase_title(self) -> str:
        """What is being done, in words."""
        return str(self.Phase(self.phase).label) if self.phase else ""


class RememberedMatch(models.Model):
    """How an owner last matched headings: proposed again for his next file."""

    owner = models.OneToOneField(Organisation, models.PROTECT, related_name="+")
    match = models.JSONField()

    objects: ClassVar[models.Manager["RememberedMatch"]] = ScopedManager(owner="owner")
