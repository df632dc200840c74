"""The page of cases: which tests carry each line of the case book."""

from collections.abc import Iterator

from scripts.casebook import carriers, cases

__all__ = ["page"]


def _rows() -> Iterator[str]:
    carried = carriers()
    yield "| case | it says | tests |"
    yield "|---|---|---|"
    for case in cases():
        told = "<br>".join(f"`{test.removeprefix('tests/')}`" for test in carried.get(case.id, ()))
        yield f"| {case.id} | {case.says} | {told} |"


def page() -> str:
    """Give the page."""
    lines = [
        "# Cases and the tests that carry them",
        "",
        "Generated from [the case book](../casebook.md) and the tests by `make docs`.",
        "",
    ]
    return "\n".join([*lines, *_rows(), ""])
