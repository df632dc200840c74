"""Each article of a jurisdiction's own act, and the numbers that were read in it: the packs hold these and no others.

The numbers are those of the survey of local acts from which the packs were written, typed here a second time.
"""

import pytest

from scripts.citations import numbers_of
from xieshang.core.rules import LawValue
from xieshang.law import statute_book

ARTICLES: dict[str, dict[str, dict[str, str]]] = {
    "37": {
        "SD.7": {"representatives.min": "3", "representatives.equal": "True", "representatives.front_line_share": "1/3"},
        "SD.10": {"representatives.managers_barred": "True"},
        "SD.11": {"deadline.publish-representatives": "5, calendar"},
        "SD.17": {"term.max_years": "3", "term.usual_years": "1"},
        "SD.21": {"deadline.reply-to-offer": "10, calendar"},
        "SD.23": {"deadline.disclose": "10, calendar"},
        "SD.28": {"deadline.bargain": "60, calendar, from=acceptance, until=sign, stands_still=True"},
        "SD.29": {"deadline.file-contract": "10, calendar", "filing.by": "employers"},
        "SD.30": {"deadline.review": "15, calendar"},
        "SD.31": {"deadline.publish": "7, calendar", "deadline.report": "12, months, by=employers"},
        "SD.35": {
            "quorum.yes_share": "1/2",
            "quorum.yes_strict": "True",
            "confirmation.asked": "True",
            "ratification.firm_votes": "each",
        },
        "SD.36": {"binding": "signatory"},
        "SD.45": {"deadline.mediation": "30, calendar, extension_days=15"},
    },
    "41": {
        "HN.8": {"representatives.front_line_share": "1/3"},
        "HN.11": {"representatives.outsider_share": "1/3"},
        "HN.12": {"representatives.min": "3", "representatives.equal": "True"},
        "HN.13": {"deadline.publish-representatives": "3, working"},
        "HN.14": {"representatives.managers_barred": "True"},
        "HN.21": {"deadline.reply-to-offer": "10, working"},
        "HN.23": {"deadline.disclose": "5, working"},
        "HN.26": {"deadline.bargain": "2, months, from=receipt, until=initial_draft, stands_still=True"},
        "HN.28": {"deadline.file-contract": "5, working", "filing.by": "employers"},
        "HN.29": {"deadline.review": "15, calendar"},
        "HN.30": {"deadline.publish": "5, calendar"},
        "HN.31": {"deadline.renew-window": "2, months", "term.min_years": "1", "term.max_years": "3"},
        "HN.36": {"binding": "all"},
        "HN.37": {"deadline.ask-mediation": "15, calendar"},
        "HN.38": {"deadline.mediation": "30, calendar, extension_days=15"},
    },
    "33": {
        "ZJ.7": {"deadline.reply-to-offer": "10, working"},
        "ZJ.10": {
            "representatives.min": "3",
            "representatives.min_above_scale": "5",
            "representatives.equal": "employers_at_most",
            "representatives.outsider_share": "1/3",
        },
        "ZJ.16": {"deadline.disclose": "7, calendar"},
        "ZJ.24": {
            "deadline.submit-draft": "15, working",
            "deadline.resubmit-draft": "5, working",
            "quorum.present_share": "2/3",
            "quorum.yes_share": "1/2",
            "quorum.yes_strict": "True",
        },
        "ZJ.26": {"binding": "all"},
        "ZJ.30": {"deadline.renew-window": "90, calendar", "term.min_years": "1", "term.max_years": "3", "term.usual_years": "1"},
        "ZJ.34": {
            "deadline.file-contract": "10, calendar",
            "deadline.review": "15, calendar",
            "filing.by": "employers",
            "filing.copies": "5",
        },
        "ZJ.35": {"deadline.publish": "5, working"},
        "ZJ.37": {"deadline.report": "12, months, by=workers employers"},
        "ZJ.39": {"deadline.mediation": "30, calendar, extension_days=15"},
        "ZJDM.17": {"congress.managers_share": "1/5"},
        "ZJDM.18": {"congress.managers_share": "1/5"},
    },
    "3301": {
        "HZ.16": {
            "representatives.min": "3",
            "representatives.min_above_scale": "5",
            "representatives.max": "9",
            "representatives.equal": "employers_at_most",
        },
        "HZ.17": {"representatives.outsider_share": "1/3"},
        "HZ.23": {"deadline.renew-window": "90, calendar", "term.usual_years": "1"},
        "HZ.24": {"deadline.reply-to-offer": "10, working"},
        "HZ.25": {"deadline.disclose": "7, working"},
        "HZ.27": {"deadline.resume": "30, calendar, cumulative=True"},
        "HZ.28": {
            "deadline.submit-draft": "15, working",
            "deadline.resubmit-draft": "5, working",
            "quorum.present_share": "2/3",
            "quorum.yes_share": "1/2",
            "quorum.yes_strict": "True",
        },
        "HZ.29": {"deadline.bargain": "60, calendar, from=offer, until=initial_draft"},
        "HZ.40": {"deadline.file-contract": "10, calendar", "deadline.review": "15, calendar", "filing.by": "employers"},
        "HZ.41": {"deadline.publish": "5, working"},
        "HZ.42": {"deadline.report": "12, months, by=employers"},
    },
    "3302": {
        "NB.8": {
            "representatives.min": "3",
            "representatives.min_above_scale": "5",
            "representatives.max": "10",
            "representatives.equal": "employers_at_most",
            "representatives.managers_barred": "True",
        },
        "NB.9": {"representatives.outsider_share": "1/3"},
        "NB.10": {"deadline.publish-representatives": "5, working"},
        "NB.14": {"deadline.reply-to-offer": "10, working"},
        "NB.16": {"deadline.bargain": "30, working, from=first_meeting, until=initial_draft"},
        "NB.17": {"deadline.disclose": "7, calendar"},
        "NB.19": {"deadline.resume": "60, calendar, cumulative=True"},
        "NB.20": {"deadline.submit-draft": "15, working"},
        "NB.22": {"deadline.renew-window": "90, calendar"},
        "NB.31": {"binding": "all"},
        "NB.34": {"deadline.file-contract": "10, calendar", "filing.by": "employers"},
        "NB.35": {"deadline.review": "15, calendar", "deadline.publish": "5, working"},
        "NB.36": {"deadline.report": "12, months, by=workers employers"},
    },
    "11": {
        "BJ.7": {"representatives.min": "3", "representatives.max": "10", "representatives.equal": "True"},
        "BJ.10": {"representatives.outsider_share": "1/3"},
        "BJ.32": {"deadline.reply-to-offer": "20, calendar"},
        "BJ.37": {"deadline.resume": "60, calendar"},
        "BJ.38": {"quorum.present_share": "2/3", "quorum.yes_share": "1/2", "quorum.yes_strict": "False"},
        "BJ.39": {"deadline.file-contract": "10, calendar", "deadline.review": "15, calendar", "filing.by": "employers"},
        "BJ.41": {"deadline.report": "12, months, by=workers employers"},
        "BJ.43": {"deadline.renew-window": "3, months"},
        "BJ.50": {"deadline.mediation": "30, calendar, extension_days=15"},
    },
    "31": {
        "SH.6": {"representatives.min": "3", "representatives.equal": "employers_at_most"},
        "SH.7": {"representatives.outsider_share": "1/3"},
        "SH.15": {"deadline.reply-to-offer": "15, calendar"},
        "SH.23": {"deadline.file-contract": "10, calendar, from=notice"},
        "SH.25": {"term.min_years": "1", "term.max_years": "3", "term.usual_years": "1"},
        "SH.28": {
            "quorum.yes_share": "1/2",
            "quorum.yes_strict": "False",
            "ratification.firm_votes": "pooled",
            "confirmation.asked": "True",
        },
        "SH.31": {"deadline.review": "15, calendar", "filing.by": "employers workers"},
        "SH.32": {"binding": "signatory"},
    },
    "50": {
        "CQ.8": {"representatives.min": "3", "representatives.max": "15", "representatives.equal": "employers_at_most"},
        "CQ.11": {"representatives.outsider_share": "1/3"},
        "CQ.19": {"deadline.reply-to-offer": "20, calendar"},
        "CQ.20": {"deadline.disclose": "10, calendar"},
        "CQ.22": {"deadline.resume": "30, calendar, unless_agreed=True"},
        "CQ.24": {"term.min_years": "1", "term.max_years": "3"},
        "CQ.26": {"quorum.present_share": "2/3", "quorum.yes_share": "1/2", "quorum.yes_strict": "False"},
        "CQ.28": {
            "deadline.file-contract": "10, calendar",
            "deadline.review": "15, calendar",
            "filing.by": "employers",
            "filing.copies": "3",
        },
        "CQ.29": {"deadline.publish": "10, calendar"},
        "CQ.30": {"deadline.report": "6, months, by=employers"},
        "CQ.33": {"deadline.renew-window": "3, months"},
        "CQ.41": {"binding": "all"},
        "CQ.48": {"deadline.mediation": "60, calendar, extension_days=30"},
        "CQ.50": {"deadline.correct": "15, calendar"},
    },
}
CONGRESS_ACT = "浙江省企业民主管理条例"


