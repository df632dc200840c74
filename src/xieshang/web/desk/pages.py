"""What the page of the desk and its fragments are told; the views decide which of them is answered."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render

from xieshang.core.parties import Role, other_side
from xieshang.core.refusals import Refusal
from xieshang.core.skills import LEVEL_TITLES
from xieshang.core.wage_table import GUIDELINE_CATEGORIES
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.desk.cells import bands_of, columns_of, where_told
from xieshang.web.desk.drafts import Conflict, Terms, differences
from xieshang.web.desk.judging import Judged
from xieshang.web.desk.ladder import chart_option, ladder_of, look_at
from xieshang.web.desk.opened import Desk
from xieshang.web.desk.panel import bars_from, bars_of, bars_width, checks_of, columns_of_cost, levels_of, side_title, step_of
from xieshang.web.desk.sheet import MOST_LINES, Sheet, cell_name
from xieshang.web.rounds.page_head import head_of
from xieshang.web.rounds.possible import reason_told

__all__ = ["Sent", "conflict_told", "desk_page", "fragments"]


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it was sent, shown again: what stands in the fields, and what came of it."""

    typed: Sheet | None = None
    post: Mapping[str, Any] | None = None
    refusals: tuple[Refusal, ...] = ()
    conflict: Conflict | None = None

    @property
    def status(self) -> int:
        """The status of the answer."""
        return 409 if self.conflict else 422 if self.refusals else 200

    def field(self, name: str) -> str:
        """Give a field of the form."""
        return str((self.post or {}).get(name, ""))


def _refused_cells(judged: Judged, typed: Sheet | None) -> list[dict[str, Any]]:
    """Give every refused cell with its name, where it is, what stands in it, and why."""
    found = []
    for number, line in enumerate(judged.sheet.lines):
        for level in judged.sheet.levels:
            if refusal := judged.refusals.get(line.key(level)):
                text = (typed.lines[number] if typed else line).text(level)
                where = where_told(judged.sheet, line.key(level))
                found.append({"name": cell_name(number, level), "where": where, "text": text, "refusal": refusal})
    return found


def _pasted(sent: Sent, refused: Iterable[Mapping[str, Any]]) -> dict[str, int] | None:
    """Count what a pasted block came to: cells pasted, taken, refused, those beyond the table among the refused."""
    names = {name for name in sent.field("pasted").split(",") if name}
    if not names:
        return None
    outside = sent.field("outside")
    beyond = int(outside) if outside.isascii() and outside.isdigit() and len(outside) < 6 else 0
    bad = len(names & {str(each["name"]) for each in refused}) + beyond
    return {"all": len(names) + beyond, "taken": len(names) + beyond - bad, "refused": bad}


def _sides(desk: Desk) -> dict[str, str]:
    """Name the sides and their marks: ▲ is the workers', ▼ the employers', hollow what was served last."""
    marks = ("▲", "▼", "△") if desk.seat.role is Role.WORKERS else ("▼", "▲", "▽")
    theirs = desk.positions.theirs
    title = side_title(theirs.side, desk.seat.role) if theirs else ""
    named = dict(zip(("own_mark", "their_mark", "own_mark_hollow"), marks, strict=True))
    return {"side": desk.seat.role.value, "their_side": other_side(desk.seat.role).value, "their_title": title, **named}


