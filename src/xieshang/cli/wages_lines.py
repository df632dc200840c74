"""The answers of ``xieshang wages`` in words: amounts in yuan, cells as a table, the source beside what wider cells gave."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xieshang.cli.columns import aligned
from xieshang.core.money import yuan_text
from xieshang.documents.messages import _
from xieshang.documents.sentences.form import N_
from xieshang.engine.survey.designs import Basis

__all__ = ["disclosed_lines", "level_lines"]

_MOST_CELLS = 40
BASIS_TITLES = {
    Basis.PRICE: N_("工资价位口径（含加班工资、奖金和津贴），不能与最低工资标准比较"),
    Basis.COMPARABLE: N_("可比工资口径（正常工作时间，不含加班和特殊津贴）"),
}
WITHHELD_TITLES = {
    "enterprises": N_("不足 5 家企业"),
    "workers": N_("不足 10 名职工"),
    "dominance": N_("一两家企业占得太多"),
    "enterprise_unknown": N_("企业不明"),
    "attribution": N_("分位值附近的职工出自不足 3 家企业"),
    "tail": N_("尾部人数太少"),
    "reliability": N_("误差超过 20 %"),
    "protection": N_("否则可由合计推算出别的格"),
    "earlier": N_("以前未公布"),
}
_STEP_TITLES = {
    "place": N_("不分地区"),
    "industry": N_("不分地区和行业"),
    "level": N_("合并相邻等级"),
    "occupation": N_("职业小类"),
}


def _amount(fen: float | None) -> str:
    return "—" if fen is None else yuan_text(round(fen))


def _label(label: Any) -> str:
    if label is None:
        return "—"
    return "/".join(map(str, label)) if isinstance(label, list) else str(label)


def level_lines(content: Mapping[str, Any]) -> Iterator[str]:
    """Say wage levels in words."""
    cells, by = content["cells"], list(content["cells"][0]["by"])
    drawn = _("放回抽样") if content["with_replacement"] else _("有限总体")
    yield _(BASIS_TITLES[Basis(content["basis"])])
    yield _("第一阶段 {units:,} 个单位，{strata:,} 层，{drawn}；单位：元").format(
        units=content["units"], strata=content["strata"], drawn=drawn
    )
    shares = [f"P{100 * quantile['p']:g}" for quantile in cells[0]["quantiles"]]
    heads = [*by, _("人数"), _("企业"), _("均值"), *shares, _("说明")]
    yield from aligned([heads, *(_level_row(cell) for cell in cells[:_MOST_CELLS])], len(by))
    if len(cells) > _MOST_CELLS:
        yield _("另有 {count} 格，用 --json 查看").format(count=len(cells) - _MOST_CELLS)
    yield from _marks(cells)
    yield from (f"{_('提示')}  {warning['message']}" for warning in content["warnings"])


def _level_row(cell: Mapping[str, Any]) -> list[str]:
    quantiles = [_quantile(quantile) for quantile in cell["quantiles"]]
    sources = {_source(quantile["source"]) for quantile in cell["quantiles"] if quantile["source"]}
    why = cell["withheld_because"]
    notes = [*([_(WITHHELD_TITLES[why])] if why else []), *sorted(sources)]
    n, enterprises = ("—" if cell[name] is None else f"{cell[name]:,}" for name in ("n", "enterprises"))
    return [*map(_label, cell["by"].values()), n, enterprises, _amount(cell["mean"]), *quantiles, "；".join(notes)]


def _quantile(quantile: Mapping[str, Any]) -> str:
    """Write a percentile: its class behind it, * made monotone, ! clearly above the next level, … from a wider cell."""
    if quantile["value"] is None:
        return "—"
    adjusted = quantile["adjusted"] is not None and quantile["adjusted"] != quantile["value"]
    mended = f"*{_amount(quantile['adjusted'])}" if adjusted else ""
    marks = f"{'!' if quantile['inverted'] else ''}{'…' if quantile['source'] else ''}"
    return f"{_amount(quantile['value'])}{mended}{marks} {quantile['reliability'] or '?'}"


def _source(source: Mapping[str, Any]) -> str:
    labels = " × ".join(_label(label) for label in source["by"].values() if label is not None)
    return _("…取自 {labels}（{step}）").format(labels=labels or "—", step=_(_STEP_TITLES[source["step"]]))


def _marks(cells: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    quantiles = [quantile for cell in cells for quantile in cell["quantiles"]]
    yield _("A、B、C、D：标准误不超过分位值的 5 %、10 %、20 %、更大；?：无法估计")
    if any(quantile["adjusted"] not in (None, quantile["value"]) for quantile in quantiles):
        yield _("*：按等级不下降调整后的值，写在原值之后")
    if any(quantile["inverted"] for quantile in quantiles):
        yield _("!：明显高于上一等级，是真实的倒挂")
    reasons = dict.fromkeys(quantile["withheld_because"] for quantile in quantiles if quantile["withheld_because"])
    if reasons:
        yield _("—：未公布（{reasons}）").format(reasons="、".join(_(WITHHELD_TITLES[reason]) for reason in reasons))


def disclosed_lines(content: Mapping[str, Any]) -> Iterator[str]:
    """Draw the table as it may be shown, with what can be worked out about each withheld cell below it."""
    every = [*content["cells"], *content["margins"]]
    rows, columns = (list(dict.fromkeys(entry[name] for entry in every)) for name in ("row", "column"))
    rows, columns = ([*(label for label in labels if label is not None), None] for labels in (rows, columns))
    at = {(entry["row"], entry["column"]): entry for entry in every}
    heads = ["", *(_("合计") if column is None else column for column in columns)]
    lines = [[_("合计") if row is None else row, *(_shown(at[row, column]) for column in columns)] for row in rows]
    yield from aligned([heads, *lines], 1)
    yield _("×：不能单独公布；○：为保护 × 而隐去")
    for entry in every:
        if entry["suppressed"]:
            high = "∞" if entry["high"] is None else f"{entry['high']:,}"
            yield _("{row} · {column}：{why}；只能推算出 {low} 至 {high}").format(
                row=entry["row"] or _("合计"),
                column=entry["column"] or _("合计"),
                why=_(WITHHELD_TITLES[entry["why"]]),
                low=f"{entry['low']:,}",
                high=high,
            )
    if content["contributors_are"] == "counts":
        yield _("只有企业数，没有各企业的数，因此没有检查一两家企业是否占得太多")
    yield from (f"{_('提示')}  {warning['message']}" for warning in content["warnings"])


def _shown(entry: Mapping[str, Any]) -> str:
    if entry["suppressed"]:
        return "×" if entry["suppressed"] == "primary" else "○"
    return f"{entry['value']:,}"
