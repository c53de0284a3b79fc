"""A year and a half in days, 12-2023 to 6-2025: plan, deadlines and units change.

The plan is 97-KH/ĐUK, the four subordinate units are invented samples. With a deadline it orders:

- III.1, once, by the committee (duk), by 31-12-2023;
- III.2.a, by the four units, by 31-3-2024; III.2.b, by the mass organisations, by 31-3-2024;
- III.2.c, by the four units, by 09-4-2024;
- II.1.4, every year from 2024, by the committee and the four units;
- III.3.d, every year from 2024, by btg-duk.

Fifteen tasks have no deadline: ten of them are the party committees' (five units), one the
committee's, one the mass organisations', three btg-duk's: 55 obligations.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
from pathlib import Path
from typing import Any, Final

import pytest

from tests.command import Command
from tt_doingoai import clock

HERE: Final = Path(__file__).parent
EXPECTED: Final = HERE / "expected"
HANOI: Final = dt.timezone(dt.timedelta(hours=7))

# What the office types, each on its day. "AMENDED" stands for the clerk who edits the new version.
AMENDED: Final = ("amended",)
STEPS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("2023-12-20", ("done", "III.1", "-u", "duk", "--on", "20/12/2023")),
    ("2024-03-15", ("done", "III.2.a", "-u", "mot", "--on", "15/3/2024")),
    ("2024-03-20", ("done", "III.2.a", "-u", "hai", "--on", "20/3/2024")),
    ("2024-03-25", ("done", "III.2.b", "-u", "doan-the-duk", "--on", "25/3/2024")),
    ("2024-03-28", ("note", "III.2.c", "xin lùi đến 30/4", "-u", "ba", "--kind", "request",
                    "--on", "28/3/2024", "--evidence", "05-CV/CBB")),
    ("2024-04-02", ("extend", "III.2.c", "-u", "ba", "--to", "30/4/2024", "--on", "2/4/2024",
                    "--basis", "12-CV/ĐUK")),
    ("2024-04-05", ("done", "III.2.a", "-u", "ba", "--on", "5/4/2024")),
    ("2024-04-08", ("done", "III.2.c", "-u", "mot", "--on", "8/4/2024")),
    ("2024-04-12", ("done", "III.2.c", "-u", "hai", "--on", "12/4/2024")),
    ("2024-04-29", ("extend", "III.2.c", "-u", "ba", "--to", "31/5/2024", "--on", "29/4/2024",
                    "--basis", "20-CV/ĐUK")),
    ("2024-05-20", ("done", "III.2.c", "-u", "ba", "--on", "20/5/2024")),
    ("2024-08-25", ("plan", "amend", "97", "--on", "1/9/2024", "--basis", "50-CV/ĐUK")),
    ("2024-08-25", AMENDED),
    ("2024-09-03", ("confirm", "--all", "--basis", "51-CV/ĐUK", "--yes")),
    ("2024-10-01", ("units", "rename", "hai", "--to", "Đảng bộ mẫu Hai Mới", "--on", "1/10/2024",
                    "--basis", "60-QĐ/MAU")),
    ("2024-10-10", ("done", "III.2.d", "-u", "mot", "--on", "10/10/2024")),
    ("2024-10-31", ("done", "III.2.d", "-u", "hai", "--on", "31/10/2024")),
    ("2024-12-01", ("units", "merge", "ba", "bon", "--into", "Chi bộ mẫu Hợp nhất",
                    "--on", "1/12/2024", "--basis", "70-QĐ/MAU")),
    ("2024-12-20", ("done", "II.1.4", "-u", "mot", "-u", "duk", "--period", "2024",
                    "--on", "20/12/2024")),
    ("2025-01-15", ("done", "II.1.4", "-u", "hai", "--period", "2024", "--on", "15/1/2025")),
    ("2025-01-20", ("done", "III.2.c", "-u", "chi-bo-mau-hop-nhat", "--on", "20/1/2025")),
    ("2025-03-31", ("plan", "close", "97", "--on", "31/3/2025", "--basis", "80-QĐ/MAU")),
)  # fmt: skip

# Day: done on time, done late, open in time, overdue; due soon, by extension, needs review.
FIGURES: Final = {
    # III.1 is done. Open: III.2.a 4, III.2.b 1, III.2.c 4. The year 2024 has not begun.
    "2023-12-31": (1, 0, 9, 0, 0, 0, 0),
    # On time: III.1, III.2.a of mot and hai, III.2.b. It is the last day of III.2.a for ba and bon,
    # so they are in time: 2, III.2.c 4, the year 2024 5 + 1. Due within 14 days: the 2 and the 4.
    "2024-03-31": (4, 0, 12, 0, 6, 0, 0),
    # III.2.c was due the day before: mot is on time (8/4); hai and bon are overdue; ba is not, by
    # the extension of 2/4 to 30/4, 20 days off. III.2.a: ba late (5/4), bon overdue.
    "2024-04-10": (5, 1, 7, 3, 0, 0, 0),
    # hai came late (12/4). ba would be due today, but since 29/4 it has until 31/5, 31 days off.
    "2024-04-30": (5, 2, 7, 2, 0, 0, 0),
    # ba came on 20/5, after 30/4 and before 31/5: on time, thanks to the second extension alone.
    # Late: III.2.a of ba, III.2.c of hai. Overdue: both of bon. Open: the year, 6.
    "2024-08-31": (6, 2, 6, 2, 0, 1, 0),
    # The second version: III.2.c by 14-10, III.2.d (new, 4 units) by 31-10. So hai's 12/4 is on
    # time, ba's 20/5 needs no extension, bon's III.2.c is open again: 1 + 4 + the year 6.
    # Words of III.2 have changed: III.2.a of mot, hai, ba; III.2.b; III.2.c of mot, hai, ba.
    "2024-09-01": (7, 1, 11, 1, 0, 0, 7),
    # ba and bon have merged. On time: III.1; III.2.a mot, hai; III.2.b; III.2.c mot, hai, ba;
    # III.2.d mot, hai (on its last day). Late: III.2.a of ba, which keeps it. The new unit owes
    # III.2.a and III.2.c of bon, and III.2.d once, though both left it. Open: the year 2024 of
    # duk, mot, hai and the new unit, and III.3.d; their 31-12 is 30 days off.
    "2024-12-01": (9, 1, 5, 3, 0, 0, 0),
    # Closed on 31-3-2025, and judged on that day. On time: the 9, and the year 2024 of mot and duk.
    # Late: III.2.a of ba, the year of hai (15/1), III.2.c of the new unit (20/1). Overdue: III.2.a
    # and III.2.d of the new unit, its year 2024, III.3.d of 2024. Open: the year 2025, 4 + 1.
    "2025-06-30": (11, 3, 5, 4, 0, 0, 0),
}  # fmt: skip

CELLS: Final = ("done_on_time", "done_late", "open_in_time", "overdue")
# Period, judged on its last day: done on time, done late, open in time, overdue of what was carried
# over, and of what fell due.
PERIODS: Final = {
    # III.1 was done in December. III.2.a of mot and hai, and III.2.b; ba and bon have the day left.
    "2024-Q1": ((0, 0, 0, 0), (3, 0, 2, 0)),
    # Carried over: III.2.a of ba (5/4) and bon. Due: III.2.c of mot, of ba by the extension to
    # 31/5, of hai late, of bon not at all.
    "2024-Q2": ((0, 1, 0, 1), (2, 1, 0, 1)),
    # The second version gives III.2.c another day, so bon's was not carried over; III.2.a was.
    "2024-Q3": ((0, 0, 0, 1), (0, 0, 0, 0)),
    # The new unit has III.2.a of bon. Due: III.2.c of mot, hai, ba, III.2.d of mot and hai, the
    # year of mot and duk; the year of hai, of the new unit and III.3.d have the day left; III.2.c
    # and III.2.d are left to the new unit.
    "2024-Q4": ((0, 0, 0, 1), (7, 0, 3, 2)),
    # By the days as they are known at the year's end: III.2.a 2 + 1 late + 1 open, III.2.b, and Q4.
    "2024": ((0, 0, 0, 0), (10, 1, 3, 3)),
    # Done late since: the year of hai (15/1), III.2.c of the new unit (20/1). Open: its III.2.a,
    # III.2.d and year, and III.3.d.
    "2025-Q1": ((0, 2, 0, 4), (0, 0, 0, 0)),
}  # fmt: skip

NO_DEADLINE: Final = {
    "2023-12-31": 55,
    "2024-12-01": 45,  # ten tasks of four committees now, one, one, three
}


@pytest.fixture
def office(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, ttdn: Command
) -> tuple[Command, dict[str, Any]]:
    """The whole story played, and what every report of the eight days said when it was made."""
    (workspace / "units.yaml").write_bytes((HERE / "units.yaml").read_bytes())
    said: dict[str, Any] = {}

    def today(day: str) -> None:
        moment = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(8), tzinfo=HANOI)
        monkeypatch.setattr(clock, "now", lambda _zone: moment)

    moments = sorted({*FIGURES, *(day for day, _step in STEPS)})
    for day in moments:
        today(day)
        for on, arguments in STEPS:
            if on != day:
                continue
            if arguments == AMENDED:
                _edit_the_second_version(workspace)
                continue
            result = ttdn(*arguments)
            assert result.code == 0, (arguments, result.err)
        if day in FIGURES:
            said[day] = json.loads(ttdn("status", "--format", "json").out)
    today("2025-06-30")
    return ttdn, said


def _edit_the_second_version(workspace: Path) -> None:
    """Write what the amending letter orders: a later day for III.2.c, and one task more."""
    file = workspace / "plans" / "97-kh-duk.v2.yaml"
    text = file.read_text(encoding="utf-8")
    report = "Báo cáo kết quả về Đảng ủy Khối (qua Ban Tuyên giáo Đảng ủy khối) trước ngày "
    contacts = "Gửi danh sách đầu mối trước ngày 01-11-2024."
    old = 'date: "2024-04-10", wording: "trước ngày 10-4-2024"}'
    new = 'date: "2024-10-15", wording: "trước ngày 15-10-2024"}'
    more = """          - id: III.2.d
            title: "Gửi danh sách đầu mối"
            lead: [truc-thuoc]
            deadline: {rule: before, date: "2024-11-01", wording: "trước ngày 01-11-2024"}
