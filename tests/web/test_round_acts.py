"""The forms of acts: each kind is asked, sent and stored; a refusal keeps everything typed; sending twice is one act."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from cast import EMPLOYERS_TEAM, MAIN_PATH, WORKERS_TEAM, by, member
from conftest import PARTS, Stage
from forms import address, hidden, rows, send, step, typed

from xieshang.core.acts import KINDS
from xieshang.core.parties import Role
from xieshang.web.accounts.models import Mandate, Organisation
from xieshang.web.rounds.models import Act, Party
from xieshang.web.rounds.services import act_content

At = Callable[[str], Stage]
SEATS = {
    Role.WORKERS: "workers",
    Role.EMPLOYERS: "employers",
    Role.BUREAU: "bureau",
    Role.CONGRESS: "congress",
    Role.ENTERPRISE: "enterprise",
}
ASKED = [(kind.name, SEATS[role]) for kind in KINDS.values() for role in kind.by if role in SEATS]
NAMED = ("workers named", "employers named")
PUBLISHED = ("workers published", "employers published")
OFFERED = ("employers published", "offer")
VOTED = ("employers initialled", "voted")


def codes(page: Any) -> list[str]:
    """Give the codes of the refusals on a page."""
    return [refusal.code for refusal in page.context["form"].refusals]


def test_the_whole_main_path_is_typed_into_the_forms(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    for act in MAIN_PATH.values():
        monkeypatch.setenv("XIESHANG_TODAY", act["on"])
        if act["kind"] == "propose":
            stage.tell([act])
            continue
        assert send(stage, act).status_code == 302, act
        stored = act_content(Act.objects.latest("pk"))
        told = {key: value for key, value in act.items() if value != []}
        assert {key: stored[key] for key in told} == told
    assert Act.objects.count() == len(MAIN_PATH)


@pytest.mark.parametrize(("kind", "name"), ASKED, ids=[f"{kind}-{name}" for kind, name in ASKED])
def test_every_kind_has_a_form_or_says_why_not(kind: str, name: str, at: At) -> None:
    stage = at("proposed")
    page = stage.browser(name).get(address(stage, kind, PARTS[name][0].value))
    assert page.status_code == 200
    text = page.content.decode()
    assert page.context["follows"]
    if page.context["why_not"] or page.context["from_desk"]:
        assert "form_key" not in text
    else:
        assert hidden(page)["acts_seen"] == str(stage.bargaining.acts_count)  # type: ignore[union-attr]
        names = set(re.findall(r'name="([a-z_]+)', text))
        assert {"on", *(field for field in KINDS[kind].fields if field != "enterprise")} <= names or kind in (
            "confirm",
            "answer_objection",
        )


def test_a_kind_that_is_not_of_ones_part_is_not_there(at: At) -> None:
    stage = at("received")
    assert stage.browser("bureau").get(address(stage, "opine")).status_code == 200
    for name in ("workers", "enterprise", "stranger"):
        assert stage.browser(name).get(address(stage, "opine")).status_code == 404
        assert stage.browser(name).post(address(stage, "opine"), {"on": "2025-04-28", "objection": "false"}).status_code == 404
    for nothing in ("no_such_act", "OPINE"):
        assert stage.browser("bureau").get(address(stage, nothing)).status_code == 404
    assert stage.browser("bureau").get(address(stage, "opine", "workers")).status_code == 404
    assert Act.objects.filter(kind="opine").count() == 0


def test_a_proposal_is_served_from_the_desk_alone(at: At) -> None:
    stage = at("met")
    assert stage.browser("workers").get(address(stage, "propose")).context["from_desk"]
    assert stage.browser("workers").post(address(stage, "propose"), {"on": "2025-04-01"}).status_code == 405
    assert Act.objects.filter(kind="propose").count() == 0


def test_after_an_act_the_round_says_what_was_done_and_what_is_due(at: At) -> None:
    stage = at("employers published")
    browser = stage.browser("workers")
    where = address(stage, "offer", "workers")
    sent = browser.post(
        where, hidden(browser.get(where)) | typed(step("offer", on="2025-02-26", received_on="2025-02-26")), follow=True
    )  # type: ignore[arg-type]
    assert sent.redirect_chain == [(f"/rounds/{stage.bargaining.number}/", 302)]  # type: ignore[union-attr]
    (told,) = [str(message) for message in sent.context["messages"]]
    assert "3月18日" in told


def test_a_form_that_is_sent_twice_is_one_act_and_says_so(at: At) -> None:
    stage = at("workers named")
    act, browser = step("employers named", on="2025-02-24"), stage.browser("employers")
    where = address(stage, act["kind"], act["by"])
    post = hidden(browser.get(where)) | typed(act)  # type: ignore[arg-type]
    assert [browser.post(where, post).status_code for _ in range(2)] == [302, 302]
    assert Act.objects.count() == 2
    again = browser.post(where, post | {"members-3-name": "企业丁"}, follow=True)
    assert (Act.objects.count(), [message.level_tag for message in again.context["messages"]]) == (2, ["success", "info", "info"])
    fresh = send(stage, step("employers named", on="2025-02-24", members=[*EMPLOYERS_TEAM, member("企业丁")]))
    assert (fresh.status_code, Act.objects.count()) == (302, 3)


def test_the_slower_of_two_keeps_what_he_typed_and_sends_again(at: At) -> None:
    stage = at("workers named")
    act, browser = step("employers named", on="2025-02-24"), stage.browser("employers")
    where = address(stage, act["kind"], act["by"])
    post = hidden(browser.get(where)) | typed(act)  # type: ignore[arg-type]
    assert send(stage, by("workers", "publish_representatives", "2025-02-24")).status_code == 302
    late = browser.post(where, post)
    assert (late.status_code, Act.objects.count()) == (409, 2)
    page = late.content.decode()
    assert str(stage.people["workers"]) in page
    assert "企业丙" in page
    assert browser.post(where, post | hidden(late)).status_code == 302  # type: ignore[operator]
    assert Act.objects.count() == 3


@pytest.mark.parametrize(
    ("until", "act", "typed_in", "code", "column", "cured"),
    [
        (*NAMED, {"members-0-chief": ""}, "representatives.one_chief", None, {"members-0-chief": "on"}),
        (*NAMED, {"members-2-name": "", "members-2-id": "丙"}, "field.missing", "members", {"members-2-name": "企业丙"}),
        (*PUBLISHED, {"on": "2025-02-20"}, "act.out_of_order", "on", {"on": "2025-02-26"}),
        (*PUBLISHED, {"on": "2025-02-27"}, "act.in_future", "on", {"on": "2025-02-26"}),
        (*PUBLISHED, {"on": "明天"}, "field.not_a_date", "on", {"on": "2025年2月26日"}),
        (*OFFERED, {"subjects": " \n "}, "field.missing", "subjects", {"subjects": "月最低工资"}),
        (*OFFERED, {"received_on": "9999-12-31"}, "field.not_a_date", "received_on", {"received_on": "2025-02-26"}),
        ("offer", "accepted", {"accepts": ""}, "field.missing", "accepts", {"accepts": "true"}),
        ("accepted", "recorder", {"neutral": "false"}, "recorder.not_neutral", None, {"neutral": "true"}),
        (*VOTED, {"due": "一百二十"}, "field.not_whole", "due", {"due": "１２０"}),
        (*VOTED, {"yes": "-1"}, "field.too_low", "yes", {"yes": "60"}),
        (*VOTED, {"present": "130"}, "vote.numbers", None, {"present": "80"}),
    ],
)
def test_a_refused_form_keeps_everything_and_goes_through_once_cured(
    until: str, act: str, typed_in: dict[str, str], code: str, column: str | None, cured: dict[str, str], at: At
) -> None:
    stage = at(until)
    today = MAIN_PATH[until]["on"]
    told = step(act, on=today)
    refused = send(stage, told, **typed_in)
    before = Act.objects.count()
    assert (refused.status_code, codes(refused)) == (422, [code])
    page = refused.content.decode()
    for field, text in typed_in.items():
        assert not text.strip() or field.endswith("-chief") or f'value="{text}"' in page or f">{text}</textarea>" in page, field
    faulty = [field.name for field in refused.context["form"].fields if field.faults]  # type: ignore[attr-defined]
    assert faulty == ([column] if column else [])
    assert send(stage, told, **{**typed_in, **cured}).status_code == 302
    assert Act.objects.count() == before + 1


def test_everything_that_is_missing_is_said_at_once(at: At) -> None:
    stage = at("employers published")
    refused = stage.browser("workers").post(address(stage, "offer", "workers"), {"place": "县总工会"})
    assert (refused.status_code, codes(refused)) == (422, ["field.missing"] * 3)
    faulty = [field.name for field in refused.context["form"].fields if field.faults]  # type: ignore[attr-defined]
    assert faulty == ["on", "subjects", "time"]


def test_an_act_out_of_its_time_is_refused_though_its_form_was_open(at: At) -> None:
    stage = at("offer")
    browser, where = stage.browser("workers"), address(stage, "withdraw_offer", "workers")
    post = hidden(browser.get(where)) | {"on": "2025-03-03"}  # type: ignore[arg-type]
    stage.tell([step("accepted", on="2025-03-03")])
    assert browser.post(where, post).status_code == 409
    refused = browser.post(where, {"on": "2025-03-03", "acts_seen": "6", "form_key": "f" * 32})
    assert (refused.status_code, codes(refused)) == (422, ["act.not_now"])


def test_a_form_without_its_hidden_fields_is_still_one_act(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XIESHANG_TODAY", "2025-02-24")
    browser, where = stage.browser("workers"), address(stage, "name_representatives", "workers")
    for broken in ({}, {"acts_seen": "many", "form_key": "x" * 99}, {"acts_seen": "99999", "form_key": ""}):
        assert browser.post(where, typed(step("workers named")) | broken).status_code == 302
    assert Act.objects.count() == 3
    assert all(re.fullmatch("[0-9a-f]{32}", act.form_key) for act in Act.objects.all())


def test_an_enterprise_speaks_for_itself_alone(at: At) -> None:
    stage = at("employers initialled")
    confirm = by("enterprise", "confirm", "2025-04-02", enterprise="示范企业02")
    assert send(stage, confirm, "enterprise").status_code == 302
    assert act_content(Act.objects.latest("pk"))["enterprise"] == "示范企业01"


def test_who_acts_for_two_enterprises_chooses_by_the_address(at: At) -> None:
    stage = at("employers initialled")
    second = stage.organisations["other_enterprise"]
    Mandate.objects.create(person=stage.people["enterprise"], organisation=second, from_on="2025-01-01")
    browser = stage.browser("enterprise")
    links = re.findall(
        r"/acts/confirm/\?as=enterprise&amp;for=(\d+)", browser.get(f"/rounds/{stage.bargaining.number}/").content.decode()
    )  # type: ignore[union-attr]
    assert {int(link) for link in links} == {stage.organisations["enterprise"].pk, second.pk}
    where = f"{address(stage, 'confirm', 'enterprise')}&for={second.pk}"
    assert browser.post(where, hidden(browser.get(where)) | {"on": "2025-04-02"}).status_code == 302  # type: ignore[operator]
    assert act_content(Act.objects.latest("pk"))["enterprise"] == "示范企业02"
    assert browser.get(f"{address(stage, 'confirm', 'enterprise')}&for={stage.organisations['stranger'].pk}").status_code == 404


def test_an_answer_shows_the_words_of_the_objection(at: At) -> None:
    stage = at("proposed")
    assert send(stage, by("enterprise", "object", "2025-04-01", by_whom="示范企业01", text="技师的标准偏高")).status_code == 302
    form = stage.browser("workers").get(address(stage, "answer_objection", "workers"))
    assert "技师的标准偏高" in form.content.decode()
    unknown = send(stage, by("workers", "answer_objection", "2025-04-01", number=2, text="逐级核对过"))
    assert (unknown.status_code, codes(unknown)) == (422, ["objection.unknown"])
    assert send(stage, by("workers", "answer_objection", "2025-04-01", number=1, text="逐级核对过")).status_code == 302
    assert "技师的标准偏高" not in stage.browser("workers").get(address(stage, "answer_objection", "workers")).content.decode()


def test_an_amendment_counts_its_objections_anew(at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = at("proposed")
    stage.tell([by("enterprise", "object", "2025-04-01", text="旧的意见")])
    stage.tell([by("workers", "answer_objection", "2025-04-01", number=1, text="已答复")])
    monkeypatch.setenv("XIESHANG_TODAY", "2025-06-02")
    rest = list(MAIN_PATH.values())[list(MAIN_PATH).index("workers initialled") :]
    stage.tell([*rest, by("workers", "propose_amendment", "2025-06-02", ground="双方协商一致")])
    form = stage.browser("employers").get(address(stage, "answer_objection", "employers"))
    assert "旧的意见" not in form.content.decode()
    stage.tell([step("recorder", on="2025-06-02"), step("workers disclosed", on="2025-06-02")])
    stage.tell([step("employers disclosed", on="2025-06-02"), step("met", on="2025-06-02"), step("proposed", on="2025-06-02")])
    stage.tell([by("enterprise", "object", "2025-06-02", text="新的意见")])
    form = stage.browser("employers").get(address(stage, "answer_objection", "employers"))
    assert ("旧的意见" in form.content.decode(), "新的意见" in form.content.decode()) == (False, True)


def test_a_representative_is_replaced_by_name(at: At) -> None:
    stage = at("accepted")
    replaced = by("workers", "replace_representative", "2025-03-13", leaves="职工丙")
    assert send(stage, replaced, **rows("joins", [member("职工丁", front_line=True)])).status_code == 302
    stored = act_content(Act.objects.latest("pk"))
    assert (stored["leaves"], stored["joins"]) == ("职工丙", {"name": "职工丁", "id": "职工丁", "front_line": True})
    assert "职工丁" not in Act.objects.latest("pk").body
    nobody = send(stage, by("workers", "replace_representative", "2025-03-13"))
    assert (nobody.status_code, codes(nobody)) == (422, ["representatives.nobody_replaced"])


def test_more_rows_than_the_form_showed_are_read(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XIESHANG_TODAY", "2025-02-24")
    team = [*WORKERS_TEAM, *(member(f"职工{number}") for number in range(20))]
    assert send(stage, step("workers named", members=team)).status_code == 302
    assert len(act_content(Act.objects.latest("pk"))["members"]) == 23


def test_a_refusal_without_a_reason_stands_and_is_warned_of(at: At) -> None:
    stage = at("offer")
    browser, where = stage.browser("employers"), address(stage, "respond", "employers")
    post = hidden(browser.get(where)) | {"on": "2025-03-03", "accepts": "false", "reason": "\x00"}  # type: ignore[arg-type]
    messages = list(browser.post(where, post, follow=True).context["messages"])
    assert [message.level_tag for message in messages] == ["success", "warning"]
    assert json.loads(Act.objects.latest("pk").body)["fields"] == {"accepts": False}


def test_the_bureau_dates_its_opinion_and_its_service_apart(at: At) -> None:
    stage = at("received")
    early = send(stage, by("bureau", "opine", "2025-04-28", objection=True, served_on="2025-04-27"))
    assert codes(early) == ["review.served_before_made"]
    assert (
        send(stage, by("bureau", "opine", "2025-04-28", objection=True, served_on="2025-04-28", text="程序不符")).status_code == 302
    )
    stage.bargaining.refresh_from_db()  # type: ignore[union-attr]
    assert stage.bargaining.state == "objected"  # type: ignore[union-attr]


def test_an_act_of_the_form_asks_few_queries(at: At, django_assert_max_num_queries: Any) -> None:
    stage = at("proposed")
    for number in range(30):
        firm = Organisation.objects.create(kind="enterprise", name=f"示范企业{number + 50}", place="130123")
        Party.objects.create(bargaining=stage.bargaining, organisation=firm, role="enterprise")
    browser = stage.browser("workers")
    with django_assert_max_num_queries(20):
        browser.get(address(stage, "initial_draft", "workers"))
