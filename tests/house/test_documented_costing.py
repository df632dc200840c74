"""The tables of docs/algorithms/costing.md are executed."""

from fractions import Fraction
from pathlib import Path

import numpy as np
from cost_cases import built, paid
from pay_cases import row

from xieshang.core.money import fen_of_yuan
from xieshang.core.wage_table import Form
from xieshang.engine.accounts import Accounts
from xieshang.engine.headroom import RATIOS, Threshold, bearing, headroom
from xieshang.engine.on_costs import Contribution, on_cost
from xieshang.engine.spill_over import spill_over_fen

TEXT = (Path(__file__).parent.parent.parent / "docs" / "algorithms" / "costing.md").read_text("utf-8")


def table(heading: str) -> list[list[str]]:
    _, after = TEXT.split(f"\n{heading}\n")
    lines = after.split("\n\n")[0].splitlines()[1:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_line_of_the_costs_is_what_the_program_answers() -> None:
    lines = table("| form | employment | paid / payable | wage | allowance | floor | compared | affected | cost |")
    assert len(lines) == 14
    for form, employment, days, wage, allowance, floor, compared, affected, cost in lines:
        on, _, payable = days.partition(" / ")
        hours = days.removesuffix(" h") if days.endswith(" h") else ""
        times = {"paid_days": on, "payable_days": payable} if payable else {"hours": hours}
        basic = fen_of_yuan(wage) - fen_of_yuan(allowance)
        worker = paid(basic, employment=employment, skill_allowance_fen=fen_of_yuan(allowance), **times)
        costing = built([worker], Form(form))
        told = costing.cost([row(fen_of_yuan(floor))])
        if compared == "left out":
            assert len(costing.employments) == 0
        else:
            assert costing.employments.rate_fen.tolist() == [fen_of_yuan(compared)]
            assert (told.affected, told.monthly_fen) == (int(affected), fen_of_yuan(cost))


def test_every_line_of_the_contributions_is_what_the_program_answers() -> None:
    lines = table("| wage | floor | beside |")
    assert len(lines) == 3
    items = [Contribution("示范", Fraction("0.27"), 392_000)]
    for wage, floor, beside in lines:
        costing = built([paid(fen_of_yuan(wage))])
        floors = costing.cost([row(fen_of_yuan(floor))]).floors.floors_fen
        extra = on_cost(costing.employments, floors, np.zeros(1, dtype=np.int64), lambda place: items)
        assert extra.monthly_fen == fen_of_yuan(beside)


def test_every_line_of_the_groups_is_what_the_program_answers() -> None:
    lines = table("| L | S | VA | P | raise | headroom | group |")
    assert len(lines) == 7
    limits = dict(zip(RATIOS, map(Threshold, (Fraction("0.05"), Fraction("0.6"), Fraction("0.25"))), strict=False))
    names = ("labour_cost_fen", "revenue_fen", "value_added_fen", "profit_fen")
    for *amounts, raised, expected, group in lines:
        sums = {name: fen_of_yuan(amount) for name, amount in zip(names, amounts, strict=True) if amount != "—"}
        room = headroom(Accounts("示范企业01", (2025,) if len(sums) == 4 else (), sums), limits)
        assert (None if room is None else int(room)) == (None if expected == "—" else fen_of_yuan(expected))
        assert bearing(Fraction(fen_of_yuan(raised)), room).value == group


def test_every_line_of_the_spill_over_is_what_the_program_answers() -> None:
    lines = table("| level | wage | must | with spill-over |")
    assert len(lines) == 5
    rows = [row(300_000, 4, "1"), row(310_000, 5, "2")]
    for level, wage, must, beyond in lines:
        costing = built([paid(fen_of_yuan(wage), level=level)])
        cost = costing.cost(rows)
        assert cost.monthly_fen == fen_of_yuan(must)
        assert spill_over_fen(costing.employments, rows, cost.floors, cost.by_cell) == fen_of_yuan(beyond)