"""
    changes = (
        (f"{report}10-4-2024.", f"{report}15-10-2024. {contacts}"),
        (old, new),
        ("      - id: III.3\n", f"{more}      - id: III.3\n"),
    )  # fmt: skip
    for before, after in changes:
        assert text.count(before) == 1
        text = text.replace(before, after)
    file.write_text(text, encoding="utf-8")


def figures(document: dict[str, Any]) -> tuple[int, ...]:
    names = ("done_on_time", "done_late", "open_in_time", "overdue", "due_soon",
             "done_by_extension", "needs_review")  # fmt: skip
    return tuple(document["summary"][name] for name in names)


def test_the_figures_of_every_day_are_those_derived_by_hand(
    office: tuple[Command, dict[str, Any]],
) -> None:
    _ttdn, said = office
    assert {day: figures(document) for day, document in said.items()} == FIGURES
    counted = {day: said[day]["summary"]["no_deadline"] for day in NO_DEADLINE}
    assert counted == NO_DEADLINE


def test_every_day_still_says_what_it_said_then(office: tuple[Command, dict[str, Any]]) -> None:
    ttdn, said = office
    for day, then in said.items():
        now = json.loads(ttdn("status", "--as-of", day, "--format", "json").out)
        for part in ("summary", "obligations", "plans"):
            assert now[part] == then[part], (day, part)


def test_the_reports_of_the_eight_days_are_as_kept(
    office: tuple[Command, dict[str, Any]], request: pytest.FixtureRequest
) -> None:
    ttdn, _said = office
    for day, command in itertools.product(FIGURES, ("report", "status")):
        text = ttdn(command, "--as-of", day).out
        file = EXPECTED / f"{command}-{day}.txt"
        if request.config.getoption("--update-golden"):
            file.write_text(text, encoding="utf-8", newline="")
        assert text == file.read_bytes().decode("utf-8"), (command, day)


def test_the_figures_of_every_period_are_those_derived_by_hand(
    office: tuple[Command, dict[str, Any]],
) -> None:
    ttdn, _said = office
    found = {}
    for code in PERIODS:
        told = json.loads(ttdn("report", "--period", code, "--format", "json").out)
        found[code] = tuple(
            tuple(told["period"][row][cell] for cell in CELLS)
            for row in ("carried_over", "fell_due")
        )
    assert found == PERIODS


def test_what_the_merged_unit_took_over_is_explained_as_kept(
    office: tuple[Command, dict[str, Any]], request: pytest.FixtureRequest
) -> None:
    ttdn, _said = office
    text = ttdn("explain", "III.2.c", "--unit", "chi-bo-mau-hop-nhat").out
    text += ttdn("explain", "III.2.c", "--unit", "ba", "--as-of", "31/8/2024").out
    file = EXPECTED / "explain.txt"
    if request.config.getoption("--update-golden"):
        file.write_text(text, encoding="utf-8", newline="")
    assert text == file.read_bytes().decode("utf-8")


def test_no_kept_report_is_stale() -> None:
    kept = {file.name for file in EXPECTED.iterdir()}
    daily = {f"{command}-{day}.txt" for command in ("report", "status") for day in FIGURES}
    assert kept == daily | {"explain.txt"}


def test_the_check_is_silent_once_the_plan_is_closed(
    office: tuple[Command, dict[str, Any]],
) -> None:
    ttdn, _said = office
    codes = {day: ttdn("check", "--quiet", "--as-of", day).code for day in FIGURES}
    late = {day: overdue > 0 for day, (_, _, _, overdue, *_) in FIGURES.items()}
    assert codes == {day: int(late[day] and day < "2025-03-31") for day in FIGURES}
