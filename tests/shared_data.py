"""The full lists beside the project, for tests marked ``shared``."""

from pathlib import Path

SHARED = Path(__file__).parent.parent.parent / "shared"


def shared(name: str) -> Path:
    """Give the path of one file of real figures."""
    return SHARED / "data" / name
