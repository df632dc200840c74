"""One contract with everything a contract can say, and the names of its codes.  Every party is invented."""

from dataclasses import replace
from datetime import date

from xieshang.core.contract import Binding, Category, Clause, Confirmation, Contract, Parties, Party, Scope, Term
from xieshang.core.money import Rounding
from xieshang.core.skills import Level
from xieshang.core.wage_table import Area, Form, WageRow, WageTable

NAMES = {"130123": "正定县", "130102": "长安区", "C33": "金属制品业", "6-18-01-01": "车工", "6-18-02-04": "焊工"}

MONTHLY = WageTable(
    Form.MONTHLY_FLOOR,
    (
        WageRow("R-1", 258_000, "基础类", "6-18-01-01", Level.JUNIOR, "3"),
        WageRow("R-2", 276_050, "基础类", "6-18-01-01", Level.INTERMEDIATE, "3", label="数控车工"),
        WageRow("R-3", 360_000, "关键类", "6-18-02-04", None, None),
    ),
)
HOURLY = WageTable(Form.HOURLY_FLOOR, (WageRow("H-1", 2_450),), Area("一类区", ("130102",)))
ALLOWANCE = WageTable(Form.SKILL_ALLOWANCE, (WageRow("A-1", 30_000, level=Level.TECHNICIAN),))
PIECE = WageTable(Form.PIECE_PRICE, (WageRow("P-1", 5, label="锻打", unit="元/件"), WageRow("P-2", 1_234, label="装柄")))
SENIORITY = WageTable(Form.SENIORITY_ALLOWANCE, (WageRow("S-1", 2_000, cap_years=10),))
FULL = Contract(
    id="示范-2026-1",
    title="正定县示范行业工资专项集体合同",
    scope=Scope(
        ("130123", "130200"),
        ("C33",),
        None,
        Binding.SIGNATORY,
        (Confirmation("示范企业01", date(2026, 1, 2)), Confirmation("A&B<某>公司")),
    ),
    parties=Parties(Party("示范行业工会联合会", "示范-01"), Party("示范行业协会")),
    term=Term(date(2026, 1, 15), date(2027, 1, 14)),
    known_on=date(2026, 1, 15),
    rounding=Rounding.UP_TO_10_YUAN,
    categories=(Category("基础类", entry_level=2, definition="单一技能"), Category("主力岗", "重要类")),
    tables=(MONTHLY, HOURLY, ALLOWANCE, PIECE, SENIORITY),
    clauses=(Clause("3", "最低工资", "不低于表一所列标准。\n计件工资同样适用。"), Clause("附则", None, None)),
    history=({"on": "2025-12-20", "what": "签订", "digest": None},),
)
DRAFT = Contract("草-1")


def with_amount(contract: Contract, row_id: str, amount_fen: int) -> Contract:
    """Give the contract with the amount of one row changed."""

    def changed(row: WageRow) -> WageRow:
        return replace(row, amount_fen=amount_fen) if row.id == row_id else row

    return replace(contract, tables=tuple(replace(table, rows=tuple(map(changed, table.rows))) for table in contract.tables))
