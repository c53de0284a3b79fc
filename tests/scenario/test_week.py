"""A week of the office, 08 to 12 April 2024: nothing is lost, and nothing is said twice.

The plan is 97-KH/ĐUK; the ninety subordinate units are invented samples, Chi bộ mẫu 01 to 90.
With a deadline it orders 184 things:

- III.1 of the committee, by 31-12-2023; III.2.b of the mass organisations, by 31-3-2024;
- III.2.a of the ninety, by 31-3-2024; III.2.c of the ninety, by Tuesday 09-4-2024;
- II.1.4 of the committee and III.3.d of btg-duk, every year, by its end.

Before the week III.1, III.2.b and III.2.a are done, but for the III.2.a of 09 and 10.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import signal
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any, Final

import pytest

from tests.builders import HANOI, roster_file
from tests.command import Command, Result
from tests.job import JOB, job
from tt_doingoai import clock

Items = Counter[tuple[str, str]]
CELLS: Final = ("done_on_time", "done_late", "open_in_time", "overdue")
CLOSED: Final = "Tuần 15/2024"
LATE_BEFORE: Final = Counter([("III.2.a", "mau-09"), ("III.2.a", "mau-10")])


def of(*numbers: int) -> Items:
    """The III.2.c of these units."""
    return Counter(("III.2.c", f"mau-{n:02}") for n in numbers)


def told_as_new(text: str) -> Items:
    """What a check announced as newly overdue: every unit that stands under a task."""
    found: Items = Counter()
    for part in re.split(r"^MỚI QUÁ HẠN \(\d+\):$", text, flags=re.MULTILINE)[1:]:
        listed = part.split("\n\n")[0]
        (task,) = re.findall(r"mã\s+(\S+)\)", listed)
        units = re.findall(r"^  - Chi bộ mẫu (\d\d)", listed, flags=re.MULTILINE)
        found.update((task, f"mau-{n}") for n in units)
    return found


class Office:
    """The office's desk: it types each command on its day, and keeps what it was told."""

    def __init__(self, ttdn: Command, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.acknowledged: list[int] = []
        self.announced: Items = Counter()
        self._ttdn = ttdn
        self._patch = patch
        self._now = dt.datetime(2024, 4, 5, 15, 0, tzinfo=HANOI)

    def day_begins(self, day: int) -> None:
        """It is half past seven on a day of April 2024."""
        self._now = dt.datetime(2024, 4, day, 7, 30, tzinfo=HANOI)
        self._patch.setattr(clock, "now", lambda _time_zone: self._now)

    def types(self, *arguments: str, code: int = 0) -> Result:
        result = self._ttdn(*arguments)
        assert result.code == code, (arguments, result)
        acknowledged = re.findall(r"Đã ghi, lần cập nhật (\d+)", result.out + result.err)
        self.acknowledged += map(int, acknowledged)
        return result

    def morning_check(self) -> Result:
        """What the scheduler runs; what it says is announced."""
        result = self._ttdn(*JOB)
        assert result.err == ""
        self.announced += told_as_new(result.out)
        return result

    def check_killed_before_the_mark(self) -> str:
        """The same in a process that dies by SIGKILL after its output, before its mark."""
        code = f"""
import datetime as dt, os
from tt_doingoai import clock
from tt_doingoai.store import announced
os.environ["TTDN_LANG"] = "vi"
clock.now = lambda _time_zone: dt.datetime.fromisoformat({self._now.isoformat()!r})
announced.move_mark = lambda *_: os.kill(os.getpid(), {signal.SIGKILL:d})
"""
        killed = job(self.folder, code, stdout=subprocess.PIPE)
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        return str(killed.stdout.decode("utf-8"))

    def answer(self, *arguments: str) -> Any:
        return json.loads(self.types(*arguments, "--format", "json").out)

    def figures(self, *view: str) -> tuple[int, ...]:
        summary = self.answer("status", *view)["summary"]
        return tuple(summary[cell] for cell in CELLS)


@pytest.fixture
def office(ttdn: Command, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The desk on the Friday before."""
    (workspace / "units.yaml").write_text(roster_file(90), encoding="utf-8")
    desk = Office(ttdn, workspace, monkeypatch)
    desk.day_begins(5)
    desk.types("done", "III.1", "-u", "duk", "--on", "28/12/2023")
    desk.types("done", "III.2.b", "-u", "doan-the-duk", "--on", "25/3/2024")
    but = ("--except", "mau-09", "--except", "mau-10")
    desk.types("done", "III.2.a", "-g", "truc-thuoc", *but, "--on", "28/3/2024", "--yes")
    return desk


@pytest.mark.slow
def test_a_week_of_the_office(office: Office) -> None:
    monday_three_reports_come_on_paper(office)
    tuesday_one_goes_back(office)
    wednesday_a_check_is_killed_and_a_form_comes_in(office)
    thursday_the_late_are_reminded_and_a_mistake_is_mended(office)
    friday_the_figures_are_closed_and_handed_on(office)
    nothing_is_lost(office)
    nothing_was_said_twice(office)


def monday_three_reports_come_on_paper(office: Office) -> None:
    office.day_begins(8)
    check = office.morning_check()
    assert check.code == 1
    assert told_as_new(check.out) == LATE_BEFORE
    assert "MỚI SẮP ĐẾN HẠN (90):" in check.out

    office.types("done", "III.2.c", "-u", "mau 01", "--on", "8/4/2024", "--evidence", "01-BC/MAU")
    office.types("receive", "III.2.c", "-u", "mau 02", "--on", "8/4/2024")
    # Update 6, a mistake: what 03 sent is an announcement of its report, not the report.
    office.types("done", "III.2.c", "-u", "mau 03", "--on", "8/4/2024", "--evidence", "03-CV/MAU")
    # On time: 1 + 1 + 88, and 01 and 03. Open: 88 of III.2.c and the two of the year.
    assert office.figures() == (92, 0, 90, 2)


def tuesday_one_goes_back(office: Office) -> None:
    office.day_begins(9)
    assert office.morning_check() == (0, "", "")  # all of it was said on Monday

    office.types("return", "III.2.c", "-u", "mau 02", "--on", "9/4/2024",
                 "--answer-by", "12/4/2024", "--note", "thiếu số liệu")  # fmt: skip
    assert office.figures() == (92, 0, 90, 2)  # it is the last day: nobody is late yet


def wednesday_a_check_is_killed_and_a_form_comes_in(office: Office) -> None:
    office.day_begins(10)
    before_the_kill = office.check_killed_before_the_mark()
    check = office.morning_check()
    # 88 are late since today: all but 01 and 03. It repeats what the killed one had said.
    assert told_as_new(check.out) == of(2, *range(4, 91))
    assert (check.code, check.out) == (1, before_the_kill)
    assert office.morning_check() == (0, "", "")

    # The register: 11 to 80 came on Tuesday, 81 to 90 today. That is 80 rows.
    file = office.folder / "bieu.csv"
    days = dict.fromkeys(range(11, 81), "9/4/2024") | dict.fromkeys(range(81, 91), "10/4/2024")
    file.write_text(filled(office.types("form", "III.2.c").out, days), "utf-8", newline="")
    office.types("import", "bieu.csv")
    assert office.figures() == (92, 0, 2, 90)  # a look at the file records nothing
    office.types("import", "bieu.csv", "--apply", "--yes")
    office.types("import", "bieu.csv", "--apply", "--yes")  # twice is once
    # 70 more on time, 10 late. Left of III.2.c: 02 and 04 to 10.
    assert office.figures() == (162, 10, 2, 10)


def filled(form: str, days: dict[int, str]) -> str:
    """A form with the day on which the report of each of these units came."""
    head, *rows = csv.reader(io.StringIO(form.removeprefix("\ufeff"), newline=""))
    status, day = head.index("tình trạng"), head.index("ngày đến")
    for row in rows:
        number = int(row[0].removeprefix("mau-"))
        if number in days:
            row[status], row[day] = "hoàn thành", days[number]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([head, *rows])
    return "\ufeff" + out.getvalue()


def thursday_the_late_are_reminded_and_a_mistake_is_mended(office: Office) -> None:
    office.day_begins(11)
    assert office.morning_check() == (0, "", "")

    # 02 comes again: from now on it waits for the office, and gets no letter.
    office.types("receive", "III.2.c", "-u", "mau 02", "--on", "11/4/2024")
    remind = ("remind", "--overdue", "--number", "45-CV/ĐUK", "--answer-by", "18/4/2024")
    office.types(*remind, "--output-dir", "don-doc")
    letters = {file.stem: file.read_text("utf-8-sig") for file in Path("don-doc").iterdir()}
    assert sorted(letters) == [f"don-doc-mau-{n:02}" for n in range(4, 11)]
    assert all("45-CV/ĐUK" in letter and "III.2" not in letter for letter in letters.values())

    assert reminded(office) == Counter()  # drafts
    # They go out: 7 of III.2.c, and of III.2.a those of 09 and 10.
    office.types(*remind, "--output-dir", "don-doc", "--record", "--yes")
    assert reminded(office) == of(*range(4, 11)) + LATE_BEFORE

    office.types("correct", "6", "--status", "in_progress", "--note", "mới là công văn báo trước")
    assert office.figures() == (161, 10, 2, 11)  # 03 was on time, and is late


def reminded(office: Office) -> Items:
    told = [row for row in office.answer("status")["obligations"] if row["reminders"]]
    return Counter({(row["task"], row["unit"]): row["reminders"] for row in told})


def friday_the_figures_are_closed_and_handed_on(office: Office) -> None:
    office.day_begins(12)
    check = office.morning_check()
    assert check.code == 1
    assert told_as_new(check.out) == of(3)  # late since Tuesday, and known to be since yesterday

    office.types("done", "III.2.c", "-u", "mau 02")  # it came on 11/4: late
    assert office.figures() == (161, 11, 2, 10)
    report = office.types("report").out
    office.types("snapshot", CLOSED)

    # After the closing another comes in.
    office.types("done", "III.2.c", "-u", "mau 04", "--on", "12/4/2024", "--evidence", "04-BC/MAU")
    assert office.figures() == (161, 12, 2, 9)
    assert office.types("report").out != report
    assert office.types("report", "--of", CLOSED).out == report
    assert changed_since(office, CLOSED) == {"done": ["mau-04"], "overdue": []}
    assert "Chi bộ mẫu 04" in office.types("report", "--since", CLOSED).out


def changed_since(office: Office, name: str) -> dict[str, list[str]]:
    changes = office.answer("report", "--since", name)
    return {part: [row["unit"] for row in changes[part]] for part in ("done", "overdue")}


def nothing_is_lost(office: Office) -> None:
    """Every record that was acknowledged is in the ledger, whole, and is counted."""
    transactions = office.answer("log")["transactions"]
    assert office.acknowledged == [*range(1, 15)]
    assert sorted(made["revision"] for made in transactions) == office.acknowledged
    # Statuses: before the week 1 + 1 + 88; Monday 3; Tuesday 1; Wednesday 80; Thursday the receipt
    # and the correction; Friday 2.
    assert Counter(change["kind"] for made in transactions for change in made["changes"]) == {
        "status": 90 + 3 + 1 + 80 + 2 + 2,
        "reminder": 7 + 2,
        "snapshot": 1,
    }
    # On time: III.1, III.2.b, 88 of III.2.a; III.2.c of 01 and of 11 to 80.
    # Late: III.2.c of 81 to 90, of 02 and 04. Overdue: III.2.a of 09, 10; III.2.c of 03, 05 to 10.
    assert office.figures() == (1 + 1 + 88 + 71, 10 + 2, 2, 2 + 7)
    assert sum(office.figures()) == 184
    # Nor what was believed on any day: each by its own update and day.
    then = [office.figures("--as-of", f"{day}/4/2024", "--revision", str(revision))
            for day, revision in ((8, 6), (9, 7), (10, 8), (11, 11), (12, 14))]  # fmt: skip
    assert then == [
        (92, 0, 90, 2), (92, 0, 90, 2), (162, 10, 2, 10), (161, 10, 2, 11), (161, 12, 2, 9)
    ]  # fmt: skip
    assert "Không có gì phải xử lý." in office.types("store", "verify").out


def nothing_was_said_twice(office: Office) -> None:
    """Each that was overdue at any check was announced, once; the kill alone made it say more."""
    assert office.announced == LATE_BEFORE + of(*range(2, 91))
    assert office.morning_check() == (0, "", "")
