"""What stands in the place of each argument of a URL, for the permission matrix: one of the cast's, and one that is not there."""

from collections.abc import Callable
from typing import Any

ARGUMENTS: dict[str, Callable[[Any], object]] = {
    "number": lambda stage: stage.bargaining.number,
}
MISSING: dict[str, object] = {
    "number": "130123-1999-99",
}
