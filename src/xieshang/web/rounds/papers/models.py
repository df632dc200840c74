"""What is kept of papers: what a clerk typed into one, for its issuer alone; and what was issued, which does not change.

What a paper says and lacks is ``documents/papers``'s to decide.
"""

from typing import ClassVar

from django.db import models
from django_scopes import ScopedManager

from xieshang.web.accounts.models import Organisation, Person

__all__ = ["IssuedPaper", "PaperDraft"]


class PaperDraft(models.Model):
    """What was typed into a paper of an occasion, by whom and when; only its owner reads it."""

    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    bargaining = models.ForeignKey("rounds.Round", models.PROTECT, related_name="+")
    paper = models.CharField(max_length=40)
    role = models.CharField(max_length=20)
    occasion = models.PositiveIntegerField()
    typed = models.JSONField(default=dict)
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    objects: ClassVar[models.Manager["PaperDraft"]] = ScopedManager(owner="owner")

    class Meta:
        """A paper of an occasion is typed once for each owner."""

        constraints = (
            models.UniqueConstraint(fields=["owner", "bargaining", "paper", "role", "occasion"], name="one_paper_an_occasion"),
        )


class IssuedPaper(models.Model):
    """A paper as it was issued: ``content`` is its sheet as canonical JSON, ``digest`` the SHA-256 over it.

    ``number`` counts the issued papers of the round, ``version`` those of one paper and occasion.  ``to_enterprise`` is the
    single enterprise that it is for, as the act names it, empty where there is none.  ``acts`` and ``ledger_head`` are how many
    acts the round had, and the digest of the last one; the head is empty where there was none.  ``form_key`` makes a form
    that is sent twice one paper.
    """

    bargaining = models.ForeignKey("rounds.Round", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    paper = models.CharField(max_length=40)
    role = models.CharField(max_length=20)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    occasion = models.PositiveIntegerField()
    to_enterprise = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField()
    on = models.DateField()
    issued_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    acts = models.PositiveIntegerField()
    ledger_head = models.CharField(max_length=64, blank=True)
    form_key = models.CharField(max_length=40, unique=True)

    class Meta:
        """The latest first; a number is given once in a round."""

        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["bargaining", "number"], name="one_issued_paper_a_number"),)
