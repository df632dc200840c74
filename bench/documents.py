"""A contract of 400 rows written as PDF and as Word and read back from both, in one process and cold from the command line.

``python -m bench.documents [ROWS]`` prints medians over contracts that were not seen before: nothing kept of the last one helps.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from xieshang.core.contract import Clause, Contract, Parties, Party, Scope, Term, contract_content
from xieshang.core.skills import Level
from xieshang.core.wage_table import Form, WageRow, WageTable
from xieshang.documents.comparison import compare
from xieshang.documents.reading import printed_in
from xieshang.documents.typesetting import contract_pdf
from xieshang.documents.word import contract_docx
from xieshang.law import code_book

ROWS = 400
REPEATS = 5
BAR_S = 0.5
CATEGORIES = ("基础类", "重要类", "关键类", "核心类")


def contract(rows: int, number: int) -> Contract:
    """Make a contract with every column in use; another ``number`` has other ids and other amounts."""
    occupations = sorted(code_book().occupations)
    table = WageTable(
        Form.MONTHLY_FLOOR,
        tuple(
            WageRow(
                f"R{number}-{row}",
                250_000 + 100 * row + 50_000 * number,
                CATEGORIES[row % 4],
                occupations[row % len(occupations)],
                Level(2 + row % 5),
                "3",
                None if row % 2 else "数控车工",
            )
            for row in range(rows)
        ),
    )
    return Contract(
        f"示范-{number}",
        "示范行业技能人才最低工资专项集体合同",
        scope=Scope(("130123",), ("C33", "C34")),
        parties=Parties(Party("示范行业工会联合会"), Party("示范行业协会")),
        term=Term(date(2026, 1, 15), date(2027, 1, 14)),
        known_on=date(2026, 1, 15),
        tables=(table,),
        clauses=(Clause("3", "最低工资", "职工在法定工作时间内提供正常劳动的，月工资不低于表一所列标准。"),),
    )


def seconds(work: Callable[[int], object]) -> tuple[float, float]:
    """Give the median time of the work by the clock and of the processor, after one contract that is not counted."""
    clock, processor = [], []
    for number in range(REPEATS + 1):
        start, used = time.perf_counter(), time.process_time()
        work(number)
        clock.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
    return median(clock[1:]), median(processor[1:])


def cold(rows: int, form: str) -> float:
    """Give the time of the whole command in a process of its own."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "contract.json"
        path.write_text(json.dumps(contract_content(contract(rows, 99)), ensure_ascii=False), "utf-8")
        call = [sys.executable, "-m", "xieshang", "contract", "render", str(path), f"--{form}", str(path.with_suffix("." + form))]
        start = time.perf_counter()
        subprocess.run(call, check=True, capture_output=True)
        return time.perf_counter() - start


def main(rows: int) -> None:
    """Measure both forms and print the figures."""
    codes = code_book()
    names = {**codes.places, **codes.industries, **codes.middle_classes, **codes.occupations}
    made = [contract(rows, number) for number in range(REPEATS + 1)]
    for form, write in (("pdf", contract_pdf), ("docx", contract_docx)):
        files: dict[int, bytes] = {}

        def written(number: int, write: Callable[..., bytes] = write, files: dict[int, bytes] = files) -> None:
            files[number] = write(made[number], names)

        def verified(number: int, files: dict[int, bytes] = files) -> None:
            assert compare(printed_in(files[number]), made[number], names).is_equal

        clock, processor = seconds(written)
        held = "held" if clock <= BAR_S else "held by the processor's time alone" if processor <= BAR_S else "NOT held"
        size = f"{rows} rows, {len(files[0]) // 1000} kB"
        print(f"{form}: {size}, written in {clock:.2f} s, processor {processor:.2f} s (bar {BAR_S} s {held})")
        print(f"  verified in {seconds(verified)[0]:.2f} s; written cold, by a command of its own, in {cold(rows, form):.2f} s")
    another = contract_pdf(replace(made[0]), names)
    print(f"the same bytes on another run: {another == contract_pdf(made[0], names)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
