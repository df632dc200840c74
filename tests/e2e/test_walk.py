"""Three people and two enterprises carry one round of 正定县 in Chromium from its first act to the payroll check.

What is asserted is what they would look for; the pictures are kept in ``build/walk``.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from xieshang.engine.exports import write_table
from xieshang.web.project.demonstration.payrolls import payrolls

NUMBER = "130123-2026-88"
TODAY = "2026-04-16"
FIRMS = tuple(f"示范企业{number:02d}" for number in range(1, 6))
WORKERS = ("王志强", "刘桂兰", "张建军")
EMPLOYERS = ("马国栋", "陈立新", "韩文斌")
TRADES = (("6-18-01-01", "重要类"), ("6-18-02-04", "关键类"))
ASKED = ((3300, 3650, 4000, 4500, 5000), (3900, 4250, 4600, 5100, 5700))
OFFERED = ((2900, 3200, 3500, 3900, 4300), (3600, 3900, 4200, 4600, 5100))
SLOW = 60_000

Act = Callable[..., None]


def act(page: Page, kind: str, role: str, **fields: str) -> None:
    """Fill the form of an act and send it; ``yes`` ticks a box or chooses that answer."""
    page.goto(f"/rounds/{NUMBER}/acts/{kind}/?as={role}")
    for name, value in fields.items():
        field = page.locator(f"[name='{name.replace('__', '-')}']")
        kind_of = field.first.get_attribute("type")
        if kind_of == "radio":
            page.check(f"[name='{name}'][value='{value}']")
        elif kind_of == "checkbox":
            field.check()
        elif field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.click(".act-send button")
    page.wait_for_url(f"**/rounds/{NUMBER}/")


def members(names: tuple[str, ...]) -> dict[str, str]:
    return {f"members__{row}__name": name for row, name in enumerate(names)} | {"members__0__chief": "yes"}


def open_round(union: Page) -> None:
    union.goto("/rounds/new/")
    union.fill("#f-title", "正定县刃模具行业 走查")
    union.fill("#f-place", "130123")
    union.fill("#f-industry", "C35")
    union.fill("#f-number", NUMBER)
    parts = {
        "正定县总工会（示范）": "workers",
        "正定县企业联合会（示范）": "employers",
        "正定县人力资源和社会保障局（示范）": "bureau",
        "正定县行业职工代表大会（示范）": "congress",
        **dict.fromkeys(FIRMS, "enterprise"),
    }
    for name, part in parts.items():
        union.locator("label.choice", has_text=name).locator(f"[name='part-{part}']").check()
    union.click(".act-send button")
    union.wait_for_url(f"**/rounds/{NUMBER}/")


def bring_in(page: Page, path: Path, firm: str) -> str:
    """Send a payroll for the round and answer what its headings mean; give the page of the upload."""
    page.goto("/uploads/")
    owner = page.locator("#up-owner")
    if owner.count():
        owner.select_option(label=firm)
    choice = page.locator("#up-round option", has_text="走查")
    page.locator("#up-round").select_option(choice.get_attribute("value"))
    page.set_input_files("#up-file", path)
    page.click("main .btn-primary")
    page.wait_for_url(re.compile(r"/uploads/\d+/$"))
    return page.url


def match(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="照此核对").or_(page.get_by_role("link", name="对列名")).first.wait_for(timeout=SLOW)
    if not page.get_by_role("button", name="照此核对").count():
        page.get_by_role("link", name="对列名").click()
    page.get_by_role("button", name="照此核对").click()


def lay_table(page: Page, amounts: tuple[tuple[int, ...], ...]) -> None:
    """Type a wage table into the desk, a cell after the other."""
    cells = page.locator("#matrix input")
    for cell, amount in zip(cells.all(), (amount for row in amounts for amount in row), strict=True):
        cell.fill(str(amount))


def serve(page: Page) -> None:
    page.click("#serve")
    page.get_by_role("button", name="确定送达").click()
    page.wait_for_url(re.compile(rf"/rounds/{NUMBER}/"))


@pytest.mark.browser
@pytest.mark.fonts
def test_three_people_carry_a_round_from_its_first_act_to_the_payroll_check(
    visit: Callable[..., Page], picture: Callable[[Page, str], None], tmp_path: Path
) -> None:
    union, employers, bureau = visit("union"), visit("employers"), visit("bureau")
    firm, accountant = visit("enterprise"), visit("enterprise2")
    picture(union, "01-home")

    open_round(union)
    act(union, "name_representatives", "workers", **members(WORKERS))
    act(union, "publish_representatives", "workers")
    act(employers, "name_representatives", "employers", **members(EMPLOYERS))
    act(employers, "publish_representatives", "employers")
    act(union, "offer", "workers", received_on=TODAY, subjects="月最低工资", place="县总工会", time=f"{TODAY}T14:00")
    employers.goto(f"/rounds/{NUMBER}/")
    expect(employers.locator("main")).to_contain_text("《集体合同规定》")
    expect(employers.locator(".xs-acts [aria-disabled='true']").first).to_be_visible()
    picture(employers, "02-round")
    act(employers, "respond", "employers", accepts="true")
    act(union, "disclose", "workers")
    act(employers, "disclose", "employers")
    act(union, "appoint_recorder", "workers", neutral="true")
    act(union, "meet", "workers", session="1")

    sample = payrolls()
    files = {name: tmp_path / f"{name}.csv" for name in FIRMS}
    for name, path in files.items():
        write_table(path, sample[name])
    broken = tmp_path / "broken.csv"
    broken.write_bytes(files[FIRMS[0]].read_bytes().replace(b",130123,", b",139999,", 1))
    match(firm, bring_in(firm, broken, FIRMS[0]))
    expect(firm.locator("main")).to_contain_text("没有这个地区代码", timeout=SLOW)
    picture(firm, "03-refused-rows")
    uploads = [(firm, bring_in(firm, files[FIRMS[0]], FIRMS[0]))]
    uploads += [(accountant, bring_in(accountant, files[name], name)) for name in FIRMS[1:]]
    for page, address in uploads:
        match(page, address)
    for page, address in uploads:
        page.goto(address)
        expect(page.locator("main .xs-chip.done").first).to_be_visible(timeout=SLOW)
    picture(firm, "04-upload")

    union.goto(f"/rounds/{NUMBER}/desk/")
    union.get_by_role("button", name="公布曲线").click()
    for number, (trade, category) in enumerate(TRADES, 1):
        union.goto(f"/rounds/{NUMBER}/desk/")
        if not union.locator("#trade").is_visible():
            union.get_by_text("行和列：加职业").click()
        union.fill("#trade", trade)
        union.locator("#category").select_option(label=category)
        union.get_by_role("button", name="加上这一行").click()
        expect(union.locator("#matrix input")).to_have_count(number * len(ASKED[0]), timeout=SLOW)
    lay_table(union, ASKED)
    expect(union.locator("#cost-panel")).to_contain_text(re.compile(r"刚改|比我方|逐级"), timeout=SLOW)
    union.wait_for_timeout(1_500)
    union.get_by_text("期限与备注").click()
    union.fill("#term-from", "2026-01-01")
    union.fill("#term-to", "2026-12-31")
    union.get_by_text("期限与备注").click()
    picture(union, "05-desk-union")
    first = union.locator("#matrix input").first
    first.fill("2380")
    expect(union.locator("#matrix")).to_contain_text("2,380", timeout=SLOW)
    first.fill(str(ASKED[0][0]))
    union.wait_for_timeout(600)
    serve(union)

    employers.goto(f"/rounds/{NUMBER}/desk/")
    lay_table(employers, OFFERED)
    employers.wait_for_timeout(600)
    picture(employers, "06-desk-employers")
    serve(employers)
    act(union, "meet", "workers", session="2")
    act(firm, "object", "enterprise", text="焊工的标准请推迟一季。")
    act(union, "initial_draft", "workers")
    act(employers, "initial_draft", "employers")
    act(union, "vote", "congress", due="30", present="24", yes="20", no="4", abstain="0")
    union.goto(f"/rounds/{NUMBER}/acts/sign/?as=workers")
    expect(union.locator("main")).to_contain_text("尚未答复")
    act(union, "answer_objection", "workers", number="1", text="期限已经商定，不再推迟。")
    act(union, "sign", "workers")
    act(employers, "sign", "employers")
    act(employers, "file", "employers")
    act(bureau, "receive", "bureau")
    act(bureau, "opine", "bureau", objection="false", served_on=TODAY)
    act(union, "publish", "workers")
    act(employers, "publish", "employers")
    bureau.goto(f"/rounds/{NUMBER}/")
    expect(bureau.locator("main")).to_contain_text("履行中")
    picture(bureau, "07-in-force")

    union.goto(f"/rounds/{NUMBER}/contract/")
    expect(union.locator("main")).to_contain_text("4,300")
    picture(union, "08-contract")
    for ending, start in ((".pdf", b"%PDF"), (".docx", b"PK"), (".json", b"{")):
        assert union.request.get(f"/rounds/{NUMBER}/contract{ending}").body().startswith(start)
    content = json.loads(union.request.get(f"/rounds/{NUMBER}/contract.json").body())
    assert sorted(row["amount_fen"] for row in content["tables"][0]["rows"]) == sorted(a * 100 for row in OFFERED for a in row)

    nobody = visit(None, width=390, height=844)
    nobody.goto(f"/register/{NUMBER}/")
    expect(nobody.locator("main")).to_contain_text("刃模具")
    picture(nobody, "09-register")
    nobody.goto("/lookup/")
    picture(nobody, "10-lookup")

    firm.goto("/audits/")
    firm.locator("#au-upload").select_option(index=0)
    firm.get_by_role("button", name="核查", exact=True).click()
    firm.wait_for_url(re.compile(r"/audits/\d+/"))
    expect(firm.locator("main .xs-chip.done").first).to_be_visible(timeout=SLOW)
    expect(firm.locator("main")).to_contain_text("可比工资", timeout=SLOW)
    picture(firm, "11-audit")
