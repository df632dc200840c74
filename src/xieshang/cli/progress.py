"""How far a long command has come: a bar with the time left on standard error of a terminal, nothing when piped."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from xieshang.documents.messages import _

__all__ = ["bar_text", "progress_bar"]

_WIDTH = 30
_SECONDS_BETWEEN = 0.1
_CLEARED = "\r\x1b[2K"


def bar_text(label: str, done: int, total: int, elapsed_s: float) -> str:
    """Draw the bar; the time left is that of the work done so far, carried on.

    >>> bar_text("核对", 15, 30, 6.0)
    '核对 ███████████████                50 % 还剩 6 秒'
    """
    share = done / total if total else 1.0
    left = _("还剩 {seconds} 秒").format(seconds=round(elapsed_s * (1 - share) / share)) if share else ""
    return f"{label} {'█' * int(_WIDTH * share):<{_WIDTH}} {int(100 * share)} % {left}"


@contextmanager
def progress_bar(first: str, label: str) -> Iterator[Callable[[int, int], None]]:
    """Show what comes first, from the first call of what is given a bar, and take it away at the end.

    What is given takes the steps done and all steps; it is called with none done when the work that is measured begins.
    """
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    began_at: float | None = None
    drawn_at = 0.0
    print(first, end="", file=sys.stderr, flush=True)  # noqa: T201 - the bar itself

    def told(done: int, total: int) -> None:
        nonlocal drawn_at, began_at
        now = time.monotonic()
        began_at = now if began_at is None else began_at
        if now - drawn_at >= _SECONDS_BETWEEN:
            drawn_at = now
            print(_CLEARED + bar_text(label, done, total, now - began_at), end="", file=sys.stderr, flush=True)  # noqa: T201

    try:
        yield told
    finally:
        print(_CLEARED, end="", file=sys.stderr, flush=True)  # noqa: T201
