"""The page of codes: what each says, what it would accept, what to do next."""

from xieshang.documents.sentences import SENTENCES

__all__ = ["page"]


def page() -> str:
    """Give the page."""
    lines = ["# Codes of refusals and warnings", "", "Generated from `src/xieshang/documents/sentences` by `make docs`.", ""]
    lines += ["A code without 可接受 is a warning: it is told in the answer and refuses nothing.", ""]
    lines += ["| code | 说明 | 可接受 | 下一步 |", "|---|---|---|---|"]
    rows = [(code, *(part.replace("{{", "{").replace("}}", "}") for part in said)) for code, said in sorted(SENTENCES.items())]
    lines += [f"| `{code}` | {what} | {accepts} | {next_step} |" for code, what, accepts, next_step in rows]
    return "\n".join([*lines, ""])
