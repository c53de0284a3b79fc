"""form, import, export: tables go out, are filled in, and come back in one update."""

from __future__ import annotations

import csv
import io
import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import Command, Result, clean_environment
from tt_doingoai.cli import recording

STORE = Path("store") / "status.json"


def write(text: str, name: str = "bieu.csv") -> str:
    Path(name).write_text(text, encoding="utf-8", newline="")
    return name


def filled(form: str, **cells: tuple[str, ...]) -> str:
    """A form with status, day, note and evidence written in, by the id of the unit."""
    rows = list(csv.reader(io.StringIO(form.removeprefix("\ufeff"), newline="")))
    for row in rows[1:]:
        told = cells.get(row[0].replace("-", "_"), ())
        row[6 : 6 + len(told)] = told
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return "\ufeff" + out.getvalue()


def units(ttdn: Command, *options: str) -> dict[str, str]:
    """The statuses of III.2.c that are recorded, by unit."""
    found = json.loads(ttdn("status", "--task", "III.2.c", "--format", "json", *options).out)
    return {o["unit"]: o["status"] for o in found["obligations"] if o["status"] != "unreported"}


def revision(ttdn: Command) -> int:
    return int(json.loads(ttdn("log", "--format", "json").out)["revision"])


# --- form


def test_a_form_has_a_row_per_unit_and_opens_in_a_spreadsheet(ttdn: Command) -> None:
    out = ttdn("form", "III.2.c").out
    assert out.startswith("\ufeffmã đơn vị,tên đơn vị,kế hoạch,nhiệm vụ,")
    assert len(out.splitlines()) == 16
    assert all(row.split(",")[3] == "III.2.c" for row in out.splitlines()[1:])


def test_a_form_is_filled_in_as_far_as_is_known(ttdn: Command) -> None:
    ttdn("done", "III.2.c", "-u", "so du lich", "--on", "5/4/2024", "--note", "đủ",
         "--evidence", "12-BC/ĐU")  # fmt: skip
    row = next(line for line in ttdn("form", "III.2.c").out.splitlines() if "so-du-lich" in line)
    assert row.endswith(",,hoàn thành,05/4/2024,đủ,12-BC/ĐU,,")


def test_a_form_in_a_file_has_one_byte_order_mark(ttdn: Command, workspace: Path) -> None:
    assert ttdn("form", "III.2.c", "--output", "bieu.csv").out == ""
    assert (workspace / "bieu.csv").read_bytes().count(b"\xef\xbb\xbf") == 1


def test_a_form_takes_the_filters(ttdn: Command) -> None:
    ttdn("done", "III.2.c", "-u", "so du lich", "--on", "5/4/2024")
    assert "so-du-lich" not in ttdn("form", "III.2.c", "--status", "unreported").out
    assert len(ttdn("form", "III.2.c", "-u", "so du lich").out.splitlines()) == 2


def test_a_form_is_of_one_period(ttdn: Command) -> None:
    assert ",năm 2024," in ttdn("form", "II.1.4").out
    refused = ttdn("form", "II.1.4", "--period", "2023")
    assert (refused.code, refused.out) == (2, "")
    assert "2024" in refused.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("III.9",),
        ("III.2.c", "--period", "2024"),
        ("III.2.c", "--task", "III.2.a"),
        ("III.2.c", "--status", "waived"),
        ("III.2.c", "--status", "returned"),
        ("III.2.c", "--format", "xlsx"),
    ],
)
def test_a_form_that_cannot_be_made_is_refused(ttdn: Command, arguments: tuple[str, ...]) -> None:
    result = ttdn("form", *arguments)
    assert (result.code, result.out) == (2, "")


# --- import


@pytest.fixture
def form(ttdn: Command) -> str:
    """A form of III.2.c filled in for two units."""
    out = ttdn("form", "III.2.c").out
    return write(
        filled(
            out,
            so_du_lich=("hoàn thành", "5/4/2024", "đủ", "12-BC/ĐU; 13-BC/ĐU"),
            so_noi_vu=("đã nhận", "9/4/2024"),
        )
    )


def test_an_import_first_shows_every_day_in_words_and_writes_nothing(
    ttdn: Command, form: str
) -> None:
    result = ttdn("import", form)
    told = " ".join(result.out.split())
    assert (result.code, result.err) == (0, "")
    assert "dòng 3: III.2.c, Sở Du lịch: hoàn thành, ngày 05 tháng 4 năm 2024, thứ Sáu;" in told
    assert "Sở Nội vụ: đã nhận, chờ xem xét, ngày 09 tháng 4 năm 2024, thứ Ba" in told
    assert "13 dòng không ghi tình trạng" in told
    assert "--apply" in told
    assert revision(ttdn) == 0