def _panel(desk: Desk, judged: Judged, sent: Sent) -> dict[str, Any]:
    """What the cost panel, the selected cell and the refusals are told."""
    columns = columns_of_cost(desk, judged)
    look = look_at(desk, judged, sent.field("at"))
    trade, rungs = ladder_of(desk, judged, look)
    refused = _refused_cells(judged, sent.typed)
    theirs, draft, mine = (column.figures for column in columns)
    bars = bars_of(columns)
    return {
        "desk": desk,
        "sent": sent,
        **_sides(desk),
        "number": desk.bargaining.number,
        "release": desk.release,
        "offered": None if desk.release else desk.offered(),
        "made": desk.published.release if desk.published else None,
        "costs": columns,
        "draft_figures": draft,
        "from_mine_fen": draft.monthly_fen.value - mine.monthly_fen.value if draft and mine else None,
        "from_theirs_fen": draft.monthly_fen.value - theirs.monthly_fen.value if draft and theirs else None,
        "step": step_of(desk, sent.typed, judged, draft) if sent.typed else None,
        "bars": bars,
        "bars_from": bars_from(bars),
        "bars_width": bars_width(bars),
        "levels": levels_of(desk, columns),
        "checks": checks_of(desk, judged),
        "look": look,
        "trade": trade,
        "rungs": rungs,
        "chart": json.dumps(chart_option(desk, rungs), ensure_ascii=False) if rungs else "",
        "refused_cells": refused,
        "pasted": _pasted(sent, refused),
        "lines_content": json.dumps(judged.sheet.content("taken"), ensure_ascii=False, separators=(",", ":")),
    }


def fragments(request: PersonRequest, desk: Desk, judged: Judged, sent: Sent) -> HttpResponse:
    """Answer a change of the matrix: the panel, the selected cell, the refusals; not the matrix that is being typed in."""
    return render(request, "desk/answer.html", _panel(desk, judged, sent))


def conflict_told(desk: Desk, judged: Judged, conflict: Conflict) -> dict[str, Any]:
    """Say who saved a draft in between, and in which cells it differs from what is typed here."""
    differing = [
        {"where": where_told(judged.sheet, judged.sheet.lines[number].key(level)), "there": there, "here": here}
        for number, level, there, here in differences(conflict.draft, judged.sheet)
    ]
    return {"conflict": conflict.draft, "differing": differing, "desk": desk, "number": desk.bargaining.number}


def _bar(desk: Desk, judged: Judged, terms: Terms, sent: Sent) -> dict[str, Any]:
    """What the bar above the matrix is told: the draft, the term, the note, whether it may be served."""
    refusal, mine = desk.why_not_serve, desk.positions.mine
    amounts = {line.key(level): fen for line in judged.sheet.lines for level, fen in line.taken.items()}
    return {
        "same_as": mine.number if mine and mine.amounts_fen == amounts else None,
        "draft": desk.draft,
        "version": desk.version,
        "term_from": sent.field("term_from") if sent.post else terms.from_on and terms.from_on.isoformat(),
        "term_to": sent.field("term_to") if sent.post else terms.to_on and terms.to_on.isoformat(),
        "note": sent.field("note") if sent.post else terms.note,
        "next_number": desk.positions.next_number,
        "why_not_serve": reason_told(refusal, "propose", desk.course.standing.state) if refusal else "",
        "acts_seen": desk.bargaining.acts_count,
        "form_key": uuid4().hex,
    }


def desk_page(request: PersonRequest, desk: Desk, judged: Judged, terms: Terms, sent: Sent | None = None) -> HttpResponse:
    """Answer with the whole page."""
    sent = sent or Sent()
    sheet = judged.sheet
    told = {
        **head_of(desk.bargaining, [desk.seat], "desk"),
        **_panel(desk, judged, sent),
        **_bar(desk, judged, terms, sent),
        **(conflict_told(desk, judged, sent.conflict) if sent.conflict else {}),
        "seat": desk.seat,
        "standing": desk.course.standing,
        "bands": bands_of(desk, judged, sent.typed),
        "columns": columns_of(desk, sheet),
        "sheet": sheet,
        "levels_text": ",".join(map(str, sheet.levels)),
        "minimum": desk.course.law.minimum_wage(),
        "offered": desk.offered(),
        "refusals": sent.refusals,
        "categories": GUIDELINE_CATEGORIES,
        "all_levels": list(enumerate(LEVEL_TITLES, 1)),
        "is_full": len(sheet.lines) >= MOST_LINES,
        "proposals": desk.positions.chain,
    }
    return render(request, "desk/desk.html", told, status=sent.status)