def told(entry: LawValue) -> str:
    """Write a value with how it is counted: ``60, calendar, from=acceptance``."""
    value = " ".join(entry.value) if isinstance(entry.value, list) else str(entry.value)
    unit = [entry.unit] if entry.unit in ("calendar", "working", "months") else []
    more = [f"{key}={' '.join(said) if isinstance(said, list) else said}" for key, said in entry.more.items()]
    return ", ".join([value, *unit, *more])


@pytest.mark.parametrize(
    "code",
    [
        pytest.param(
            "37",
            marks=pytest.mark.case(
                "SD.7", "SD.10", "SD.11", "SD.17", "SD.21", "SD.23", "SD.28", "SD.29", "SD.30", "SD.31", "SD.35", "SD.36", "SD.45"
            ),
            id="山东省",
        ),
        pytest.param(
            "41",
            marks=pytest.mark.case(
                "HN.8",
                "HN.11",
                "HN.12",
                "HN.13",
                "HN.14",
                "HN.21",
                "HN.23",
                "HN.26",
                "HN.28",
                "HN.29",
                "HN.30",
                "HN.31",
                "HN.36",
                "HN.37",
                "HN.38",
            ),
            id="河南省",
        ),
        pytest.param(
            "33",
            marks=pytest.mark.case(
                "ZJ.7", "ZJ.10", "ZJ.16", "ZJ.24", "ZJ.26", "ZJ.30", "ZJ.34", "ZJ.35", "ZJ.37", "ZJ.39", "ZJDM.17", "ZJDM.18"
            ),
            id="浙江省",
        ),
        pytest.param(
            "3301",
            marks=pytest.mark.case(
                "HZ.16", "HZ.17", "HZ.23", "HZ.24", "HZ.25", "HZ.27", "HZ.28", "HZ.29", "HZ.40", "HZ.41", "HZ.42"
            ),
            id="杭州市",
        ),
        pytest.param(
            "3302",
            marks=pytest.mark.case(
                "NB.8", "NB.9", "NB.10", "NB.14", "NB.16", "NB.17", "NB.19", "NB.20", "NB.22", "NB.31", "NB.34", "NB.35", "NB.36"
            ),
            id="宁波市",
        ),
        pytest.param(
            "11",
            marks=pytest.mark.case("BJ.7", "BJ.10", "BJ.32", "BJ.37", "BJ.38", "BJ.39", "BJ.41", "BJ.43", "BJ.50"),
            id="北京市",
        ),
        pytest.param(
            "31", marks=pytest.mark.case("SH.6", "SH.7", "SH.15", "SH.23", "SH.25", "SH.28", "SH.31", "SH.32"), id="上海市"
        ),
        pytest.param(
            "50",
            marks=pytest.mark.case(
                "CQ.8",
                "CQ.11",
                "CQ.19",
                "CQ.20",
                "CQ.22",
                "CQ.24",
                "CQ.26",
                "CQ.28",
                "CQ.29",
                "CQ.30",
                "CQ.33",
                "CQ.41",
                "CQ.48",
                "CQ.50",
            ),
            id="重庆市",
        ),
    ],
)
def test_each_article_gives_the_numbers_that_were_read_in_it(code: str, request: pytest.FixtureRequest) -> None:
    marker = request.node.get_closest_marker("case")
    assert set(marker.args) == set(ARTICLES[code])
    for case, values in ARTICLES[code].items():
        key, _, number = case.partition(".")
        entries = [entry for entry in statute_book().packs[code].values if int(number) in numbers_of(entry.source.article)]
        of_act = [entry for entry in entries if (entry.source.text == CONGRESS_ACT) is (key == "ZJDM")]
        assert {entry.key: told(entry) for entry in of_act} == values, case


def test_every_number_of_these_jurisdictions_stands_here() -> None:
    for code, articles in ARTICLES.items():
        numbered = [entry for entry in statute_book().packs[code].values if numbers_of(entry.source.article)]
        assert {entry.key for entry in numbered} == {key for values in articles.values() for key in values}
