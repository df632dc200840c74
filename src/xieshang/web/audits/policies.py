"""Who may open an audit: persons with a mandate of the enterprise whose rows were audited."""

from xieshang.web.audits.models import PayAudit
from xieshang.web.rounds.uploads.policies import owner_policy

__all__ = ["AUDIT_OWNER"]

AUDIT_OWNER = owner_policy(PayAudit, "audit")
