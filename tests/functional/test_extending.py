"""extend: the stated day, the words and the basis stay; timeliness follows the extended day."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command import Command, flat

EXTEND = ("extend", "III.2.c", "--unit", "tu phap")
TO_APRIL = (*EXTEND, "--to", "30/4/2024", "--on", "2/4/2024", "--basis", "12-CV/ĐUK")


def one(ttdn: Command, as_of: str) -> dict[str, Any]:
    options = ("--task", "III.2.c", "--unit", "tu phap", "--as-of", as_of, "--format", "json")
    (obligation,) = json.loads(ttdn("status", *options).out)["obligations"]
    return dict(obligation)


@pytest.mark.parametrize(
    ("as_of", "last_day", "timeliness"),
    [
        ("1/4/2024", "2024-04-09", "due_soon"),  # not granted yet
        ("2/4/2024", "2024-04-30", "in_time"),
        ("12/4/2024", "2024-04-30", "in_time"),
        ("30/4/2024", "2024-04-30", "due_soon"),
        ("1/5/2024", "2024-04-30", "overdue"),
    ],
)
def test_timeliness_follows_what_was_granted_up_to_the_day_of_the_report(
    ttdn: Command, as_of: str, last_day: str, timeliness: str
) -> None:
    assert ttdn(*TO_APRIL).code == 0
    found = one(ttdn, as_of)
    assert (found["deadline"]["last_day"], found["timeliness"]) == (last_day, timeliness)
    assert found["deadline"]["stated_last_day"] == "2024-04-09"


def test_extend_says_what_was_granted_and_how_it_stands_now(ttdn: Command) -> None:
    assert flat(ttdn(*TO_APRIL).out) == (
        "Đã ghi, lần cập nhật 1: - III.2.c, Sở Tư pháp: gia hạn đến 30/4/2024, ngày 02/4/2024;"
        " theo 12-CV/ĐUK. Báo cáo kết quả về Đảng ủy Khối (qua Ban Tuyên giáo): còn trong hạn"
        " (hạn cuối 30/4/2024)"
    )


@pytest.mark.parametrize(
    "command",
    [
        ("status", "--all"),
        ("report",),
        ("report", "--unit", "tu phap"),
        ("explain", "III.2.c", "--unit", "tu phap"),
    ],
)
def test_every_report_shows_the_words_the_extended_day_and_the_basis(
    ttdn: Command, command: tuple[str, ...]
) -> None:
    ttdn(*TO_APRIL)
    text = flat(ttdn(*command).out)
    assert '"trước ngày 10-4-2024"' in text
    assert "09/4/2024" in text
    assert "30/4" in text
    assert "12-CV/ĐUK" in text


def test_what_is_overdue_past_its_extension_names_it_in_the_check(ttdn: Command) -> None:
    ttdn(*TO_APRIL)
    out = flat(ttdn("check", "--unit", "tu phap", "--task", "III.2.c", "--as-of", "3/5/2024").out)
    told = "Sở Tư pháp (gia hạn đến 30/4 theo 12-CV/ĐUK): chưa có thông tin; quá 3 ngày"
    assert f"- {told} " in out


def test_the_totals_say_how_many_are_on_time_thanks_to_an_extension(ttdn: Command) -> None:
    ttdn(*TO_APRIL)
    ttdn("done", "III.2.c", "--unit", "tu phap", "--on", "10/4/2024")
    assert "Trong số đúng hạn, 1 nhờ gia hạn." in ttdn("status").out
    assert json.loads(ttdn("status", "--format", "json").out)["summary"]["done_by_extension"] == 1


def test_an_earlier_day_needs_shorten(ttdn: Command) -> None:
    ttdn(*TO_APRIL)
    earlier = (*EXTEND, "--to", "20/4/2024", "--on", "3/4/2024", "--basis", "13-CV/ĐUK")
    refused = ttdn(*earlier)
    assert refused.code == 2
    assert "thêm --shorten" in refused.err
    assert ttdn(*earlier, "--shorten").code == 0
    assert one(ttdn, "12/4/2024")["deadline"]["last_day"] == "2024-04-20"


def test_an_extension_is_taken_back_like_any_update(ttdn: Command) -> None:
    ttdn(*TO_APRIL)
    assert ttdn("undo", "1").code == 0
    assert one(ttdn, "12/4/2024")["timeliness"] == "overdue"


def test_a_request_and_its_refusal_are_shown_where_the_task_is_shown(ttdn: Command) -> None:
    asked = ("note", "III.2.c", "xin lùi đến 30/4", "-u", "tu phap", "--evidence", "15-CV/STP")
    ttdn(*asked, "--kind", "request", "--on", "1/4/2024")
    assert "Sở Tư pháp (đề nghị gia hạn 01/4)" in flat(ttdn("status").out)
    refused = ("note", "III.2.c", "không đủ lý do", "-u", "tu phap", "--kind", "refusal")
    ttdn(*refused, "--on", "3/4/2024")
    assert "Sở Tư pháp (không đồng ý gia hạn 03/4)" in flat(ttdn("check").out)
    explained = flat(ttdn("explain", "III.2.c", "--unit", "tu phap").out)
    assert "Đề nghị gia hạn (01/4/2024): xin lùi đến 30/4" in explained
    assert "Không đồng ý gia hạn (03/4/2024): không đủ lý do." in explained


def test_a_request_that_was_granted_is_no_longer_pending(ttdn: Command) -> None:
    ttdn("note", "III.2.c", "xin lùi", "-u", "tu phap", "--kind", "request", "--on", "1/4/2024")
    ttdn(*TO_APRIL)
    assert "đề nghị gia hạn" not in ttdn("status", "--all").out


def test_dry_run_grants_nothing(ttdn: Command) -> None:
    assert ttdn(*TO_APRIL, "--dry-run").code == 0
    assert one(ttdn, "12/4/2024")["deadline"]["extended_to"] is None


def test_a_letter_found_late_answers_to_the_plan_of_its_own_day(
    ttdn: Command, workspace: Path
) -> None:
    ttdn("plan", "amend", "97", "--on", "10/4/2024", "--basis", "50-CV/ĐUK")
    file = workspace / "plans" / "97-kh-duk.v2.yaml"
    text = file.read_text(encoding="utf-8")
    old = 'date: "2024-04-10", wording: "trước ngày 10-4-2024"'
    assert old in text
    file.write_text(text.replace(old, old.replace("2024-04-10", "2024-05-21")), encoding="utf-8")
    late = ("--to", "30/4/2024", "--on", "3/4/2024", "--basis", "12-CV/ĐUK")
    assert ttdn("extend", "III.2.c", "--unit", "sdl", *late).code == 0
    today = ("--to", "30/4/2024", "--on", "12/4/2024", "--basis", "13-CV/ĐUK")
    refused = ttdn("extend", "III.2.c", "--unit", "tu phap", *today)
    assert refused.code == 2
    assert "20/5/2024" in refused.err


def test_a_letter_of_a_day_to_come_is_refused_as_such(ttdn: Command) -> None:
    ahead = ("--to", "30/4/2024", "--on", "13/4/2024", "--basis", "12-CV/ĐUK")
    result = ttdn(*EXTEND, *ahead)
    assert result.code == 2
    told = "chưa tới ngày 13/4/2024 (hôm nay là 12/4/2024); ghi ngày cho gia hạn"
    assert told in " ".join(result.err.split())
