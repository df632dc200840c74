"""The rebuilding of all rounds that follows an entry.  The entries themselves are files (``law.office_entries``)."""

from django.db import models

from xieshang.web.accounts.models import Person

__all__ = ["Rebuilding"]


class Rebuilding(models.Model):
    """One pass over all rounds after an entry: how many of how many are done, and how many of them changed.

    ``form_key`` makes a form that is sent twice one entry.
    """

    entry = models.CharField(max_length=120)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    form_key = models.CharField(max_length=40, unique=True)

    class Meta:
        """The latest first."""

        ordering = ("-pk",)
