"""A round in the database: its acts, which are only ever added, and columns that are worked out from them.

What the acts mean is ``core.procedure``'s; the one writer is ``services.append``.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from xieshang.core.parties import Role
from xieshang.core.standing import State
from xieshang.web.accounts.models import Organisation, Person
from xieshang.web.rounds.firm_accounts.models import AccountYear, StatedHeadroom
from xieshang.web.rounds.papers.models import IssuedPaper, PaperDraft
from xieshang.web.rounds.uploads.models import PayUpload, RememberedMatch

__all__ = [
    "AccountYear",
    "Act",
    "Allotment",
    "ErasedText",
    "Instructor",
    "IssuedPaper",
    "PaperDraft",
    "Party",
    "PayUpload",
    "RememberedMatch",
    "Round",
    "SealedText",
    "StatedHeadroom",
]


class Round(models.Model):
    """One bargaining.  ``acts_count`` is compared and set by every append; the columns after it are worked out from the acts.

    ``places`` are the parts of ``place`` that its contract is to reach, empty: all of it; ``parents`` the counties in which a
    park lies beside that of its seat.  ``enterprise`` is the one whose own round it is, ``firms_in_scope`` how many there are
    in the scope as far as anybody counted them.  ``opened_by`` and ``opened_for`` say who opened it for whom.
    ``state_until`` is the first day on which the replay would say something else without any act.
    """

    number = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=120)
    place = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, default="industry")
    industry = models.CharField(max_length=10, null=True)
    places = models.JSONField(default=list)
    parents = models.JSONField(default=list)
    enterprise = models.ForeignKey(Organisation, models.PROTECT, related_name="own_rounds", null=True)
    firms_in_scope = models.PositiveIntegerField(null=True)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    opened_for = models.ForeignKey(Organisation, models.PROTECT, related_name="+", null=True)
    created_at = models.DateTimeField()
    acts_count = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=40, default=State.SCOPED.value)
    state_until = models.DateField(null=True)
    next_due_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.title


class Party(models.Model):
    """The part that an organisation has in a round, and who entered it for whom, when: parties are no acts, so this is kept here.

    Null: entered before that was kept.
    """

    bargaining = models.ForeignKey(Round, models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="parts")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    entered_for = models.ForeignKey(Organisation, models.PROTECT, related_name="+", null=True)
    entered_at = models.DateTimeField(null=True)

    class Meta:
        """An organisation has each part once."""

        constraints = (models.UniqueConstraint(fields=["bargaining", "organisation", "role"], name="one_part_each"),)

    @property
    def is_convenor(self) -> bool:
        """Say whether a leading enterprise calls the others together, where there is no association (notice, part five)."""
        is_firm = self.organisation.kind == Organisation.Kind.ENTERPRISE
        return self.role == Role.EMPLOYERS and is_firm and self.bargaining.enterprise_id is None


class Instructor(models.Model):
    """A bargaining instructor (专职集体协商指导员), sent to a round by the union of its workers, from a day to a day.

    He reads the round on the workers' side and does no act in it.  A null end is open.
    """

    bargaining = models.ForeignKey(Round, models.PROTECT, related_name="instructors")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="instructed")
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    assigned_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """The latest first; a person is sent to a round once a day."""

        ordering = ("-from_on", "pk")
        constraints = (models.UniqueConstraint(fields=["bargaining", "person", "from_on"], name="one_instruction_a_day"),)


class Allotment(models.Model):
    """The delegates of the joint congress that fall to an enterprise, and how many of them are managers."""

    bargaining = models.ForeignKey(Round, models.PROTECT, related_name="allotments")
    enterprise = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    delegates = models.PositiveIntegerField()
    managers = models.PositiveIntegerField(default=0)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        """An enterprise has one share of a congress."""

        constraints = (models.UniqueConstraint(fields=["bargaining", "enterprise"], name="one_allotment_each"),)


class Act(models.Model):
    """One act, as a link of the round's ledger: ``body`` is canonical JSON, and ``digest`` the SHA-256 over it and the link before.

    Personal text is not in the body; it lies beside it (``SealedText``).  ``form_key`` makes a form that is sent twice one act.
    """

    bargaining = models.ForeignKey(Round, models.PROTECT, related_name="acts")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    role = models.CharField(max_length=20)
    actor = models.ForeignKey(Person, models.PROTECT, related_name="acts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="acts")
    on = models.DateField()
    recorded_at = models.DateTimeField()
    law_as_recorded_on = models.DateField()
    body = models.TextField()
    digest = models.CharField(max_length=64)
    form_key = models.CharField(max_length=40, unique=True)

    class Meta:
        """Acts stand in the order in which they were appended."""

        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["bargaining", "number"], name="one_act_a_number"),)


class _WithErasure(models.Manager["SealedText"]):
    """Loads each text together with what is left of it, where it was erased."""

    def get_queryset(self) -> models.QuerySet["SealedText"]:
        return super().get_queryset().select_related("erased")


class SealedText(models.Model):
    """A personal text of an act (any JSON value) with its salt; the chain holds its salted digest alone.

    Both are null and empty once it was erased (``ErasedText``), which is the only change that the database allows.
    """

    act = models.ForeignKey(Act, models.PROTECT, related_name="sealed")
    field = models.CharField(max_length=40)
    text = models.JSONField(null=True)
    salt = models.CharField(max_length=64)
    objects = _WithErasure()

    class Meta:
        """A field of an act is sealed once."""

        constraints = (models.UniqueConstraint(fields=["act", "field"], name="one_text_a_field"),)

    @property
    def told(self) -> Any:
        """The text, or what is left of it."""
        return erased.residue if (erased := self.erasure) else self.text

    @property
    def pseudonyms(self) -> list[dict[str, Any]]:
        """What the names are known by that stood in the text; none while it stands."""
        return erased.pseudonyms if (erased := self.erasure) else []

    @property
    def erasure(self) -> "ErasedText | None":
        """The record of its erasure, null while the text stands."""
        return getattr(self, "erased", None)


class ErasedText(models.Model):
    """That a personal text was erased: by whom, for whom, when, on which ground, and what is left of it.

    ``residue`` holds no person, ``pseudonyms`` what its names are known by (``core/erasures.py``): number, salt, digest.
    """

    class Ground(models.TextChoices):
        """The grounds of 个人信息保护法 art 47; a closed list, so that no reason names a person."""

        PURPOSE = "purpose", _("处理目的已经实现、无法实现，或者不再需要")
        PERIOD = "period", _("保存期限已满，或者不再提供服务")
        CONSENT = "consent", _("本人撤回同意")
        UNLAWFUL = "unlawful", _("处理违反法律、行政法规或者约定")
        OTHER = "other", _("法律、行政法规规定的其他情形")

    sealed = models.OneToOneField(SealedText, models.PROTECT, related_name="erased")
    residue = models.JSONField(null=True)
    pseudonyms = models.JSONField(default=list)
    ground = models.CharField(max_length=20, choices=Ground.choices)
    erased_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    erased_for = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    erased_at = models.DateTimeField()
