"""``xieshang choose``: where to bargain next, and how firm the order of the candidates is."""

import argparse
from collections.abc import Iterator, Mapping
from typing import Any

from xieshang.cli.columns import aligned
from xieshang.cli.command import Answer, Command
from xieshang.cli.files import existing, naming
from xieshang.documents.messages import _
from xieshang.documents.sentences.form import N_
from xieshang.engine.choose import LEAST_COUNT, Goalposts, Ranked, choose
from xieshang.engine.choose_rows import read_candidates
from xieshang.engine.survey.designs import Basis

__all__ = ["CHOOSE"]

_REASON_TITLES = {
    "vacancies_missing": N_("没有岗位空缺数"),
    "vacancies_few": N_("岗位空缺太少"),
    "seekers_missing": N_("没有求职人数"),
    "seekers_few": N_("求职人数太少"),
    "relative_wage_missing": N_("没有相对工资"),
    "skilled_workers_missing": N_("没有技能人才数"),
    "skilled_workers_few": N_("技能人才太少"),
    "union_missing": N_("工会情况不明"),
    "union_absent": N_("没有工会"),
    "association_missing": N_("企业组织情况不明"),
    "association_absent": N_("没有企业组织"),
}


def _limits(text: str) -> tuple[float, float]:
    try:
        low, high = (float(part) for part in text.split(","))
    except ValueError:
        low, high = 1.0, 0.0
    if not 0 < low < high:
        raise argparse.ArgumentTypeError(_("应为两个正数，先小后大，如 0.5,4"))
    return low, high


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(_("应为不小于 1 的整数"))
    return int(text)


def _ranked(entry: Ranked) -> dict[str, Any]:
    return {
        "candidate": entry.candidate.name,
        "ratio": entry.candidate.ratio,
        "relative_wage": entry.candidate.relative_wage,
        "index": entry.index,
        "rank": entry.rank,
        "median_rank": entry.median_rank,
        "rank_low": entry.rank_low,
        "rank_high": entry.rank_high,
        "p_top": entry.p_top,
        "recommended": entry.recommended,
    }


def _choose(arguments: argparse.Namespace) -> Answer:
    goalposts = Goalposts(arguments.ratio_goalposts, arguments.wage_goalposts)
    with naming(path := existing(arguments.candidates)):
        candidates = read_candidates(path)
    choice = choose(candidates, arguments.top, arguments.seed, goalposts, arguments.least_skilled_workers)
    content = {
        "top": arguments.top,
        "seed": arguments.seed,
        "basis": arguments.basis.value,
        "goalposts": {"ratio": list(goalposts.ratio), "relative_wage": list(goalposts.relative_wage)},
        "pareto": list(choice.pareto),
        "ranking": [_ranked(entry) for entry in choice.ranking],
        "not_rated": [{"candidate": name, "reasons": list(reasons)} for name, reasons in choice.not_rated.items()],
    }
    return Answer(content, _lines(content))


def _lines(content: Mapping[str, Any]) -> Iterator[str]:
    yield _("没有别的候选既更缺人、工资又更低的：{names}").format(names="、".join(content["pareto"]) or "—")
    heads = [
        _("候选"),
        _("结论"),
        _("求人倍率"),
        _("相对工资"),
        _("指数"),
        _("名次"),
        _("名次区间"),
        _("前 {top}").format(**content),
    ]
    rows = [
        [
            entry["candidate"],
            _("推荐") if entry["recommended"] else _("未定"),
            f"{entry['ratio']:.2f}",
            f"{entry['relative_wage']:.2f}",
            f"{entry['index']:.3f}",
            str(entry["median_rank"]),
            f"{entry['rank_low']}–{entry['rank_high']}",
            f"{100 * entry['p_top']:.0f} %",
        ]
        for entry in content["ranking"]
    ]
    yield from aligned([heads, *rows], 2)
    yield _("名次为各种权重、归一、合成和相对工资误差之下的中位数，区间含其中的 90 %；八成以上在前 {top} 名的才推荐").format(
        **content
    )
    for entry in content["not_rated"]:
        reasons = "、".join(_(_REASON_TITLES[reason]) for reason in entry["reasons"])
        yield _("不评：{candidate}（{reasons}）").format(candidate=entry["candidate"], reasons=reasons)


def _arguments(parser: argparse.ArgumentParser) -> None:
    columns = "candidate, vacancies, seekers, relative_wage, skilled_workers, union, association"
    parser.add_argument(
        "candidates", metavar="CANDIDATES", help=_("候选：.csv、.xlsx 或 .parquet，列为 {columns}").format(columns=columns)
    )
    parser.add_argument("--top", type=_count, default=3, help=_("选几个，默认 3"))
    parser.add_argument("--seed", type=int, default=0, help=_("随机数的种子，默认 0；种子相同，结果相同"))
    default = Goalposts()
    parser.add_argument(
        "--ratio-goalposts",
        type=_limits,
        default=default.ratio,
        metavar="LOW,HIGH",
        help=_("求人倍率从多少到多少计 0 至 1，默认 0.5,4"),
    )
    parser.add_argument(
        "--wage-goalposts",
        type=_limits,
        default=default.relative_wage,
        metavar="LOW,HIGH",
        help=_("相对工资从多少到多少计 1 至 0，默认 0.5,1.5"),
    )
    parser.add_argument(
        "--least-skilled-workers", type=_count, default=LEAST_COUNT, metavar="N", help=_("技能人才至少多少人，默认 30")
    )
    parser.add_argument(
        "--basis", type=Basis, choices=list(Basis), default=Basis.PRICE, help=_("相对工资所用工资的口径，默认 price（工资价位）")
    )


CHOOSE = Command(
    "choose",
    _("选择重点联系点：哪里最缺技能人才而工资偏低，次序有多牢靠"),
    example="xieshang choose CANDIDATES.csv --top 3 --seed 1",
    arguments=_arguments,
    run=_choose,
)
