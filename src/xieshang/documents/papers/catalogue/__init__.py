"""The catalogue of papers (law-and-procedure §8), in the order of the road."""

from collections.abc import Mapping

from xieshang.documents.papers.catalogue.dispute import CLOSING_RECORD, MEDIATION_AGREEMENT, MEDIATION_REQUEST, SUSPENSION
from xieshang.documents.papers.catalogue.ending import AMENDMENT, AMENDMENT_OFFER, RENEWAL, TERMINATION
from xieshang.documents.papers.catalogue.filing import FILING_LIST, FILING_REPORT
from xieshang.documents.papers.catalogue.offer import OFFER, REPLY, SERVICE_RECEIPT
from xieshang.documents.papers.catalogue.performance import INSPECTION_SHEET, PERFORMANCE_REPORT, PUBLICATION
from xieshang.documents.papers.catalogue.ratification import (
    CONFIRMATION,
    CONGRESS_NOTICE,
    CONGRESS_RESOLUTION,
    CONGRESS_ROLL,
    VOTE_COUNT,
)
from xieshang.documents.papers.catalogue.representatives import DELEGATION, REPRESENTATIVES_NOTICE, ROSTER
from xieshang.documents.papers.catalogue.review import ACCEPTANCE_SLIP, REVIEW_OPINION, REVIEW_SHEET
from xieshang.documents.papers.catalogue.steps import STEPS
from xieshang.documents.papers.catalogue.supervision import CORRECTION_ORDER, INQUIRY, SUPERVISION_OPINION, SUPERVISION_SUGGESTION
from xieshang.documents.papers.catalogue.talks import INFORMATION_LIST, MEETING_NOTICE, MINUTES, SUMMARY
from xieshang.documents.papers.fields import Paper

__all__ = ["PAPERS", "STEPS"]

_ALL = (
    *(ROSTER, DELEGATION, REPRESENTATIVES_NOTICE),
    *(OFFER, SERVICE_RECEIPT, REPLY),
    *(INFORMATION_LIST, MEETING_NOTICE, MINUTES, SUMMARY),
    *(SUSPENSION, MEDIATION_REQUEST, MEDIATION_AGREEMENT),
    *(CONFIRMATION, CONGRESS_NOTICE, CONGRESS_ROLL, VOTE_COUNT, CONGRESS_RESOLUTION),
    *(FILING_REPORT, FILING_LIST, ACCEPTANCE_SLIP, REVIEW_SHEET, REVIEW_OPINION),
    *(PUBLICATION, INSPECTION_SHEET, PERFORMANCE_REPORT),
    *(INQUIRY, SUPERVISION_OPINION, SUPERVISION_SUGGESTION, CORRECTION_ORDER),
    *(AMENDMENT_OFFER, AMENDMENT, RENEWAL, TERMINATION, CLOSING_RECORD),
)
PAPERS: Mapping[str, Paper] = {paper.name: paper for paper in _ALL}
