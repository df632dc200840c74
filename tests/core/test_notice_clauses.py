"""What the notice says of whom a floor is for, and by whom the parties are helped: each against its opposite."""

from datetime import date

import pytest
from cast import TABLE, acts, by, codes, played

from xieshang.core.codes import CodeBook
from xieshang.core.contract import Term
from xieshang.core.floors import Rule, Worker, applicable
from xieshang.core.standing import State
from xieshang.core.wage_table import Form
from xieshang.law import code_book, rules_for

ON = date(2026, 3, 1)
WORKERS = [Worker("130123", "C3525", "6-18-02-04", 4, "关键类", "甲厂"), Worker("130123", "H6210", "4-03-02-01", 1, None, "乙店")]


@pytest.mark.case("N51.1-industries")
def test_the_five_industries_of_the_notice_have_their_codes() -> None:
    industries = code_book().industries
    named = {code: industries[code] for code in ("B", "C", "E", "H", "O80")}
    assert named == {"B": "采矿业", "C": "制造业", "E": "建筑业", "H": "住宿和餐饮业", "O80": "居民服务业"}


@pytest.mark.case("N51.2-all")
def test_one_floor_may_be_for_every_skilled_worker_of_the_area() -> None:
    def reached(places: tuple[str, ...]) -> list[int | None]:
        rule = Rule("c/1", Form.MONTHLY_FLOOR, 260_000, places=places, term=Term(date(2026, 1, 1)), known_on=date(2025, 12, 20))
        return [applicable(worker, ON, ON, [rule], CodeBook()).amount_fen for worker in WORKERS]

    assert (reached(("130123",)), reached(("130102",))) == ([260_000, 260_000], [None, None])


@pytest.mark.case("N51.1-above-county")
@pytest.mark.parametrize(("amount_fen", "refused"), [(238_000, ["floor.not_above_statutory"]), (238_001, [])])
def test_a_round_of_a_city_is_held_to_the_highest_minimum_of_its_counties(amount_fen: int, refused: list[str]) -> None:
    rows = [{"id": "1", "amount_fen": amount_fen}]
    told = [act | {"on": act["on"].replace("2025", "2026")} for act in acts(until="proposed")]
    told[3]["on"], told[4]["on"] = "2026-02-27", "2026-03-02"
    told[-1] |= {"table": {**TABLE, "rows": rows}}
    replayed = played(told, on="2026-04-02", law=rules_for("130100"))
    assert [code for _, code in codes(replayed)] == refused


@pytest.mark.case("LCL.5", "N206.2", "N51.5-three")
def test_the_three_bodies_help_and_bargain_for_neither_side() -> None:
    refused = [*acts(until="offer"), by("employers", "respond", "2025-03-10", accepts=False, reason="暂缓")]
    helped = [*refused, by("tripartite", "accept_mediation", "2025-03-13")]
    assert played(helped, on="2025-03-13").standing.state is State.IN_MEDIATION
    for kind in ("propose", "meet", "sign", "respond"):
        tried = by("tripartite", kind, "2025-03-13", table=TABLE, accepts=True)
        assert codes(played([*refused, tried])) == [(6, "act.not_your_part")]
