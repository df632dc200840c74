"""A cell changed at the desk with 200,000 pay rows behind the released curve: from the request to the answer of the page.

``python -m bench.desk [ROWS]`` prints how long the release took, and p50 and p95 of a recosted change, of a saved draft and of the
whole page, through Django's test client on a SQLite file of its own; the exit is 1 where the bar of the change does not hold.
"""

import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

import numpy as np

ROWS, ENTERPRISES, CHANGES = 200_000, 400, 200
BAR_MS = 80
_AS_A_BROWSER = "application/x-www-form-urlencoded"
_FOLDER = tempfile.TemporaryDirectory(prefix="xieshang-bench-")
os.environ |= {
    "DATA": _FOLDER.name,
    "DJANGO_SETTINGS_MODULE": "xieshang.web.project.settings",
    "XIESHANG_TODAY": "2026-04-16",
    "ALLOWED_HOSTS": "testserver",
}

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django_scopes import scopes_disabled  # noqa: E402

from xieshang.core.parties import Role  # noqa: E402
from xieshang.engine.pay_rows import AMOUNT_COLUMNS, Coded, PayRows, month_number  # noqa: E402
from xieshang.engine.row_store import store_rows  # noqa: E402
from xieshang.web.accounts.models import Mandate, Organisation, Person  # noqa: E402
from xieshang.web.rounds.models import PayUpload, Round  # noqa: E402
from xieshang.web.rounds.services import Seat, append, open_round  # noqa: E402
from xieshang.web.rounds.uploads.services import rows_path  # noqa: E402
from xieshang.web.shared import clock  # noqa: E402

NUMBER, CATEGORY, LEVELS = "130123-2026-01", "重要类", range(2, 7)
TRADES = [f"6-18-{1 + number // 10:02d}-{1 + number % 10:02d}" for number in range(30)]
TEAM = [{"name": f"示范{at}", "id": f"示范{at}", "chief": at == 0} for at in range(3)]


def pay_rows(chance: np.random.Generator, count: int, enterprise: str) -> PayRows:
    """Make the rows of one enterprise."""
    trade, level = chance.integers(0, len(TRADES), count), chance.integers(2, 7, count)
    wages = (300_000 + 45_000 * level + 4_000 * trade) * np.exp(chance.normal(0, 0.2, count))
    nothing, first = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int32)
    days = np.full(count, 2175, dtype=np.int32)
    return PayRows(
        person=Coded(np.arange(count, dtype=np.int32), [f"{enterprise}-{number}" for number in range(count)]),
        enterprise=Coded(first, [enterprise]),
        place=Coded(first, ["130123"]),
        industry=Coded(first, ["C33"]),
        occupation=Coded(trade.astype(np.int32), TRADES),
        category=Coded(first, [CATEGORY]),
        level=level.astype(np.int8),
        month=np.full(count, month_number("2026-03"), dtype=np.int32),
        payable_days=days,
        paid_days=days,
        amounts=dict.fromkeys(AMOUNT_COLUMNS, nothing) | {"basic_fen": wages.astype(np.int64)},
    )


def table(percent: int) -> dict[str, Any]:
    """Give a table of all trades and levels."""
    amounts = {(trade, level): 2_600 + 400 * level + 20 * at for at, trade in enumerate(TRADES) for level in LEVELS}
    rows = [
        {
            "id": f"{trade}/{level}",
            "category": CATEGORY,
            "occupation": trade,
            "level": level,
            "amount_fen": yuan * percent // 1000 * 1000,
        }
        for (trade, level), yuan in amounts.items()
    ]
    return {"form": "monthly_floor", "rows": rows}


