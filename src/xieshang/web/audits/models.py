"""What is kept of an audit in the database: how far it is and its counts; the findings lie in a file of the owner's."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xieshang.core.findings import Cause
from xieshang.web.accounts.models import Person
from xieshang.web.rounds.uploads.long_jobs import LongJob
from xieshang.web.rounds.uploads.models import PayUpload

__all__ = ["PayAudit"]


class PayAudit(LongJob):
    """An audit of the rows of an upload, under the contracts known on a day and the law as recorded on another.

    ``counts`` is what ``services.counted`` writes.
    """

    class Phase(models.TextChoices):
        """What is being done."""

        READING = "reading", _("取出工资行")
        CHECKING = "checking", _("逐行核对")
        WRITING = "writing", _("写核查结果")

    upload = models.ForeignKey(PayUpload, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    known_on = models.DateField()
    law_as_recorded_on = models.DateField()
    counts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.upload)

    @property
    def phase_title(self) -> str:
        """What is being done, in words."""
        return str(self.Phase(self.phase).label) if self.phase else ""

    @property
    def finding_count(self) -> int:
        """How many findings there are, of every cause."""
        return int(self.counts.get("findings", 0))

    def findings_of(self, cause: Cause | None) -> int:
        """Give how many findings there are of a cause."""
        return int(self.counts["by_cause"][cause.value]["findings"]) if cause else self.finding_count
