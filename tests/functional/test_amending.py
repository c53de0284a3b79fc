"""plan amend, plan diff, confirm; and a version that was edited under its records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command import Command, flat

AMEND = ("plan", "amend", "97", "--on", "1/4/2024", "--basis", "50-CV/ĐUK")
FIRST, SECOND = "97-kh-duk.v1.yaml", "97-kh-duk.v2.yaml"
REPORT = ("III.2.c", "--unit", "sdl")


def edit(workspace: Path, name: str, *changes: tuple[str, str]) -> None:
    file = workspace / "plans" / name
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


@pytest.fixture
def amended(ttdn: Command, workspace: Path) -> Command:
    """A report of 28/3, and a second version from 1/4 with a later day for it."""
    assert ttdn("done", *REPORT, "--on", "28/3/2024").code == 0
    assert ttdn(*AMEND).code == 0
    old_words = "Ban Tuyên giáo Đảng ủy khối) trước ngày 10-4-2024"
    new = 'date: "2024-04-20", wording: "trước ngày 20-4-2024"'
    edit(
        workspace,
        SECOND,
        (old_words, "Ban Tuyên giáo) trước ngày 20-4-2024"),
        ('date: "2024-04-10", wording: "trước ngày 10-4-2024"', new),
    )
    return ttdn


def one(ttdn: Command, as_of: str, unit: str = "sdl") -> dict[str, Any]:
    options = ("--task", "III.2.c", "--unit", unit, "--as-of", as_of, "--format", "json")
    (obligation,) = json.loads(ttdn("status", *options).out)["obligations"]
    return dict(obligation)


# plan amend.


def test_amend_copies_the_latest_version_and_sets_its_fields(
    ttdn: Command, workspace: Path
) -> None:
    assert ttdn(*AMEND, "--basis-date", "28/3/2024").code == 0
    old = (workspace / "plans" / FIRST).read_text(encoding="utf-8").splitlines()
    new = (workspace / "plans" / SECOND).read_text(encoding="utf-8").splitlines()
    assert [line for line in new if line not in old] == [
        "version: 2",
        'effective_from: "2024-04-01"',
        'amended_by: {number: "50-CV/ĐUK", date: "2024-03-28"}',
    ]
    assert len(old) == len(new)
    assert ttdn("plan", "validate").code == 0


def test_amend_never_writes_over_a_version(amended: Command, workspace: Path) -> None:
    assert amended("plan", "amend", "97", "--on", "1/4/2024", "--basis", "x").code == 2
    assert amended("plan", "amend", "97", "--on", "2/4/2024", "--basis", "x").code == 0
    assert max(file.name for file in (workspace / "plans").iterdir()) == "97-kh-duk.v3.yaml"


def test_amend_dry_run_writes_nothing(ttdn: Command, workspace: Path) -> None:
    result = ttdn(*AMEND, "--dry-run")
    assert result.out.startswith("Sẽ ghi: plans/97-kh-duk.v2.yaml")
    assert not (workspace / "plans" / SECOND).exists()


@pytest.mark.parametrize("left_out", ["--on", "--basis"])
def test_amend_needs_its_day_and_its_document(ttdn: Command, left_out: str) -> None:
    at = AMEND.index(left_out)
    result = ttdn(*AMEND[:at], *AMEND[at + 2 :])
    assert result.code == 2
    assert "--on NGÀY --basis" in result.err


def test_a_closed_plan_is_not_amended(ttdn: Command, workspace: Path) -> None:
    ttdn("plan", "close", "97", "--on", "11/4/2024", "--basis", "01-QĐ/MAU")
    result = ttdn(*AMEND)
    assert result.code == 2
    assert "đã kết thúc theo dõi ngày 11/4/2024; bản mới sẽ không làm thay đổi gì" in result.err
    assert not (workspace / "plans" / SECOND).exists()


# The version in force.


@pytest.mark.parametrize(
    ("as_of", "last_day"), [("31/3/2024", "2024-04-09"), ("1/4/2024", "2024-04-19")]
)
def test_the_version_in_force_on_the_day_judges(
    amended: Command, as_of: str, last_day: str
) -> None:
    assert one(amended, as_of)["deadline"]["last_day"] == last_day


@pytest.mark.parametrize(("as_of", "needs_review"), [("31/3/2024", False), ("1/4/2024", True)])
def test_a_status_under_other_words_keeps_its_cell_and_needs_review(
    amended: Command, as_of: str, needs_review: bool
) -> None:
    found = one(amended, as_of)
    assert (found["timeliness"], found["needs_review"]) == ("done_on_time", needs_review)


def test_what_needs_review_is_told_and_counted(amended: Command) -> None:
    assert "Sở Du lịch (cần xác nhận lại)" in flat(amended("status", "--all").out)
    assert "1 việc cần xác nhận lại." in amended("status").out


def test_of_a_later_versions_day_and_an_extension_the_later_one_counts(amended: Command) -> None:
    to = ("--on", "2/4/2024", "--basis", "12-CV/ĐUK", "--to")
    assert amended("extend", "III.2.c", "--unit", "tu phap", *to, "18/4/2024").code == 2
    assert amended("extend", "III.2.c", "--unit", "tu phap", *to, "30/4/2024").code == 0
    assert one(amended, "12/4/2024", "tu phap")["deadline"]["last_day"] == "2024-04-30"


# confirm.


def test_confirm_ends_the_review_and_keeps_the_records_day(amended: Command) -> None:
    assert amended("confirm", *REPORT).code == 0
    found = one(amended, "12/4/2024")
    assert (found["needs_review"], found["completed_on"]) == (False, "2024-03-28")
    assert one(amended, "11/4/2024")["needs_review"] is True


def test_confirm_all_needs_a_basis(amended: Command) -> None:
    assert amended("confirm", "--all").code == 2
    assert amended("confirm", "--all", "--basis", "60-CV/ĐUK").code == 0
    assert "theo 60-CV/ĐUK" in flat(amended("log").out)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("III.2.c",),
        ("III.2.c", "--all", "--basis", "x"),
        ("--all", "--unit", "sdl", "--basis", "x"),
    ],
)
def test_confirm_takes_tasks_and_units_or_all(amended: Command, arguments: tuple[str, ...]) -> None:
    assert amended("confirm", *arguments).code == 2


def test_what_needs_review_in_a_closed_plan_is_left_as_it_was(amended: Command) -> None:
    amended("plan", "close", "97", "--on", "11/4/2024", "--basis", "01-QĐ/MAU")
    result = amended("confirm", "--all", "--basis", "60-CV/ĐUK")
    assert result.code == 2
    assert "không có gì ở đây cần xác nhận lại" in result.err


def test_a_confirmation_is_undone_like_any_update(amended: Command) -> None:
    amended("confirm", *REPORT)
    assert amended("undo").code == 0
    assert one(amended, "12/4/2024")["needs_review"] is True


# plan diff.


def test_diff_tells_words_deadline_and_the_statuses_it_touches(amended: Command) -> None:
    text = flat(amended("plan", "diff", "97", "1", "2").out)
    assert "Điểm sửa lời: 1 - điểm 2, mục III (III.2)" in text
    assert "III.2.c Báo cáo kết quả về Đảng ủy Khối (qua Ban Tuyên giáo): lời văn, thời hạn" in text
    assert '"trước ngày 20-4-2024": trước ngày 20/4/2024' in text
    assert "cần xác nhận lại: Sở Du lịch (hoàn thành 28/3/2024)" in text


def test_diff_as_json(amended: Command) -> None:
    document = json.loads(amended("plan", "diff", "97", "--format", "json").out)
    assert (document["format"], document["before"], document["after"]) == ("ttdn/plan-diff@1", 1, 2)
    changed = {task["id"]: task["changed"] for task in document["tasks"]}
    assert changed == {
        "III.2.a": ["words"],
        "III.2.b": ["words"],
        "III.2.c": ["words", "deadline"],
    }
    touched = {task["id"]: [t["unit"] for t in task["touched"]] for task in document["tasks"]}
    assert touched == {"III.2.a": [], "III.2.b": [], "III.2.c": ["so-du-lich"]}


def test_diff_tells_what_the_plan_says_of_itself(amended: Command, workspace: Path) -> None:
    edit(workspace, SECOND, ('number: "97-KH/ĐUK"', 'number: "97A-KH/ĐUK"'))
    edit(workspace, SECOND, ("deadline_rule: as_stated", "deadline_rule: next_working_day"))
    text = flat(amended("plan", "diff", "97", "1", "2").out)
    assert "- Số, ký hiệu: bản 1: 97-KH/ĐUK; bản 2: 97A-KH/ĐUK" in text
    assert "bản 2: hạn rơi vào ngày nghỉ thì chuyển sang ngày làm việc tiếp theo" in text
    document = json.loads(amended("plan", "diff", "97", "--format", "json").out)
    assert [field["name"] for field in document["fields"]] == [
        "number",
        "effective_from",
        "amended_by",
        "deadline_rule",
    ]


def test_diff_gives_each_version_the_last_day_of_its_own_rule(
    amended: Command, workspace: Path
) -> None:
    edit(workspace, SECOND, ("deadline_rule: as_stated", "deadline_rule: next_working_day"))
    edit(workspace, SECOND, ("Phổ biến, quán triệt, xây dựng kế hoạch", "Phổ biến, quán triệt"))
    before, after = flat(amended("plan", "diff", "97").out).split("bản 2: Phổ biến, quán triệt")
    moved = "01/4/2024 (thứ Hai)"
    assert "31/3/2024 (Chủ nhật)" in before
    assert moved not in before
    assert "31/3/2024 (Chủ nhật)" in after
    assert moved in after


def test_diff_shows_what_is_read_otherwise_and_the_whole_deadline(
    amended: Command, workspace: Path
) -> None:
    edit(
        workspace, SECOND, ('deliverable: "Báo cáo kết quả"', 'deliverable: "Báo cáo bằng văn bản"')
    )
    text = flat(amended("plan", "diff", "97").out)
    assert "sản phẩm: Báo cáo kết quả" in text
    assert "sản phẩm: Báo cáo bằng văn bản" in text
    document = json.loads(amended("plan", "diff", "97", "--format", "json").out)
    (task,) = [task for task in document["tasks"] if task["id"] == "III.2.c"]
    assert task["after"]["deadline"] == {
        "rule": "before",
        "wording": "trước ngày 20-4-2024",
        "date": "2024-04-20",
        "period": None,
        "since": None,
        "until": None,
        "cutoff": None,
    }


def test_diff_compares_the_latest_two_that_are_there(amended: Command, workspace: Path) -> None:
    third = workspace / "plans" / "97-kh-duk.v4.yaml"
    text = (workspace / "plans" / SECOND).read_text(encoding="utf-8")
    text = text.replace("version: 2", "version: 4").replace('"2024-04-01"', '"2024-05-01"')
    third.write_text(text, encoding="utf-8")
    document = json.loads(amended("plan", "diff", "97", "--format", "json").out)
    assert (document["before"], document["after"]) == (2, 4)


def test_diff_of_a_version_that_is_not_there_names_those_that_are(amended: Command) -> None:
    result = amended("plan", "diff", "97", "1", "3")
    assert result.code == 2
    assert "đang có bản: 1, 2" in result.err


# What a version no longer has, and a version that was edited.


def test_a_removed_tasks_records_stay_and_are_told(amended: Command, workspace: Path) -> None:
    edit(workspace, SECOND, ("id: III.2.c", "id: III.2.d"))
    assert "Có 1 ghi chép của nhiệm vụ hoặc đơn vị không còn trong kế hoạch" in flat(
        amended("status").out
    )
    recorded = "III.2.c, Sở Du lịch: hoàn thành, 28/3/2024"
    assert recorded in amended("log").out
    assert recorded in amended("log", "--task", "III.2.c").out
    assert (
        amended("correct", "1", "--unit", "sdl", "--task", "III.2.c", "--on", "27/3/2024").code == 0
    )


def test_a_version_edited_under_its_records_is_reported_everywhere(
    amended: Command, workspace: Path
) -> None:
    edit(workspace, FIRST, ("phò biến, quán triệt", "phổ biến, quán triệt"))
    for command in (("status",), ("report",), ("check",), ("explain", "III.2.c", "-u", "sdl")):
        text = flat(amended(*command).out)
        assert (
            "97-kh-duk: bản 1 đã bị sửa hoặc bị bỏ sau khi có ghi chép theo bản ấy (III.2.c)."
            in text
        )


def test_a_confirmation_is_not_corrected_but_taken_back(amended: Command) -> None:
    assert amended("confirm", *REPORT).code == 0
    result = amended("correct", "2", "--unit", "sdl", "--note", "nhầm")
    assert result.code == 2
    assert "lần cập nhật 2 là xác nhận lại; hủy lần ấy (ttdn undo 2)" in flat(result.err)


def test_amend_tells_the_day_as_letters_write_it(amended: Command) -> None:
    result = amended("plan", "amend", "97", "--on", "1/4/2024", "--basis", "x")
    assert "01/4/2024" in result.err
    assert "2024-04-01" not in result.err