def test_applied_it_is_one_update(ttdn: Command, form: str) -> None:
    result = ttdn("import", form, "--apply")
    assert result.code == 0
    assert "Đã ghi, lần cập nhật 1:" in result.out
    assert units(ttdn) == {"so-du-lich": "done", "so-noi-vu": "received"}
    assert revision(ttdn) == 1


def test_a_dry_run_wins_over_apply(ttdn: Command, form: str) -> None:
    assert ttdn("import", form, "--apply", "--dry-run").code == 0
    assert revision(ttdn) == 0


def test_the_same_file_twice_changes_nothing(ttdn: Command, form: str) -> None:
    ttdn("import", form, "--apply")
    before = STORE.read_bytes()
    result = ttdn("import", form, "--apply")
    assert (result.code, STORE.read_bytes()) == (0, before)
    assert "Không có gì phải ghi." in result.out
    assert "2 dòng đúng như sổ đã ghi" in result.out


def test_apply_is_enough_for_many_where_nobody_can_be_asked(ttdn: Command) -> None:
    rows = "".join(
        f"{unit},III.2.c,done,5/4/2024\n"
        for unit in ("so-du-lich", "so-noi-vu", "so-ngoai-vu", "so-tttt")
    )
    table = write("unit,task,status,on\n" + rows)
    assert ttdn("import", table, "--apply").code == 0
    assert len(units(ttdn)) == 4


def test_more_than_three_are_asked_about_in_a_terminal(
    ttdn: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr(recording, "account", lambda *, issuer: issuer)
    monkeypatch.setattr(recording, "agreed", lambda question: bool(asked.append(question)))
    three = [f"{unit},III.2.c,done,5/4/2024" for unit in ("so-du-lich", "so-noi-vu", "so-tttt")]
    table = write("\n".join(["unit,task,status,on", *three]))
    assert ttdn("import", table, "--apply", "--dry-run").code == 0
    table = write("\n".join(["unit,task,status,on", *three, "duk,III.1,done,1/12/2023"]))
    result = ttdn("import", table, "--apply")
    assert (result.code, revision(ttdn), len(asked)) == (2, 0, 1)
    assert "thứ Sáu" in result.err  # the rows stand above the question, days in words


BAD = (
    "unit,task,status,on\n"
    "so-du-lich,III.2.c,done,5/4/2024\n"
    "khong-co,III.2.c,done,5/4/2024\n"
    "so-noi-vu,III.2.c,xg,5/4/2024\n"
    "so-tttt,III.2.c,done,14/4/2024\n"
)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("so-tttt,III.2.c,done,14/4/2024,,", 4),  # not yet come
        ("so-tttt,III.2.c,done,,,", 4),  # the last day is past: the day is missing
        ("so-tttt,II.1.4,done,5/4/2024,2025,", 5),
        ("so-tttt,III.2.c,done,5/4/2024,2024,", 5),
        ("so-tttt,III.2.c,được rút,5/4/2024,,", 6),
        ("so-tttt,III.2.c,trả lại,5/4/2024,,", 3),
        ("duk,III.2.c,done,5/4/2024,,", 1),
    ],
)
def test_a_refusal_stands_at_the_cell_that_is_to_be_changed(
    ttdn: Command, row: str, column: int
) -> None:
    table = write(f"unit,task,status,on,period,basis\n{row}\n")
    assert problems(ttdn("import", table)) == [f"bieu.csv:2:{column}"]


def problems(result: Result) -> list[str]:
    return [line.split(": ", 1)[0] for line in result.err.splitlines() if line[:4] == "bieu"]


def test_nothing_is_taken_from_a_file_with_a_problem(ttdn: Command) -> None:
    result = ttdn("import", write(BAD), "--apply")
    assert (result.code, result.out, revision(ttdn)) == (2, "", 0)
    assert problems(result) == ["bieu.csv:3:1", "bieu.csv:4:3", "bieu.csv:5:4"]


def test_bad_rows_may_be_left_out_and_are_told(ttdn: Command) -> None:
    result = ttdn("import", write(BAD), "--apply", "--skip-bad")
    assert result.code == 0
    assert problems(result) == ["bieu.csv:3:1", "bieu.csv:4:3", "bieu.csv:5:4"]
    assert "3 dòng có lỗi: bỏ qua." in result.out
    assert units(ttdn) == {"so-du-lich": "done"}


