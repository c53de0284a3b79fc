"""start, receive, done, return, waive, note, correct, undo, log."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from tests.command import Command
from tests.disk import NAMES_IN_ANY_SCRIPT

REPORT = ("III.2.c", "--unit", "so du lich")


def one(ttdn: Command, *, as_of: str = "12/4/2024", unit: str = "so-du-lich") -> dict[str, object]:
    options = ("--task", "III.2.c", "--unit", unit, "--as-of", as_of, "--format", "json")
    (obligation,) = json.loads(ttdn("status", *options).out)["obligations"]
    return dict(obligation)


@pytest.mark.parametrize(
    ("on", "verdict"), [("9/4/2024", "done_on_time"), ("10/4/2024", "done_late")]
)
def test_done_is_judged_on_the_day_it_reached_the_office(
    ttdn: Command, on: str, verdict: str
) -> None:
    result = ttdn("done", *REPORT, "--on", on)
    assert result.code == 0
    assert one(ttdn)["timeliness"] == verdict


def test_a_recording_command_prints_the_full_names_of_what_it_matched(ttdn: Command) -> None:
    out = " ".join(ttdn("done", *REPORT, "--on", "5/4/2024", "--evidence", "12-BC/ĐU").out.split())
    assert out == (
        "Đã ghi, lần cập nhật 1: - III.2.c, Sở Du lịch: hoàn thành, 05/4/2024; 12-BC/ĐU."
        " Báo cáo kết quả về Đảng ủy Khối (qua Ban Tuyên giáo): hoàn thành đúng hạn"
        " (hạn cuối 09/4/2024)"
    )


@pytest.mark.parametrize("on", ["5/4/2024", "5-4-2024", "05.4.2024", "2024-04-05"])
def test_days_are_typed_day_first_or_iso(ttdn: Command, on: str) -> None:
    ttdn("done", *REPORT, "--on", on)
    assert one(ttdn)["completed_on"] == "2024-04-05"


@pytest.mark.parametrize("on", ["4/31/2024", "5/4", "5/4/24", "tomorrow", "2024-13-01", "5/4-2024"])
def test_what_is_no_day_is_refused_with_what_to_write(ttdn: Command, on: str) -> None:
    result = ttdn("done", *REPORT, "--on", on)
    assert result.code == 2
    assert f'--on: "{on}" không phải ngày; ghi ngày/tháng/năm như 5/4/2024' in result.err


def test_a_day_in_the_future_is_refused(ttdn: Command) -> None:
    result = ttdn("done", *REPORT, "--on", "13/4/2024")
    assert (result.code, result.out) == (2, "")
    assert "13/4/2024 chưa tới (hôm nay 12/4/2024); ghi ngày đến cơ quan" in result.err


def test_past_the_last_day_the_day_must_be_given(ttdn: Command) -> None:
    result = ttdn("done", *REPORT)
    assert result.code == 2
    assert "đã qua hạn cuối (09/4/2024) nên phải ghi ngày; thêm --on" in result.err


def test_before_the_last_day_the_day_is_today(ttdn: Command) -> None:
    result = ttdn("done", "II.1.4", "--unit", "so du lich")
    assert result.code == 0
    assert "hoàn thành, 12/4/2024" in result.out


def test_done_on_what_is_done_is_refused_and_says_correct(ttdn: Command) -> None:
    ttdn("done", *REPORT, "--on", "5/4/2024")
    result = ttdn("done", *REPORT, "--on", "8/4/2024")
    assert result.code == 2
    assert "(lần 1); muốn đính chính: ttdn correct 1 --unit so-du-lich" in result.err


def test_done_after_received_takes_the_day_of_receipt(ttdn: Command) -> None:
    ttdn("receive", *REPORT, "--on", "8/4/2024")
    assert ttdn("done", *REPORT).code == 0
    assert one(ttdn)["completed_on"] == "2024-04-08"


def test_what_was_received_in_time_is_not_overdue_while_it_waits(ttdn: Command) -> None:
    ttdn("receive", *REPORT, "--on", "9/4/2024")
    assert one(ttdn)["timeliness"] == "in_time"
    assert "CHỜ CƠ QUAN MÌNH (1): Sở Du lịch (nhận 09/4), III.2.c" in ttdn("status").out


def test_what_was_returned_is_open_again_and_shows_each_of_the_days(ttdn: Command) -> None:
    ttdn("receive", *REPORT, "--on", "8/4/2024")
    ttdn("return", *REPORT, "--on", "11/4/2024", "--answer-by", "19/4/2024", "--note", "số liệu")
    assert one(ttdn)["timeliness"] == "overdue"
    assert "Sở Du lịch (nhận 08/4, trả 11/4, hẹn 19/4)" in " ".join(ttdn("status").out.split())
    report = " ".join(ttdn("report", "--unit", "so du lich").out.split())
    assert "Ngày 11/4/2024 trả lại để bổ sung, gửi lại chậm nhất ngày 19/4/2024; số liệu." in report


def test_nothing_can_be_returned_that_was_never_received(ttdn: Command) -> None:
    result = ttdn("return", *REPORT, "--on", "11/4/2024")
    assert result.code == 2
    assert "ttdn receive" in result.err


def test_waive_needs_its_basis(ttdn: Command) -> None:
    result = ttdn("waive", *REPORT, "--on", "11/4/2024")
    assert result.code == 2
    assert "--basis" in result.err


def test_what_is_waived_leaves_the_four_cells(ttdn: Command) -> None:
    ttdn("waive", *REPORT, "--on", "11/4/2024", "--basis", "20-CV/ĐUK")
    assert one(ttdn)["timeliness"] == "not_applicable"
    summary = json.loads(ttdn("status", "--format", "json").out)["summary"]
    assert (summary["overdue"], summary["not_applicable"]) == (31, 1)
    assert summary["rate_done"] == {"n": 0, "of": 48}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("done", "III.9", "--unit", "so-du-lich"), 'không có nhiệm vụ "III.9"'),
        (("done", "III.2.c", "--unit", "khong co"), 'không có đơn vị "khong co"'),
        (("done", "III.2.c", "--unit", "cao dang"), '"cao dang" ứng với 4 mục'),
        (("done", "III.2.c", "--unit", "duk", "--on", "1/4/2024"), "không thực hiện III.2.c"),
        (("done", "III.2.c"), "ghi đơn vị: --unit TÊN"),
        (("done", "II.1.4", "--unit", "duk", "--period", "2023"), 'không có kỳ "2023"'),
        (("done", "III.1", "--unit", "duk", "--period", "2024"), "không phải nhiệm vụ định kỳ"),
        (("done", "III.2.c", "--unit", "sdl", "--except", "duk"), "--except chỉ dùng cùng --group"),
        (("note", "III.2.c", "x", "--unit", "sdl", "--kind", "y"), "--kind"),
        (("correct", "9", "--unit", "sdl", "--on", "1/4/2024"), "sổ chưa ghi gì"),
        (("undo",), "sổ chưa ghi gì"),
        (("status", "--revision", "3"), "sổ chỉ có 0 lần cập nhật"),
        (("status", "--plan", "98"), 'không có kế hoạch "98"'),
        (("status", "--by", "x"), "--by"),
        (("status", "--format", "xml"), '"xml" không thuộc các giá trị: table, text, json, csv'),
        (("status", "--timeliness", "x"), "--timeliness"),
        (("done", "III.2.c", "-u", "sdl", "--evidence-file", "khong.pdf"), "khong.pdf"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(
    ttdn: Command, workspace: Path, arguments: tuple[str, ...], told: str
) -> None:
    result = ttdn(*arguments)
    assert (result.code, result.out) == (2, "")
    assert told in result.err
    assert not (workspace / "store").exists()


def test_an_ambiguous_name_lists_its_candidates_sorted_as_vietnamese(ttdn: Command) -> None:
    lines = ttdn("done", "III.2.c", "--unit", "cao dang").err.splitlines()[1:]
    assert [line.strip() for line in lines] == [
        "Trường Cao đẳng Kiên Giang (cd-kien-giang)",
        "Trường Cao đẳng Nghề Kiên Giang (cd-nghe)",
        "Trường Cao đẳng Sư phạm Kiên Giang (cd-su-pham)",
        "Trường Cao đẳng Y tế Kiên Giang (cd-y-te)",
    ]


def test_more_than_three_at_once_need_yes(ttdn: Command, workspace: Path) -> None:
    many = ("done", "III.2.a", "--group", "truc-thuoc", "--on", "28/3/2024")
    refused = ttdn(*many)
    assert (refused.code, refused.out) == (2, "")
    assert "lệnh này ghi 15 đầu việc một lúc; thêm --yes" in refused.err
    assert not (workspace / "store").exists()
    assert ttdn(*many, "--yes").code == 0


def test_except_leaves_a_unit_of_the_group_out(ttdn: Command) -> None:
    ttdn("done", "III.2.c", "-g", "truc-thuoc", "--except", "sdl", "--on", "8/4/2024", "--yes")
    assert one(ttdn)["status"] == "unreported"
    assert one(ttdn, unit="so-tu-phap")["status"] == "done"


def test_one_command_is_one_transaction(ttdn: Command) -> None:
    ttdn("done", "III.2.a", "III.2.c", "-u", "sdl", "--on", "28/3/2024")
    document = json.loads(ttdn("log", "--format", "json").out)
    (transaction,) = document["transactions"]
    assert [change["task"] for change in transaction["changes"]] == ["III.2.a", "III.2.c"]


def test_dry_run_says_what_would_be_recorded_and_writes_nothing(
    ttdn: Command, workspace: Path
) -> None:
    result = ttdn("done", *REPORT, "--on", "5/4/2024", "--dry-run")
    assert result.code == 0
    assert result.out.startswith("Sẽ ghi như sau (chưa ghi gì):")
    assert not (workspace / "store").exists()


def test_a_recurring_task_needs_its_period_where_several_are_open(
    ttdn: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    import datetime as dt

    from tt_doingoai import clock

    later = dt.datetime(2025, 2, 3, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    monkeypatch.setattr(clock, "now", lambda _zone: later)
    result = ttdn("done", "II.1.4", "--unit", "sdl", "--on", "20/12/2024")
    assert result.code == 2
    assert "ghi rõ bằng --period: 2024, 2025" in result.err
    assert ttdn("done", "II.1.4", "-u", "sdl", "--on", "20/12/2024", "--period", "2024").code == 0


def test_correct_mends_for_every_day_and_the_old_record_stays_in_the_log(ttdn: Command) -> None:
    ttdn("done", *REPORT, "--on", "5/4/2024")
    assert ttdn("correct", "1", "--unit", "sdl", "--on", "10/4/2024").code == 0
    assert one(ttdn)["completed_on"] == "2024-04-10"
    assert one(ttdn, as_of="6/4/2024")["status"] == "unreported"
    assert "[không còn hiệu lực]" in ttdn("log").out


def test_an_earlier_revision_still_shows_what_was_believed_then(ttdn: Command) -> None:
    ttdn("done", *REPORT, "--on", "5/4/2024")
    ttdn("correct", "1", "--unit", "sdl", "--on", "10/4/2024")
    options = ("--task", "III.2.c", "--unit", "sdl", "--format", "json", "--revision", "1")
    (then,) = json.loads(ttdn("status", *options).out)["obligations"]
    assert then["completed_on"] == "2024-04-05"


def test_undo_takes_back_and_can_itself_be_taken_back(ttdn: Command) -> None:
    ttdn("done", *REPORT, "--on", "5/4/2024")
    ttdn("undo")
    assert one(ttdn)["status"] == "unreported"
    ttdn("undo", "2")
    assert one(ttdn)["status"] == "done"


def test_undo_refuses_where_a_later_record_builds_on_it_and_names_it(ttdn: Command) -> None:
    ttdn("receive", *REPORT, "--on", "5/4/2024")
    ttdn("done", *REPORT)
    result = ttdn("undo", "1")
    assert result.code == 2
    assert "ttdn undo 2" in result.err


def test_a_note_is_shown_where_the_task_is_shown(ttdn: Command) -> None:
    ttdn("note", "III.2.c", "thiếu số liệu hội nghị", "-u", "sdl", "--kind", "reason")
    text = " ".join(ttdn("explain", "III.2.c", "--unit", "sdl").out.split())
    assert "Lý do (12/4/2024): thiếu số liệu hội nghị." in text


def test_an_evidence_file_is_kept_by_its_digest_never_by_a_path_of_the_machine(
    ttdn: Command, workspace: Path, tmp_path: Path
) -> None:
    (workspace / "scan.pdf").write_bytes(b"inside")
    (tmp_path / "outside.pdf").write_bytes(b"outside")
    files = ("--evidence-file", "scan.pdf", "--evidence-file", str(tmp_path / "outside.pdf"))
    ttdn("done", *REPORT, "--on", "5/4/2024", *files, "--evidence", "https://vi.du/12")
    address, inside, outside = one(ttdn)["evidence"]  # type: ignore[misc]
    nothing = {"number": None, "url": None, "path": None, "sha256": None}
    assert address == nothing | {"url": "https://vi.du/12"}
    assert inside == nothing | {"path": "scan.pdf", "sha256": sha256(b"inside").hexdigest()}
    assert outside == nothing | {"path": "outside.pdf", "sha256": sha256(b"outside").hexdigest()}


@pytest.mark.parametrize(
    ("actor", "code"),
    [("btg-duk", 0), pytest.param("Một người", 2, marks=NAMES_IN_ANY_SCRIPT), ("Somebody", 2)],
)
def test_the_actor_is_an_offices_account(
    ttdn: Command, monkeypatch: pytest.MonkeyPatch, actor: str, code: int
) -> None:
    monkeypatch.setenv("TTDN_ACTOR", actor)
    assert ttdn("done", *REPORT, "--on", "5/4/2024").code == code


def test_without_an_account_the_issuer_records_never_a_login_name(ttdn: Command) -> None:
    ttdn("done", *REPORT, "--on", "5/4/2024")
    (transaction,) = json.loads(ttdn("log", "--format", "json").out)["transactions"]
    assert transaction["by"] == "duk"


def test_log_filters_by_unit_and_task(ttdn: Command) -> None:
    ttdn("done", *REPORT, "--on", "5/4/2024")
    ttdn("done", "III.2.a", "--unit", "tu phap", "--on", "28/3/2024")
    assert "Sở Du lịch" not in ttdn("log", "--unit", "tu phap").out
    assert "Sở Tư pháp" not in ttdn("log", "--task", "III.2.c").out
    assert ttdn("log", "--limit", "1").out.startswith("2. ")
