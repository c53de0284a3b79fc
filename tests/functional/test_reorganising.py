"""units merge, units rename, units list --as-of: the roster is written, every open item told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command import Command, flat
from tt_doingoai.cli import reorganising
from tt_doingoai.cli.options import Place
from tt_doingoai.cli.session import Session
from tt_doingoai.loading import amendment
from tt_doingoai.loading.roster_edit import EditedRoster

MERGE = ("units", "merge", "noi vu", "tu phap", "--into", "Sở Nội chính mẫu", "--on", "1/4/2024",
         "--basis", "88-QĐ/MAU")  # fmt: skip


def overdue(ttdn: Command, as_of: str, task: str = "III.2.a") -> set[str]:
    options = ("--task", task, "--as-of", as_of, "--timeliness", "overdue", "--format", "json")
    return {o["unit"] for o in json.loads(ttdn("status", *options).out)["obligations"]}


def test_merge_says_what_becomes_of_each_open_item(ttdn: Command) -> None:
    # On 31/3 III.2.a is due that very day and III.2.c on 9/4: neither is overdue yet.
    told = flat(ttdn(*MERGE).out)
    assert told.startswith(
        "Sở Nội vụ; Sở Tư pháp: đến hết ngày 31/3/2024; từ ngày 01/4/2024 là Sở Nội chính mẫu"
        " (so-noi-chinh-mau). 6 đầu việc đang mở và cách xử lý:"
    )
    due = "III.2.a, Sở Nội vụ (sắp đến hạn, 31/3/2024): "
    assert f"{due}Sở Nội chính mẫu chịu trách nhiệm tiếp" in told
    assert "III.2.c, Sở Nội vụ (sắp đến hạn, 09/4/2024): Sở Nội chính mẫu tự thực hiện" in told
    assert "II.1.4, năm 2024, Sở Tư pháp (còn trong hạn, 31/12/2024)" in told


def test_merge_tells_what_was_received_and_waits_for_the_office(ttdn: Command) -> None:
    ttdn("receive", "III.2.a", "--unit", "noi vu", "--on", "29/3/2024")
    told = flat(ttdn(*MERGE).out)
    assert "đã nhận, chờ xem xét; kết quả vẫn ghi cho Sở Nội vụ" in told
    assert ttdn("done", "III.2.a", "--unit", "so-noi-vu").code == 0
    assert "hoàn thành đúng hạn" in flat(ttdn("explain", "III.2.a", "-u", "so-noi-vu").out)


def test_merge_tells_what_the_successor_has_done_itself(ttdn: Command) -> None:
    ttdn("done", "III.2.a", "--unit", "sdl", "--on", "20/3/2024")
    into = ("--into", "so-du-lich", "--on", "1/4/2024", "--basis", "88-QĐ/MAU")
    told = flat(ttdn("units", "merge", "noi vu", *into).out)
    assert "III.2.a, Sở Nội vụ (sắp đến hạn, 31/3/2024): Sở Du lịch đã hoàn thành việc này" in told
    assert "Sở Du lịch chịu trách nhiệm tiếp" not in told


def test_a_waived_successor_owes_what_it_takes_over_and_its_waiver_stays_told(
    ttdn: Command,
) -> None:
    ttdn("waive", "III.2.a", "--unit", "sdl", "--on", "20/3/2024", "--basis", "7-CV/MAU")
    assert "so-du-lich" not in overdue(ttdn, "1/4/2024")
    into = ("--into", "so-du-lich", "--on", "1/4/2024", "--basis", "88-QĐ/MAU")
    told = flat(ttdn("units", "merge", "noi vu", *into).out)
    assert "III.2.a, Sở Nội vụ (sắp đến hạn, 31/3/2024): Sở Du lịch chịu trách nhiệm" in told
    assert "so-du-lich" in overdue(ttdn, "1/4/2024")
    assert "7-CV/MAU" in flat(ttdn("explain", "III.2.a", "--unit", "sdl").out)
    done = ("done", "III.2.a", "--unit", "sdl", "--on", "5/4/2024")
    assert ttdn(*done).code == 0
    assert "so-du-lich" not in overdue(ttdn, "12/4/2024")


def test_merge_tells_what_nobody_answers_for_any_more(ttdn: Command) -> None:
    into = ("--into", "duk", "--on", "1/4/2024", "--basis", "88-QĐ/MAU")
    told = flat(ttdn("units", "merge", "noi vu", *into).out)
    assert "không còn nơi thực hiện: Đảng ủy Khối không thuộc đơn vị được giao" in told


def test_merge_writes_the_roster_and_keeps_every_comment(ttdn: Command, workspace: Path) -> None:
    before = (workspace / "units.yaml").read_text(encoding="utf-8").splitlines()
    ttdn(*MERGE)
    after = (workspace / "units.yaml").read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line in before] == before
    assert len(after) == len(before) + 2 * 3 + 1
    assert ttdn("units", "validate").code == 0


def test_after_a_merger_the_successor_owes_once_what_they_left(ttdn: Command) -> None:
    ttdn(*MERGE)
    assert {"so-noi-vu", "so-tu-phap"} & overdue(ttdn, "1/4/2024") == set()
    assert "so-noi-chinh-mau" in overdue(ttdn, "1/4/2024")
    assert len(overdue(ttdn, "12/4/2024")) == 14
    listed = flat(ttdn("status", "--task", "III.2.a").out)
    assert "Sở Nội chính mẫu (nhận từ Sở Nội vụ, Sở Tư pháp)" in listed


ENDED = "Số liệu gồm cả 1 đầu việc của 1 đơn vị đã kết thúc hoạt động."


@pytest.mark.parametrize("command", [("status",), ("report",), ("status", "--unit", "noi vu")])
def test_it_is_told_that_figures_include_what_an_ended_unit_had_done(
    ttdn: Command, command: tuple[str, ...]
) -> None:
    ttdn("done", "III.2.c", "--unit", "noi vu", "--on", "28/3/2024")
    assert ENDED not in flat(ttdn(*command, "--as-of", "12/4/2024").out)
    assert ttdn(*MERGE).code == 0
    assert ENDED in flat(ttdn(*command, "--as-of", "12/4/2024").out)
    assert ENDED not in flat(ttdn("check", "--as-of", "12/4/2024").out)


def test_what_a_closed_plan_counts_is_not_of_units_that_ended_later(ttdn: Command) -> None:
    ttdn("plan", "close", "97", "--on", "31/3/2024", "--basis", "12-QĐ/MAU")
    before = ttdn("report", "--as-of", "12/4/2024").out.split("Số liệu theo sổ")[0]
    assert ttdn(*MERGE).code == 0
    assert ttdn("report", "--as-of", "12/4/2024").out.split("Số liệu theo sổ")[0] == before


def test_the_successors_line_tells_what_was_recorded_before(ttdn: Command) -> None:
    ttdn("receive", "III.2.a", "--unit", "noi vu", "--on", "26/3/2024")
    ttdn("return", "III.2.a", "--unit", "noi vu", "--on", "28/3/2024", "--note", "thiếu phụ lục")
    asked = ("--kind", "request", "--on", "29/3/2024")
    ttdn("note", "III.2.a", "xin lùi", "--unit", "tu phap", *asked)
    ttdn(*MERGE)
    for command in (("status", "--task", "III.2.a"), ("report", "--unit", "so-noi-chinh-mau")):
        told = flat(ttdn(*command).out)
        assert "Sở Nội vụ [nhận 26/3, trả 28/3" in told
        assert "Sở Tư pháp [đề nghị gia hạn 29/3]" in told
    document = json.loads(ttdn("status", "--unit", "so-noi-chinh-mau", "--format", "json").out)
    (owed,) = [o for o in document["obligations"] if o["task"] == "III.2.a"]
    assert owed["status"] == "unreported"
    assert owed["frozen_on"] is None
    assert [left["unit"] for left in owed["inherited"]] == ["so-noi-vu", "so-tu-phap"]


@pytest.mark.parametrize("command", ["status", "check", "report"])
def test_json_tells_what_was_passed_on(ttdn: Command, command: str) -> None:
    ttdn(*MERGE)
    document = json.loads(ttdn(command, "--task", "III.2.a", "--format", "json").out)
    told = [(left["task"], left["unit"]) for left in document["passed_on"]]
    assert told == [("III.2.a", "so-noi-vu"), ("III.2.a", "so-tu-phap")]


def test_the_successors_own_report_says_from_whom_it_took_over(ttdn: Command) -> None:
    ttdn(*MERGE)
    report = flat(ttdn("report", "--unit", "so-noi-chinh-mau").out)
    assert "quá 12 ngày; chưa có thông tin. Nhận từ Sở Nội vụ, Sở Tư pháp." in report


def test_days_before_a_merger_keep_their_figures(ttdn: Command) -> None:
    def summary() -> object:
        return json.loads(ttdn("status", "--as-of", "31/3/2024", "--format", "json").out)["summary"]

    before = summary()
    ttdn(*MERGE)
    assert summary() == before


def test_a_record_of_a_later_day_is_made_for_the_successor(ttdn: Command) -> None:
    ttdn(*MERGE)
    refused = ttdn("done", "III.2.a", "--unit", "so-noi-vu", "--on", "2/4/2024")
    assert refused.code == 2
    assert "ghi --unit so-noi-chinh-mau" in refused.err
    assert ttdn("done", "III.2.a", "--unit", "so-noi-vu", "--on", "29/3/2024").code == 0
    assert "so-noi-chinh-mau" in overdue(ttdn, "12/4/2024")  # Sở Tư pháp left it open too
    done = ("done", "III.2.a", "--unit", "so-noi-chinh-mau", "--on", "2/4/2024")
    assert ttdn(*done).code == 0
    assert "so-noi-chinh-mau" not in overdue(ttdn, "12/4/2024")


def test_of_a_whole_group_only_those_that_exist_are_meant(ttdn: Command) -> None:
    ttdn(*MERGE)
    many = ("done", "III.2.a", "--group", "truc-thuoc", "--on", "2/4/2024", "--yes")
    assert ttdn(*many).code == 0
    assert overdue(ttdn, "12/4/2024") == set()
    assert "Sở Nội vụ:" not in ttdn("log").out


def test_merge_dry_run_writes_nothing(ttdn: Command, workspace: Path) -> None:
    before = (workspace / "units.yaml").read_bytes()
    assert ttdn(*MERGE, "--dry-run").out.startswith("Sẽ ghi vào units.yaml (chưa ghi gì):")
    assert (workspace / "units.yaml").read_bytes() == before


def test_a_roster_that_would_have_errors_is_not_written(ttdn: Command, workspace: Path) -> None:
    file = workspace / "units.yaml"
    text = file.read_text(encoding="utf-8")
    ends = 'name: "Sở Du lịch"\n    until: "2030-12-31"\n    successors: [so-tu-phap]'
    file.write_text(text.replace('name: "Sở Du lịch"', ends), encoding="utf-8")
    before = file.read_bytes()
    into = ("--into", "so-du-lich", "--on", "1/4/2024", "--basis", "88-QĐ/MAU")
    result = ttdn("units", "merge", "tu phap", *into)
    assert result.code == 3
    assert "TD034" in result.err
    assert file.read_bytes() == before


def test_a_name_that_another_unit_bears_is_refused(ttdn: Command, workspace: Path) -> None:
    before = (workspace / "units.yaml").read_bytes()
    result = ttdn("units", "rename", "sdl", "--to", "Sở Tư pháp", "--on", "1/4/2024")
    assert result.code == 2
    told = '"Sở Tư pháp" đã là tên hoặc tên gọi khác của Sở Tư pháp (so-tu-phap); chọn tên khác'
    assert told in flat(result.err)
    assert (workspace / "units.yaml").read_bytes() == before


@pytest.mark.parametrize("left_out", ["--into", "--on", "--basis"])
def test_merge_needs_all_of_it(ttdn: Command, left_out: str) -> None:
    at = MERGE.index(left_out)
    assert ttdn(*MERGE[:at], *MERGE[at + 2 :]).code == 2


# rename.


@pytest.mark.parametrize(("as_of", "name"), [("31/3/2024", "Sở Du lịch"), ("1/4/2024", "Sở Mới")])
def test_a_report_shows_the_name_of_its_day(ttdn: Command, as_of: str, name: str) -> None:
    rename = ("units", "rename", "sdl", "--to", "Sở Mới", "--on", "1/4/2024", "--basis", "9-QĐ/MAU")
    assert ttdn(*rename).code == 0
    report = ttdn("report", "--unit", "so-du-lich", "--as-of", as_of).out
    assert f"Đơn vị: {name}." in report
    listed = ttdn("units", "list", "--as-of", as_of).out
    assert f"{name} (so-du-lich)" in listed
    assert "đến hết 31/3/2024 tên là Sở Du lịch, theo 9-QĐ/MAU" in flat(listed)


def test_a_rename_tells_how_letters_still_address_the_unit(ttdn: Command, workspace: Path) -> None:
    file = workspace / "units.yaml"
    text = file.read_text(encoding="utf-8")
    given = 'name: "Sở Du lịch"\n    addressee: "Lãnh đạo Sở Du lịch"'
    file.write_text(text.replace('name: "Sở Du lịch"', given), encoding="utf-8")
    renamed = ("units", "rename", "sdl", "--to", "Sở Mới", "--on", "13/4/2024")
    sent = ttdn("remind", "--unit", "so-du-lich", "--as-of", "12/4/2024").out
    told = flat(ttdn(*renamed).out)
    assert "Kính gửi: Lãnh đạo Sở Du lịch" in sent
    assert ttdn("remind", "--unit", "so-du-lich", "--as-of", "12/4/2024").out == sent
    assert "Kính gửi vẫn ghi: Lãnh đạo Sở Du lịch; sửa trong units.yaml nếu cần." in told


def test_a_unit_is_still_found_by_its_former_name(ttdn: Command) -> None:
    ttdn("units", "rename", "sdl", "--to", "Sở Mới", "--on", "1/4/2024")
    assert "Sở Mới (so-du-lich)" in ttdn("units", "show", "so du lich").out


@pytest.mark.parametrize(
    ("as_of", "there"), [("31/3/2024", "so-noi-vu"), ("1/4/2024", "so-noi-chinh-mau")]
)
def test_units_list_shows_who_exists_on_the_day(ttdn: Command, as_of: str, there: str) -> None:
    ttdn(*MERGE)
    listed = ttdn("units", "list", "--as-of", as_of).out
    assert [u for u in ("so-noi-vu", "so-noi-chinh-mau") if f"({u})" in listed] == [there]


# Somebody else saves the file meanwhile.

LATE = "# người khác vừa ghi\n"


@pytest.mark.parametrize(
    "command", [MERGE, ("units", "rename", "sdl", "--to", "Sở Mới", "--on", "1/4/2024")]
)
def test_what_somebody_else_has_just_saved_is_never_lost(
    ttdn: Command, workspace: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    file = workspace / "units.yaml"
    checked = reorganising.checked_bytes

    def meanwhile(root: Path, edited: EditedRoster) -> bytes:
        data = checked(root, edited)
        file.write_text(file.read_text(encoding="utf-8") + LATE, encoding="utf-8")
        return data

    monkeypatch.setattr(reorganising, "checked_bytes", meanwhile)
    result = ttdn(*command)
    assert (result.code, result.out) == (4, "")
    assert "units.yaml vừa được người khác sửa; chưa ghi gì; chạy lại lệnh" in result.err
    assert file.read_text(encoding="utf-8").endswith(LATE)


def test_a_roster_that_is_gone_meanwhile_is_named_and_not_the_ledger(
    ttdn: Command, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = workspace / "units.yaml"
    checked = reorganising.checked_bytes

    def meanwhile(root: Path, edited: EditedRoster) -> bytes:
        data = checked(root, edited)
        file.unlink()
        return data

    monkeypatch.setattr(reorganising, "checked_bytes", meanwhile)
    result = ttdn(*MERGE)
    assert (result.code, result.out) == (3, "")
    assert "units.yaml" in result.err
    assert "status.json" not in result.err


def test_a_roster_saved_while_the_command_begins_is_read_again(
    ttdn: Command, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = workspace / "units.yaml"
    opened = reorganising.open_session

    def meanwhile(place: Place) -> Session:
        session = opened(place)
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("Sở Du lịch", "Sở Du lịch mẫu"), encoding="utf-8")
        return session

    monkeypatch.setattr(reorganising, "open_session", meanwhile)
    assert ttdn(*MERGE).code == 4
    assert "Sở Du lịch mẫu" in file.read_text(encoding="utf-8")


def test_a_version_that_somebody_else_has_just_made_is_never_lost(
    ttdn: Command, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = amendment.next_version
    file = workspace / "plans" / "97-kh-duk.v2.yaml"

    def meanwhile(*arguments: Any, **options: Any) -> amendment.NewVersion:
        new = made(*arguments, **options)
        file.write_text(LATE, encoding="utf-8")
        return new

    monkeypatch.setattr(amendment, "next_version", meanwhile)
    result = ttdn("plan", "amend", "97", "--on", "1/4/2024", "--basis", "50-CV/ĐUK")
    assert result.code == 4
    assert file.read_text(encoding="utf-8") == LATE