@pytest.mark.parametrize("option", [(), ("--skip-bad",)])
def test_a_file_with_both_orders_of_the_day_is_refused_whole(
    ttdn: Command, option: tuple[str, ...]
) -> None:
    head = "unit,task,status,on\nso-tttt,III.2.c,done,4/5/2024\n"
    both = head + "so-du-lich,III.2.c,done,31/3/2024\nso-noi-vu,III.2.c,done,3/31/2024\n"
    result = ttdn("import", write(both), "--apply", *option)
    assert (result.code, result.out, revision(ttdn)) == (2, "", 0)
    assert problems(result) == ["bieu.csv:4:4"]


def test_days_that_could_be_either_are_read_day_first_and_the_words_show_it(ttdn: Command) -> None:
    table = write("unit,task,status,on\nso-du-lich,III.2.c,done,3/4/2024\n")
    assert "ngày 03 tháng 4 năm 2024, thứ Tư" in " ".join(ttdn("import", table).out.split())


def test_a_row_that_contradicts_the_ledger_names_the_update_to_mend(
    ttdn: Command, form: str
) -> None:
    ttdn("done", "III.2.c", "-u", "so noi vu", "--on", "8/4/2024")
    result = ttdn("import", form, "--apply")
    assert (result.code, revision(ttdn)) == (2, 1)
    assert "ttdn correct 1 --unit so-noi-vu" in result.err


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_workbook_is_refused_with_what_to_do(ttdn: Command, data: bytes) -> None:
    Path("bieu.xlsx").write_bytes(data)
    result = ttdn("import", "bieu.xlsx")
    assert result.code == 2
    assert "CSV UTF-8" in result.err


def test_a_file_that_is_not_there_is_refused(ttdn: Command) -> None:
    assert ttdn("import", "khong-co.csv").code == 2


def test_hostile_cells_are_data(ttdn: Command) -> None:
    hostile = '"=HYPERLINK(""http://x"")","[bold]\x1b[31m\u202e"'
    table = write(
        "unit,task,status,on,note,evidence\n" + f"so-du-lich,III.2.c,done,5/4/2024,{hostile}\n"
    )
    shown = ttdn("import", table, "--apply")
    assert shown.code == 0
    assert "\x1b" not in shown.out
    assert "\u202e" not in shown.out
    out = ttdn("export", "--status", "done").out
    assert "\"'=HYPERLINK" in out
    assert ttdn("import", write(out)).code == 0


def test_several_plans_are_named_in_a_column_or_by_the_option(
    ttdn: Command, workspace: Path
) -> None:
    plan = (workspace / "plans" / "97-kh-duk.v1.yaml").read_text(encoding="utf-8")
    second = plan.replace("id: 97-kh-duk", "id: 98-kh-duk").replace("97-KH/ĐUK", "98-KH/ĐUK")
    (workspace / "plans" / "98-kh-duk.v1.yaml").write_text(second, encoding="utf-8")
    row = "so-du-lich,III.2.c,done,5/4/2024"
    refused = ttdn("import", write(f"unit,task,status,on\n{row}\n"), "--apply")
    assert (refused.code, problems(refused)) == (2, ["bieu.csv:2:2"])
    assert ttdn("import", "bieu.csv", "--plan", "97-kh-duk", "--apply").code == 0
    table = write(f"plan,unit,task,status,on\n98-KH/ĐUK,{row}\n")
    assert ttdn("import", table, "--apply").code == 0
    for out in (ttdn("export").out, ttdn("form", "98-kh-duk:III.2.c").out):
        again = ttdn("import", write(out))
        assert (again.code, again.err) == (0, "")
    assert "1 dòng đúng như sổ đã ghi" in again.out


@pytest.mark.slow
def test_ten_thousand_rows_are_judged_and_told(ttdn: Command) -> None:
    rows = "".join(f"don-vi-{n},III.2.c,done,5/4/2024\n" for n in range(9_999))
    table = write("unit,task,status,on\nso-du-lich,III.2.c,done,5/4/2024\n" + rows)
    result = ttdn("import", table, "--skip-bad", "--apply")
    assert (result.code, len(problems(result))) == (0, 9_999)
    assert units(ttdn) == {"so-du-lich": "done"}


