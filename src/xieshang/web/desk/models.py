"""What the desk keeps: each side's private draft, and the releases of a round's wages that both sides are given.

A served proposal is an act of the round and is not here; the released curve itself lies in ``DATA/released`` (``releases.py``).
"""

from typing import ClassVar

from django.db import models
from django_scopes import ScopedManager

from xieshang.web.accounts.models import Organisation, Person
from xieshang.web.rounds.models import Round

__all__ = ["Draft", "Release", "ReleasedRows"]


class Draft(models.Model):
    """The one draft that a side has in a round, readable by that side alone.

    ``table`` is a wage table of the cells that the core takes; ``lines`` are the rows of the matrix with what was typed and not
    taken; ``levels`` its columns.  ``version`` is compared and set by every save.
    """

    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    bargaining = models.ForeignKey(Round, models.PROTECT, related_name="+")
    table = models.JSONField()
    lines = models.JSONField(default=list)
    levels = models.JSONField(default=list)
    term_from = models.DateField(null=True)
    term_to = models.DateField(null=True)
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager["Draft"]] = ScopedManager(owner="owner")

    class Meta:
        """A side has one draft in a round."""

        constraints = (models.UniqueConstraint(fields=["owner", "bargaining"], name="one_draft_a_side"),)


class Release(models.Model):
    """One release of the wages of a round's enterprises: who asked for it and when, how many enterprises, the file's SHA-256."""

    bargaining = models.ForeignKey(Round, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    enterprises = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    form_key = models.CharField(max_length=40, unique=True)

    class Meta:
        """Releases of a round are numbered."""

        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["bargaining", "number"], name="one_release_a_number"),)


class ReleasedRows(models.Model):
    """Which rows of an enterprise stand behind a release, and what it could bear a month; nobody but the enterprise can ask.

    ``headroom_fen`` stays with the releases that follow.  Null: it was not known, or was not taken into account yet.
    """

    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    release = models.ForeignKey(Release, models.PROTECT, related_name="+")
    rows_digest = models.CharField(max_length=64)
    headroom_fen = models.BigIntegerField(null=True)

    objects: ClassVar[models.Manager["ReleasedRows"]] = ScopedManager(owner="owner")