def staged(rows: int) -> tuple[Round, Person]:
    """Set up the two sides, the enterprises with their rows, and both sides' proposals."""
    organisations = {role: Organisation.objects.create(kind=kind, name=kind, place="130123") for role, kind in _SIDES.items()}
    people = {role: Person.objects.create_user(role.value, password="long enough to try", name=role.value) for role in _SIDES}
    for role, person in people.items():
        Mandate.objects.create(person=person, organisation=organisations[role], from_on=date(2025, 1, 1))
    firms = [
        Organisation.objects.create(kind="enterprise", name=f"示范企业{number:03d}", code=f"示范企业{number:03d}", place="130123")
        for number in range(ENTERPRISES)
    ]
    parties = {role: [organisation] for role, organisation in organisations.items()} | {Role.ENTERPRISE: firms}
    bargaining = open_round(NUMBER, "示范", "130123", "industry", "C33", parties)
    for role, act in _acts():
        bargaining.refresh_from_db()
        seat, seen = Seat(role, organisations[role]), bargaining.acts_count
        append(bargaining, {**act, "on": "2026-04-10"}, seat, people[role], acts_seen=seen, form_key=f"act-{seen}")
    chance = np.random.default_rng(1)
    for number, firm in enumerate(firms):
        upload = PayUpload.objects.create(
            owner=firm,
            bargaining=bargaining,
            state="stored",
            file_name="rows",
            size=1,
            digest="0" * 64,
            uploaded_by=people[Role.WORKERS],
            created_at=clock.now(),
            form_key=f"upload-{number}",
        )
        upload.rows_digest = store_rows(rows_path(upload), pay_rows(chance, rows // ENTERPRISES, str(firm.code)))
        upload.save()
    return bargaining, people[Role.WORKERS]


_SIDES = {Role.WORKERS: "union", Role.EMPLOYERS: "association"}


def _acts() -> list[tuple[Role, dict[str, Any]]]:
    """Give the acts up to the second proposal of each side."""
    sides = (Role.WORKERS, Role.EMPLOYERS)
    named = [
        (side, {"kind": "name_representatives", "members": [{**each, "id": f"{side}{each['id']}"} for each in TEAM]})
        for side in sides
    ]
    offer = {"kind": "offer", "received_on": "2026-04-10", "subjects": ["月最低工资"], "place": "示范", "time": "2026-04-20"}
    served = [
        (side, {"kind": "propose", "table": table(percent)}) for side, percent in zip(sides * 2, (130, 105, 120, 110), strict=True)
    ]
    return [*named, (Role.WORKERS, offer), (Role.EMPLOYERS, {"kind": "respond", "accepts": True}), *served]


def timed(repeats: int, ask: Callable[[int], Any], status: int) -> tuple[float, float, float]:
    """Give p50 and p95 of some requests in milliseconds, and p50 of the time that this process itself worked."""
    took, worked = [], []
    for number in range(repeats):
        start, own = time.perf_counter(), time.process_time()
        answer = ask(number)
        took.append(1000 * (time.perf_counter() - start))
        worked.append(1000 * (time.process_time() - own))
        assert answer.status_code == status, answer.status_code
    took.sort()
    return took[len(took) // 2], took[int(len(took) * 0.95)], sorted(worked)[len(worked) // 2]


def main(rows: int = ROWS) -> bool:
    """Measure, print, and say whether the bar holds."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    with scopes_disabled():
        _, person = staged(rows)
    browser, desk = Client(), f"/rounds/{NUMBER}/desk/"
    browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    start = time.perf_counter()
    assert browser.post(f"{desk}release/", {"form_key": "bench"}).status_code == 302
    print(f"desk: {rows:,} rows of {ENTERPRISES} enterprises released in {time.perf_counter() - start:.1f} s")
    lines = [{"category": CATEGORY, "occupation": trade, "label": None, "taken": {}} for trade in TRADES]
    amounts = {(row["occupation"], row["level"]): row["amount_fen"] for row in table(115)["rows"]}
    for line in lines:
        line["taken"] = {str(level): amounts[line["occupation"], level] for level in LEVELS}
    chance = random.Random(1)

    def form(number: int) -> dict[str, str]:
        changed, level = chance.randrange(len(TRADES)), chance.choice(list(LEVELS))
        cells = {f"c-{at}-{each}": str(amounts[trade, each] // 100) for at, trade in enumerate(TRADES) for each in LEVELS}
        name = f"c-{changed}-{level}"
        cells[name] = str(int(cells[name]) + 10 * chance.randint(1, 3))
        fixed = {"levels": "2,3,4,5,6", "lines": json.dumps(lines), "changed": name, "at": name, "version": str(number)}
        return {**fixed, **cells}

    def sent(page: str, number: int) -> Any:
        return browser.post(f"{desk}{page}/", urlencode(form(number)), _AS_A_BROWSER, HTTP_HX_REQUEST="true")

    change = timed(CHANGES, lambda number: sent("cost", number), 200)
    draft = timed(CHANGES // 4, lambda number: sent("draft", number), 200)
    page = timed(CHANGES // 4, lambda number: browser.get(desk), 200)
    size = len(browser.get(desk).content)
    print(f"desk: {len(TRADES) * len(LEVELS)} cells (bar: a changed cell p95 {BAR_MS} ms)")
    for name, (middle, high, own) in (("a changed cell", change), ("a saved draft", draft), ("the page", page)):
        print(f"desk: {name}: p50 {middle:.0f} ms, p95 {high:.0f} ms, of which this process {own:.0f} ms")
    print(f"desk: the page has {size:,} bytes")
    return change[1] <= BAR_MS


if __name__ == "__main__":
    sys.exit(not main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS))
