"""A round in the database: its acts, which are only ever added, and columns that are worked out from them.

What the acts mean is ``core.procedure``'s; the one writer is ``services.append``.
"""

from django.db import models

from xieshang.core.parties import Role
from xieshang.core.standing import State
from xieshang.web.accounts.models import Organisation, Person
from xieshang.web.rounds.uploads.models import PayUpload, RememberedMatch

__all__ = ["Act", "Party", "PayUpload", "RememberedMatch", "Round", "SealedText"]


class Round(models.Model):
    """One bargaining.  ``acts_count`` is compared and set by every append; the columns after it are worked out from the acts.

    ``state_until`` is the first day on which the replay would say something else without any act.
    """

    number = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=120)
    place = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, default="industry")
    industry = models.CharField(max_length=10, null=True)
    created_at = models.DateTimeField()
    acts_count = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=40, default=State.SCOPED.value)
    state_until = models.DateField(null=True)
    next_due_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.title


class Party(models.Model):
    """The part that an organisation has in a round."""

    bargaining = models.ForeignKey(Round, models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="parts")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])

    class Meta:
        """An organisation has each part once."""

        constraints = (models.UniqueConstraint(fields=["bargaining", "organisation", "role"], name="one_part_each"),)


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


class SealedText(models.Model):
    """A personal text of an act (any JSON value) with its salt; the chain holds its salted digest alone."""

    act = models.ForeignKey(Act, models.PROTECT, related_name="sealed")
    field = models.CharField(max_length=40)
    text = models.JSONField()
    salt = models.CharField(max_length=64)
