"""People, organisations, and the mandates by which a person acts for an organisation, each with its dates."""

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

__all__ = ["Mandate", "Organisation", "Person"]


class Person(AbstractUser):
    """Somebody who can sign in.  The real name is shown to those he works with; nothing else is kept of him."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.name or self.username

    def mandates_on(self, on: date) -> "models.QuerySet[Mandate]":
        """Give the mandates that hold on a day, with their organisations."""
        return self.mandates.filter(Mandate.holding(on)).select_related("organisation")


class Organisation(models.Model):
    """A body that takes part: a union, an association, a bureau, an enterprise…

    ``code`` is what its pay rows and contracts know it by: a unified social credit code, or another stable text.
    """

    class Kind(models.TextChoices):
        """What kind of body it is; what it may do in a round is decided by its part there."""

        UNION = "union", _("工会")
        ASSOCIATION = "association", _("企业组织")
        BUREAU = "bureau", _("人社部门")
        TRIPARTITE = "tripartite", _("三方机构")
        CONGRESS = "congress", _("职代会")
        ENTERPRISE = "enterprise", _("企业")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=120, unique=True)
    code = models.CharField(max_length=60, unique=True, null=True)
    place = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.name


class Mandate(models.Model):
    """A person acts for an organisation from a day to a day, both included; a null end is open."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="mandates")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="mandates")
    post = models.CharField(max_length=60, blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    class Meta:
        """A person has one mandate of an organisation at a time."""

        constraints = (models.UniqueConstraint(fields=["person", "organisation", "from_on"], name="one_mandate_a_day"),)

    @staticmethod
    def holding(on: date) -> Q:
        """Give the condition that a mandate holds on a day."""
        return Q(from_on__lte=on) & (Q(to_on__isnull=True) | Q(to_on__gte=on))
