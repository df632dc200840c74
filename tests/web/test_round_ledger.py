"""The ledger page and the export: the chain verifies, and personal text is not in it."""

from collections.abc import Callable

from conftest import Stage

from xieshang.core.ledger_check import verify
from xieshang.web.rounds.models import Act

At = Callable[[str], Stage]


def export(stage: Stage, name: str = "workers") -> bytes:
    """Download the export."""
    assert stage.bargaining is not None
    answer = stage.browser(name).get(f"/rounds/{stage.bargaining.number}/ledger/export/")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{stage.bargaining.number}.ledger"'
    return answer.content


def test_the_export_verifies_and_is_anchored_by_the_head_of_the_page(at: At) -> None:
    stage = at("received")
    page = stage.browser("bureau").get(f"/rounds/{stage.bargaining.number}/ledger/")  # type: ignore[union-attr]
    head = page.context["verified"].head
    assert head in page.content.decode()
    verified = verify(export(stage).splitlines(keepends=True), head)
    assert (verified.ok, verified.events, verified.anchored) == (True, 18, True)


def test_no_name_and_no_statement_is_in_the_export(at: At) -> None:
    stage = at("accepted")
    told = export(stage).decode()
    assert "要约" not in told
    assert "职工甲" not in told
    assert "企业乙" not in told
    assert "县总工会" in told


def test_a_changed_act_is_found(at: At) -> None:
    stage = at("offer")
    act = Act.objects.get(number=3)
    Act.objects.filter(pk=act.pk).update(body=act.body.replace("2025-02-26", "2025-02-27"))
    page = stage.browser("workers").get(f"/rounds/{stage.bargaining.number}/ledger/")  # type: ignore[union-attr]
    assert (page.context["verified"].ok, page.context["verified"].first_bad) == (False, 3)


def test_the_ledger_of_a_round_without_acts_is_empty_and_whole(stage: Stage) -> None:
    assert verify(export(stage).splitlines(keepends=True)).ok
    page = stage.browser("workers").get(f"/rounds/{stage.bargaining.number}/ledger/")  # type: ignore[union-attr]
    assert page.context["verified"].events == 0
    assert "xs-empty" in page.content.decode()
