"""See ``documents/messages.py``."""

from xieshang.documents.messages import _

__all__ = ["_"]
