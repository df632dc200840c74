"""The public register: contracts in effect that both sides have published, one row a version.  Rows are only ever added."""

from django.db import models

__all__ = ["PublishedContract"]


class PublishedContract(models.Model):
    """One published text of a contract; an amendment in effect is a further version under the same number.

    ``content`` is the contract as JSON (``xieshang/contract/1``) and ``digest`` its SHA-256; ``place`` and ``industry`` are the
    first of its scope.  ``ended_on`` is the first day on which it no longer holds, where it was terminated before its term
    was over.  ``words`` are what a search looks through.
    """

    number = models.CharField(max_length=40)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=80)
    industry = models.CharField(max_length=10, null=True)
    effective_on = models.DateField()
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)
    published_on = models.DateField()
    ended_on = models.DateField(null=True)
    words = models.TextField()

    class Meta:
        """The latest first; the same text is entered once."""

        ordering = ("-effective_on", "number", "-pk")
        constraints = (models.UniqueConstraint(fields=["number", "digest"], name="one_entry_a_text"),)

    def __str__(self) -> str:
        return self.title
