"""People, organisations, and the mandates by which a person acts for an organisation, each with its dates."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

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

    ``body`` says more exactly what it is; empty where nobody has said so.  ``code`` is what its pay rows and contracts know it
    by: a unified social credit code, or another stable text.
    """

    class Kind(models.TextChoices):
        """What kind of body it is; what it may do in a round is decided by its part there."""

        UNION = "union", _("工会")
        ASSOCIATION = "association", _("企业组织")
        BUREAU = "bureau", _("人社部门")
        TRIPARTITE = "tripartite", _("三方机构")
        CONGRESS = "congress", _("职代会")
        ENTERPRISE = "enterprise", _("企业")

    class Body(models.TextChoices):
        """What body it is among those of its kind, as the notice of 2024 names them (parts four and five)."""

        INDUSTRY_UNION = "industry_union", _("行业工会")
        REGIONAL_UNION = "regional_union", _("区域工会")
        ENTERPRISE_UNION = "enterprise_union", _("企业工会")
        GENERAL_UNION = "general_union", _("总工会")
        INDUSTRY_ASSOCIATION = "industry_association", _("行业协会")
        CHAMBER = "chamber", _("商会")
        ENTERPRISE_CONFEDERATION = "enterprise_confederation", _("企业联合会、企业家协会")
        FEDERATION_OF_INDUSTRY = "federation_of_industry", _("工商联")
        INDUSTRY_CONGRESS = "industry_congress", _("行业职代会")
        REGIONAL_CONGRESS = "regional_congress", _("区域职代会")
        ENTERPRISE_CONGRESS = "enterprise_congress", _("企业职代会")

    BODIES: ClassVar[Mapping[str, tuple[str, ...]]] = {
        Kind.UNION: (Body.INDUSTRY_UNION, Body.REGIONAL_UNION, Body.ENTERPRISE_UNION, Body.GENERAL_UNION),
        Kind.ASSOCIATION: (
            Body.INDUSTRY_ASSOCIATION,
            Body.CHAMBER,
            Body.ENTERPRISE_CONFEDERATION,
            Body.FEDERATION_OF_INDUSTRY,
        ),
        Kind.CONGRESS: (Body.INDUSTRY_CONGRESS, Body.REGIONAL_CONGRESS, Body.ENTERPRISE_CONGRESS),
    }
    """The bodies that there are of each kind; a kind that is not named has none."""

    kind = models.CharField(max_length=20, choices=Kind.choices)
    body = models.CharField(max_length=40, choices=Body.choices, blank=True)
    name = models.CharField(max_length=120, unique=True)
    code = models.CharField(max_length=60, unique=True, null=True)
    place = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.name

    @property
    def known_as(self) -> str:
        """What acts, contracts and pay rows know it by: its code, or its name where it has none."""
        return self.code or self.name

    @property
    def body_title(self) -> str:
        """The words for what body it is, those of its kind where it is not known."""
        return str(self.Body(self.body).label if self.body else self.Kind(self.kind).label)


class Mandate(models.Model):
    """A person acts for an organisation from a day to a day, both included; a null end is open.

    ``given_by`` is the administrator who entered it, null for what a demonstration brought with it.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="mandates")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="mandates")
    post = models.CharField(max_length=60, blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)

    class Meta:
        """A person has one mandate of an organisation at a time."""

        constraints = (models.UniqueConstraint(fields=["person", "organisation", "from_on"], name="one_mandate_a_day"),)

    @staticmethod
    def holding(on: date, through: str = "") -> Q:
        """Give the condition that a mandate holds on a day; ``through`` is the way to it, ``mandates__`` from a person."""
        open_end = Q(**{f"{through}to_on__isnull": True})
        return Q(**{f"{through}from_on__lte": on}) & (open_end | Q(**{f"{through}to_on__gte": on}))
