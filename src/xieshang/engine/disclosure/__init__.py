"""What may be shown to others.

``primary`` judges a cell by itself; ``circulation`` turns a table with margins into flows, from which ``protection`` finds what
more must be withheld so that nobody can work a withheld cell out, and proves it; ``pattern`` keeps an earlier issue.
"""

from xieshang.engine.disclosure.primary import (
    LEAST_ENTERPRISES,
    LEAST_WORKERS,
    Contributors,
    rounded_to_10_yuan,
    why_withheld,
    withheld_cells,
)

__all__ = ["LEAST_ENTERPRISES", "LEAST_WORKERS", "Contributors", "rounded_to_10_yuan", "why_withheld", "withheld_cells"]
