"""The demonstration: invented people and firms of 正定县, told through the same services that the pages use.

``people`` says who there is, ``stories`` what happened in each round, ``telling`` puts it into an empty database.
"""

from xieshang.web.project.demonstration.telling import AlreadyUsed, fill

__all__ = ["AlreadyUsed", "fill"]
