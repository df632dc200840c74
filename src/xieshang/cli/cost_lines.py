"""The answer of ``xieshang cost`` in words: amounts in yuan, the cells as a table, the scenario apart from what must be paid."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xieshang.cli.columns import aligned
from xieshang.core.money import yuan_text
from xieshang.core.skills import level_title
from xieshang.core.wage_table import Form
from xieshang.documents.messages import _
from xieshang.documents.sentences.form import N_
from xieshang.documents.terms import FORM_TITLES, TRUST_TITLES
from xieshang.engine.headroom import Bearing

__all__ = ["RATIO_TITLES", "lines_of"]

_MOST_CELLS = 20
_MOST_WARNINGS = 10
_MOST_PLACES = 3
RATIO_TITLES = {
    "profit_to_labour_cost": N_("人工成本利润率"),
    "labour_cost_to_value_added": N_("劳动分配率"),
    "labour_cost_to_revenue": N_("人事费用率"),
    "labour_cost_to_total_cost": N_("人工成本比重"),
}
_BEARING_TITLES = {
    Bearing.ALREADY_OVER: N_("涨薪之前已无余力"),
    Bearing.PUSHED_OVER: N_("涨薪后超出余力"),
    Bearing.BEARS: N_("能承受"),
    Bearing.UNKNOWN: N_("账目不明"),
}
_NOTES = {"not_covered": N_("没有标准"), "no_workers": N_("没有职工"), "another_row_holds": N_("另一行较高")}


def lines_of(content: Mapping[str, Any]) -> Iterator[str]:
    """Say the answer in words."""
    yield from _head(content)
    yield from _left_out(content)
    yield ""
    yield from _cells(content["by_cell"], Form(content["form"]))
    if content["by_enterprise"]:
        yield ""
        yield from _enterprises(content["by_enterprise"])
    yield ""
    yield from _ladder(content)
    if content["thresholds"]:
        yield from _bearing(content)
    yield from _basis(content)
    warnings = content["warnings"]
    yield from (f"{_('提示')}  {warning['message']}" for warning in warnings[:_MOST_WARNINGS])
    if len(warnings) > _MOST_WARNINGS:
        yield _("另有 {count} 条提示，用 --json 查看").format(count=len(warnings) - _MOST_WARNINGS)


def _percent(value: float | None) -> str:
    return "—" if value is None else f"{100 * value:.1f} %"


def _amount(fen: int | None) -> str:
    return "—" if fen is None else yuan_text(fen)


def _head(content: Mapping[str, Any]) -> Iterator[str]:
    months = "、".join(content["months"])
    title = _(FORM_TITLES[Form(content["form"])])
    yield _("{title}  {months}  职工 {workers:,} 人，有标准 {covered:,} 人，没有标准 {not_covered:,} 人").format(
        title=title, **{**content, "months": months}
    )
    if content["monthly_cost_fen"] is None:
        return
    if not content["covered"]:
        yield _("没有职工适用这张表，因此没有可测算的成本")
        return
    yield _(
        "低于标准 {affected:,} 人（{share}）；补足每月 {monthly} 元，每年 {annual} 元，占工资总额 {part}，人均 {mean} 元"
    ).format(
        affected=content["affected"],
        share=_percent(content["bite"]["affected_share"]),
        monthly=_amount(content["monthly_cost_fen"]),
        annual=_amount(content["annual_cost_fen"]),
        part=_percent(content["cost_share_of_wage_bill"]),
        mean=_amount(content["mean_raise_fen"]),
    )
    if content["on_cost_fen"] is not None:
        yield _("另加企业缴费每月 {on_cost} 元").format(on_cost=_amount(content["on_cost_fen"]))
    if content["net_of_allowance"]:
        yield _("扣除技能津贴后低于最低工资标准 {below:,} 人").format(**content["net_of_allowance"])


def _left_out(content: Mapping[str, Any]) -> Iterator[str]:
    reasons = {
        "under_half_attendance": _("出勤不足一半 {count:,} 人"),
        "hours_unknown": _("非全日制而工时不明 {count:,} 人"),
        "other_employment": _("用工形式不适用 {count:,} 人"),
    }
    told = [text.format(count=content["left_out"][name]) for name, text in reasons.items() if content["left_out"][name]]
    if told:
        yield _("未计入：{reasons}").format(reasons="，".join(told))


def _cells(entries: Sequence[Mapping[str, Any]], form: Form) -> Iterator[str]:
    """Give the cells as a table, the costliest first."""
    order = sorted(entries, key=lambda entry: (entry["note"] is not None, -(entry["monthly_cost_fen"] or 0)))
    unit = _("元/小时") if form is Form.HOURLY_FLOOR else _("元/月")
    head = [
        _("类别"),
        _("职业"),
        _("等级"),
        _("职工"),
        _("标准 {unit}").format(unit=unit),
        _("中位数"),
        _("低于标准"),
        _("每月补足 元"),
        "",
    ]
    rows = [_cell(entry) for entry in order[:_MOST_CELLS]]
    if rows:
        yield from aligned([head, *rows], 3)
    if len(entries) > _MOST_CELLS:
        yield _("另有 {count:,} 格，用 --out 写成表格，或用 --json 查看").format(count=len(entries) - _MOST_CELLS)


def _cell(entry: Mapping[str, Any]) -> list[str]:
    note = _("不公布") if entry["withheld_because"] else _(_NOTES[entry["note"]]) if entry["note"] else ""
    is_costed = entry["note"] is None and not entry["withheld_because"]
    level = level_title(entry["level"]) if entry["level"] or entry["row"] else _("等级不明")
    return [
        entry["category"] or "—",
        entry["occupation"] or _("任何职业"),
        level,
        "—" if entry["workers"] is None else f"{entry['workers']:,}",
        _amount(entry["floor_fen"]),
        _amount(entry.get("median_fen")),
        f"{entry['affected']:,}" if is_costed else "—",
        _amount(entry["monthly_cost_fen"]) if is_costed else "—",
        note,
    ]


def _enterprises(entries: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    head = [_("企业"), _("承受"), _("职工"), _("低于标准"), _("每月补足 元"), _("占工资总额"), _("每月余力 元")]
    rows = [
        [
            entry["enterprise"],
            _(_BEARING_TITLES[Bearing(entry["bearing"])]),
            f"{entry['workers']:,}",
            f"{entry['affected']:,}",
            _amount(entry["monthly_cost_fen"]),
            _percent(entry["cost_share_of_wage_bill"]),
            _amount(entry["headroom_fen"]),
        ]
        for entry in entries
    ]
    yield from aligned([head, *rows], 2)


def _ladder(content: Mapping[str, Any]) -> Iterator[str]:
    if content["monthly_cost_fen"] is None or not content["covered"]:
        return
    yield _("施行后恰在标准上 {count:,} 人（{share}）；新造成的等级倒挂 {pairs:,} 对").format(
        count=content["ladder"]["at_floor"],
        share=_percent(content["ladder"]["at_floor_share"]),
        pairs=content["ladder"]["inversions_created"],
    )
    yield _("情景，不是必付：若略高于标准者也相应上调，每月 {low} 至 {high} 元").format(
        low=_amount(content["spill_over"]["low_fen"]), high=_amount(content["spill_over"]["high_fen"])
    )


def _bearing(content: Mapping[str, Any]) -> Iterator[str]:
    counted = content["bearing"]
    head = [_("承受能力"), _("企业"), _("职工")]
    rows = [[_(_BEARING_TITLES[group]), f"{counted[group]:,}", f"{counted['workers'][group]:,}"] for group in Bearing]
    yield ""
    yield from aligned([head, *rows], 1)
    shares = counted["bears_share"]
    yield _("能判断的企业中能承受的占 {enterprises}，按职工计占 {workers}").format(
        enterprises=_percent(shares["enterprises"]), workers=_percent(shares["workers"])
    )
    for name, limit in content["thresholds"].items():
        if limit["value"] is None:
            continue
        of = _("{count} 家企业的 P{percent:g}").format(count=limit["enterprises"], percent=100 * (limit["quantile"] or 0))
        origin = _("双方约定") if limit["stated"] else of
        value = _percent(limit["value"])
        yield _("界限  {ratio} {value}（{origin}）").format(ratio=_(RATIO_TITLES[name]), value=value, origin=origin)


def _basis(content: Mapping[str, Any]) -> Iterator[str]:
    """Say of a provisional reading of the law that it is one."""
    for value, mode in (("gross", _("含个人缴费（应发）")), ("net", _("扣除个人缴费后"))):
        entries = [entry for entry in content["si_mode"] if entry["value"] == value]
        places = sorted({entry["place"] for entry in entries if entry["trust"] == "provisional"})
        if places:
            rest = _("等 {count} 地").format(count=len(places)) if len(places) > _MOST_PLACES else ""
            named = "、".join(places[:_MOST_PLACES]) + rest
            yield _("{trust}  {places} 按{mode}比较工资").format(trust=_(TRUST_TITLES["provisional"]), places=named, mode=mode)
