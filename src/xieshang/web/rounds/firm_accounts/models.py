"""The accounts of enterprises as they type them; nobody but the enterprise can ask for them."""

from typing import ClassVar

from django.db import models
from django_scopes import ScopedManager

from xieshang.web.accounts.models import Organisation, Person

__all__ = ["AccountYear", "StatedHeadroom"]


class AccountYear(models.Model):
    """One year of an enterprise's accounts.  Units: fen; ``heads`` persons.  Nulls: what may be left out and was."""

    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    labour_cost_fen = models.BigIntegerField()
    revenue_fen = models.BigIntegerField()
    value_added_fen = models.BigIntegerField()
    profit_fen = models.BigIntegerField()
    total_cost_fen = models.BigIntegerField(null=True)
    heads = models.PositiveBigIntegerField(null=True)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager["AccountYear"]] = ScopedManager(owner="owner")

    class Meta:
        """The latest year first; a year is there once."""

        ordering = ("-year",)
        constraints = (models.UniqueConstraint(fields=["owner", "year"], name="one_account_a_year"),)


class StatedHeadroom(models.Model):
    """What an enterprise says itself that a month of raises may cost it, on-costs included; it goes before its accounts."""

    owner = models.OneToOneField(Organisation, models.PROTECT, related_name="+")
    monthly_fen = models.BigIntegerField()
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager["StatedHeadroom"]] = ScopedManager(owner="owner")