def test_a_killed_import_leaves_the_old_state_whole(ttdn: Command, form: str) -> None:
    ttdn("done", "III.2.a", "-u", "so du lich", "--on", "28/3/2024")
    before = STORE.read_bytes()
    code = (
        "import os, signal; from tt_doingoai import atomic_write;"
        "atomic_write.os.replace = lambda *a: os.kill(os.getpid(), signal.SIGKILL);"
        f"from tt_doingoai.cli.main import run; run(['import', {form!r}, '--apply'])"
    )
    killed = subprocess.run([sys.executable, "-c", code], env=clean_environment(), check=False)
    assert killed.returncode == -signal.SIGKILL
    assert STORE.read_bytes() == before
    assert ttdn("import", form, "--apply").code == 0
    assert revision(ttdn) == 2


def test_an_import_that_lost_a_race_is_judged_anew(
    ttdn: Command, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tt_doingoai.store import json_store

    appended = json_store.JsonStore.append
    raced: list[bool] = []

    def append(self, *arguments, **options):  # type: ignore[no-untyped-def]
        if not raced:
            raced.append(True)
            ttdn("done", "III.2.a", "-u", "so du lich", "--on", "28/3/2024")
        return appended(self, *arguments, **options)

    monkeypatch.setattr(json_store.JsonStore, "append", append)
    assert ttdn("import", form, "--apply").code == 0
    assert revision(ttdn) == 2
    assert units(ttdn) == {"so-du-lich": "done", "so-noi-vu": "received"}


def test_an_import_is_undone_for_one_unit_or_whole(ttdn: Command, form: str) -> None:
    ttdn("import", form, "--apply")
    assert ttdn("undo", "1", "--unit", "so noi vu").code == 0
    assert units(ttdn) == {"so-du-lich": "done"}


def test_a_return_that_came_with_its_receipt_is_taken_back_whole(ttdn: Command) -> None:
    table = write(
        "unit,task,status,on,received_on\nso-du-lich,III.2.c,returned,9/4/2024,5/4/2024\n"
    )
    assert ttdn("import", table, "--apply").code == 0
    assert ttdn("correct", "1", "--unit", "so du lich", "--on", "10/4/2024").code == 2
    assert units(ttdn) == {"so-du-lich": "returned"}
    assert ttdn("undo", "1").code == 0
    assert units(ttdn) == {}


# --- export


@pytest.mark.parametrize("format_", ["csv", "json"])
def test_an_export_comes_back_unchanged(ttdn: Command, form: str, format_: str) -> None:
    ttdn("import", form, "--apply")
    out = ttdn("export", "--format", format_).out
    result = ttdn("import", write(out, f"a.{format_}"), "--apply")
    assert result.code == 0
    assert "2 dòng đúng như sổ đã ghi" in result.out
    assert revision(ttdn) == 1


def test_an_export_gives_what_the_filters_show(ttdn: Command, form: str) -> None:
    ttdn("import", form, "--apply")
    assert len(ttdn("export", "--status", "done").out.splitlines()) == 2
    assert len(ttdn("export", "--task", "III.2.c", "-u", "so du lich").out.splitlines()) == 2
    document = json.loads(ttdn("export", "--format", "json", "--status", "done").out)
    assert document["format"] == "ttdn/records@1"
    assert [record["unit"] for record in document["records"]] == ["so-du-lich"]


def test_an_export_of_what_was_returned_is_whole_in_an_empty_ledger(ttdn: Command) -> None:
    ttdn("receive", "III.2.c", "-u", "so du lich", "--on", "5/4/2024")
    ttdn("return", "III.2.c", "-u", "so du lich", "--on", "9/4/2024", "--answer-by", "19/4/2024")
    out = ttdn("export", "--task", "III.2.c").out
    STORE.unlink()
    for backup in (STORE.parent / "backups").iterdir():
        backup.unlink()
    assert ttdn("import", write(out), "--apply").code == 0
    assert revision(ttdn) == 1
    assert units(ttdn) == {"so-du-lich": "returned"}
    assert units(ttdn, "--as-of", "8/4/2024") == {"so-du-lich": "received"}
    assert ttdn("export", "--task", "III.2.c").out == out


def test_rows_and_evidence_files_keep_their_digests(ttdn: Command, workspace: Path) -> None:
    (workspace / "bao-cao.pdf").write_bytes(b"mau")
    ttdn("done", "III.2.c", "-u", "so du lich", "--on", "5/4/2024", "--evidence", "12-BC; bản 2",
         "--evidence-file", "bao-cao.pdf")  # fmt: skip
    for options in ((), ("--format", "json")):
        again = ttdn("import", write(ttdn("export", *options).out, "x"))
        assert "1 dòng đúng như sổ đã ghi" in again.out
