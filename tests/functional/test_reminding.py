"""remind: a draft for each late unit, in files or not; the record that it went out."""

from __future__ import annotations

import json
import os
import shutil
import unicodedata
from pathlib import Path

import pytest

from tests.command import Command, Result, flat
from tests.conftest import ROOT
from tt_doingoai.cli import letters

ONE = ("remind", "--unit", "tu phap")
RECORD = (*ONE, "--record", "--number", "45-CV/ĐUK")
RULE = "=" * 80


def revisions(ttdn: Command) -> int:
    return int(json.loads(ttdn("log", "--format", "json").out)["revision"])


# --- who gets a letter


def test_without_a_unit_nothing_is_written_and_it_is_said_what_to_write(ttdn: Command) -> None:
    result = ttdn("remind")
    assert (result.code, result.out) == (2, "")
    assert "--unit" in result.err
    assert "--overdue" in result.err


def test_a_unit_that_is_not_late_gets_no_letter(ttdn: Command) -> None:
    result = ttdn(*ONE, "--as-of", "31/3/2024")
    assert (result.code, result.out) == (0, "")
    assert "Sở Tư pháp: tính đến 31/3/2024 không có việc phải đôn đốc" in result.err


def test_who_is_not_late_with_what_was_asked_for_may_be_late_with_more(ttdn: Command) -> None:
    ttdn("done", "III.2.c", "--unit", "tu phap", "--on", "9/4/2024")
    said = "chỉ tính các kế hoạch, nhiệm vụ đã chọn"
    result = ttdn(*ONE, "--task", "III.2.c")
    assert (result.code, result.out) == (0, "")
    assert said in result.err
    assert said not in ttdn(*ONE, "--as-of", "31/3/2024").err


def test_where_nobody_is_late_there_is_nobody_to_remind(ttdn: Command) -> None:
    result = ttdn("remind", "--overdue", "--as-of", "1/12/2023")
    assert (result.code, result.out) == (0, "")
    assert "không có đơn vị nào phải đôn đốc" in result.err


def test_every_late_unit_gets_a_letter_and_a_rule_stands_between(ttdn: Command) -> None:
    out = ttdn("remind", "--overdue").out
    assert out.count("Kính gửi:") == 16
    assert out.splitlines().count(RULE) == 15
    assert out.count("DỰ THẢO") == 16
    assert not out.rstrip().endswith(RULE)


def test_a_letter_never_shows_a_task_code(ttdn: Command) -> None:
    out = ttdn("remind", "--overdue", "--all", "--as-of", "1/1/2026").out
    for code in ("III.1", "III.2", "III.3", "II.1", "II.4"):
        assert code not in out


def test_units_with_nothing_recorded_are_listed_apart(ttdn: Command) -> None:
    ttdn("start", "III.2.c", "--unit", "noi vu", "--on", "1/4/2024")
    err = flat(ttdn("remind", "--unit", "noi vu", "--unit", "tu phap").err)
    told = "Sổ chưa ghi gì về: Sở Nội vụ (III.2.a); Sở Tư pháp. Đối chiếu sổ công văn đến"
    assert f"{told} trước khi gửi." in err


def test_of_a_unit_that_did_another_task_only_what_is_unreported_is_listed(ttdn: Command) -> None:
    ttdn("done", "III.2.c", "--unit", "noi vu", "--on", "1/4/2024")
    told = "Sổ chưa ghi gì về: Sở Nội vụ (III.2.a)."
    assert told in flat(ttdn("remind", "--unit", "noi vu").err)
    # Of the tasks that were not asked for nothing can be said.
    assert told in flat(ttdn("remind", "--unit", "noi vu", "--task", "III.2.a").err)


def test_the_sample_roster_is_said_beside_the_letters_not_in_them(ttdn: Command) -> None:
    result = ttdn(*ONE)
    assert "Danh sách đơn vị mẫu." in result.err
    assert "Danh sách đơn vị mẫu" not in result.out


def test_what_waits_for_the_office_is_not_reminded_of(ttdn: Command) -> None:
    ttdn("receive", "III.2.c", "--unit", "tu phap", "--on", "11/4/2024")
    result = ttdn(*ONE)
    assert "Báo cáo kết quả" not in result.out
    assert "chờ cơ quan mình xem xét" in result.err


def test_a_request_that_waits_for_an_answer_is_said_to_whoever_drafts(ttdn: Command) -> None:
    ttdn("note", "III.2.c", "--unit", "tu phap", "--kind", "request", "xin lùi", "--on", "8/4/2024")
    said = "chưa được trả lời: Sở Tư pháp (đề nghị gia hạn 08/4), III.2.c."
    result = ttdn(*ONE)
    assert said in result.err
    assert "đề nghị gia hạn ngày 08/4/2024, chưa có ý kiến trả lời" in flat(result.out)
    ttdn("note", "III.2.c", "--unit", "tu phap", "--kind", "refusal", "không", "--on", "10/4/2024")
    assert "chưa được trả lời" not in ttdn(*ONE).err


def test_days_that_the_office_set_are_left_out_unless_asked_for(ttdn: Command) -> None:
    without, with_ = (ttdn(*ONE, *more, "--as-of", "2/1/2025") for more in ((), ("--all",)))
    assert "năm 2024" not in without.out.partition("Theo Kế hoạch")[2]
    assert "thêm --all" in without.err
    assert "Kiểm tra, giám sát hằng năm" in with_.out
    assert "do cơ quan theo dõi xác định vì kế hoạch không ghi ngày" in flat(with_.out)


def test_a_closed_plan_is_not_reminded_of(ttdn: Command) -> None:
    ttdn("plan", "close", "97", "--on", "12/4/2024", "--basis", "01-QĐ/MAU")
    result = ttdn("remind", "--overdue")
    assert (result.code, result.out) == (0, "")
    assert "kết thúc theo dõi" in result.err


def test_an_ended_unit_gets_no_letter_and_it_is_said_who_came_after_it(ttdn: Command) -> None:
    merge = ("units", "merge", "noi vu", "--into", "Sở Nội chính mẫu", "--on", "11/4/2024")
    assert ttdn(*merge, "--basis", "88-QĐ/MAU").code == 0
    result = ttdn("remind", "--unit", "so-noi-vu")
    assert result.out == ""
    assert "Sở Nội chính mẫu" in result.err
    out = flat(ttdn("remind", "--unit", "noi chinh").out)
    assert "Nhận lại từ Sở Nội vụ (đến hết ngày 10/4/2024, theo 88-QĐ/MAU)" in out


def test_a_letter_lists_by_plan_and_names_each_assigning_document(
    ttdn: Command, workspace: Path
) -> None:
    shutil.copy(ROOT / "tests" / "plans" / "second" / "139-kh-ubnd.v1.yaml", workspace / "plans")
    result = ttdn("remind", "--unit", "so du lich", "--as-of", "1/8/2024")
    out = flat(result.out)
    assert out.count("Theo Kế hoạch số 97-KH/ĐUK") == 1
    assert out.count("Theo Kế hoạch số 139/KH-UBND") == 1
    assert "Số -CV/" in out  # two bodies: whose letter it is, nobody has said
    assert "superior, organ, place, suffix, signed" in result.err


def test_the_letter_is_vietnamese_and_the_talk_as_the_user_speaks(
    ttdn: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TTDN_LANG", "en")
    result = ttdn(*ONE)
    assert "Hạn cuối: hết ngày 09/4/2024 (thứ Ba)" in result.out
    assert "Nothing is recorded of: Sở Tư pháp." in result.err


# --- what it bears


def test_what_ttdn_toml_does_not_say_stays_blank_and_is_named(ttdn: Command) -> None:
    result = ttdn(*ONE)
    assert "Số       -CV/ĐUK" in result.out
    assert "………………, ngày 12 tháng 4 năm 2024" in result.out
    assert "superior, place, signed" in result.err


def test_the_settings_and_options_fill_the_letter_in(ttdn: Command, workspace: Path) -> None:
    (workspace / "ttdn.toml").write_text(
        '[letters]\nsuperior = "Tỉnh ủy mẫu"\nplace = "Nơi mẫu"\nsuffix = "CV/VPMAU"\n'
        'signed = ["T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG"]\nfiled = "Văn phòng"\n',
        encoding="utf-8",
    )
    blank = ttdn(*ONE, "--answer-by", "19/4/2024")
    for told in ("TỈNH ỦY MẪU", "Số       -CV/VPMAU", "Nơi mẫu, ngày 12", "CHÁNH VĂN PHÒNG",
                 "- Lưu Văn phòng.", "hết ngày 19/4/2024 (thứ Sáu)"):  # fmt: skip
        assert told in blank.out
    assert "còn để trống" not in blank.err
    assert "Số 45-CV/VPMAU" in ttdn(*ONE, "--number", "45-CV/VPMAU").out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[letters]\nsigned = "T/M"', "letters.signed"),
        ("[letters]\nplace = 3", "letters.place"),
        ('[letters]\nplaec = "x"', "letters.plaec"),
        ('[letters]\nplace = " "', "letters.place"),
        ('letters = "x"', "letters"),
    ],
)
def test_a_wrong_setting_is_told(ttdn: Command, workspace: Path, text: str, told: str) -> None:
    (workspace / "ttdn.toml").write_text(text, encoding="utf-8")
    result = ttdn(*ONE)
    assert result.code == 3
    assert f'ttdn.toml: "{told}' in result.err
    assert "[letters]" in result.err


@pytest.mark.parametrize(
    "options",
    [
        ("--number", "45"),
        ("--number", " "),
        ("--answer-by", "11/4/2024"),
        ("--on", "11/4/2024", "--as-of", "12/4/2024"),
        ("--output", "x.txt", "--output-dir", "x"),
        ("--record", "--number", "45-CV/ĐUK", "--as-of", "11/4/2024"),
        ("--record", "--number", "45-CV/ĐUK", "--revision", "0"),
        ("--record", "--number", "45-CV/ĐUK", "--on", "13/4/2024"),
        ("--record",),
        ("--record", "--number", " "),
    ],
)
def test_what_contradicts_itself_is_refused_before_anything_is_written(
    ttdn: Command, workspace: Path, options: tuple[str, ...]
) -> None:
    result = ttdn(*ONE, *options)
    if options == ("--number", " "):  # no number is no number
        assert "Số       -CV/ĐUK" in result.out
        return
    assert (result.code, result.out) == (2, "")
    assert sorted(file.name for file in workspace.iterdir()) == ["plans", "schemas", "units.yaml"]


# --- files


def test_each_unit_has_a_file_that_notepad_reads(ttdn: Command, workspace: Path) -> None:
    result = ttdn("remind", "--unit", "tu phap", "--unit", "sdl", "--output-dir", "thu/moi")
    assert (result.code, result.out) == (0, "")
    names = ["don-doc-so-du-lich.txt", "don-doc-so-tu-phap.txt"]
    assert sorted(file.name for file in (workspace / "thu" / "moi").iterdir()) == names
    for name in names:
        assert f"Đã ghi: thu/moi/{name}" in result.err
        data = (workspace / "thu" / "moi" / name).read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.count(b"\n") == data.count(b"\r\n") > 20
    text = (workspace / "thu" / "moi" / names[1]).read_text(encoding="utf-8-sig")
    assert text == ttdn(*ONE).out


def test_the_same_letters_again_change_nothing(ttdn: Command, workspace: Path) -> None:
    ttdn(*ONE, "--output-dir", "thu")
    file = workspace / "thu" / "don-doc-so-tu-phap.txt"
    before = file.stat()
    result = ttdn(*ONE, "--output-dir", "thu")
    assert "Giữ nguyên: thu/don-doc-so-tu-phap.txt" in result.err
    assert file.stat().st_mtime_ns == before.st_mtime_ns


def test_a_letter_that_was_edited_is_not_replaced_unless_that_is_said(
    ttdn: Command, workspace: Path
) -> None:
    both = ("remind", "--unit", "sdl", "--unit", "tu phap", "--output-dir", "thu")
    file = workspace / "thu" / "don-doc-so-tu-phap.txt"
    file.parent.mkdir()
    file.write_text("đã sửa tay", encoding="utf-8")
    result = ttdn(*both)
    assert result.code == 2
    assert "--overwrite" in result.err
    assert [f.name for f in file.parent.iterdir()] == [file.name]
    assert file.read_text(encoding="utf-8") == "đã sửa tay"
    assert ttdn(*both, "--overwrite").code == 0
    assert "Kính gửi" in file.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("folder", ["store", "plans", "plans/x", "templates"])
def test_the_workspaces_own_folders_are_not_written_to(
    ttdn: Command, workspace: Path, folder: str
) -> None:
    assert ttdn(*ONE, "--output-dir", folder).code == 2
    assert ttdn(*ONE, "--output", f"{folder}/x.txt").code == 2
    assert not list(workspace.rglob("*.txt"))


def test_a_file_in_the_folders_place_is_told(ttdn: Command, workspace: Path) -> None:
    (workspace / "thu").write_text("x", encoding="utf-8")
    result = ttdn(*ONE, "--output-dir", "thu")
    assert result.code == 5
    assert "thu" in result.err


def test_a_unit_called_like_a_device_has_a_file_all_the_same(
    ttdn: Command, workspace: Path
) -> None:
    units = workspace / "units.yaml"
    text = units.read_text(encoding="utf-8")
    units.write_text(text.replace("id: so-tu-phap", "id: aux"), encoding="utf-8")
    assert ttdn(*ONE, "--output-dir", "thu").code == 0
    assert (workspace / "thu" / "don-doc-aux.txt").is_file()


def test_a_dry_run_writes_no_file(ttdn: Command, workspace: Path) -> None:
    for to in (("--output-dir", "thu"), ("--output", "thu.txt")):
        result = ttdn(*RECORD, *to, "--dry-run")
        assert result.code == 0
        assert "Sẽ ghi: thu" in result.err
        assert "Sẽ ghi như sau (chưa ghi gì)" in result.err
    assert not list(workspace.glob("thu*"))
    assert not (workspace / "store").exists()


# --- the record


def test_recording_notes_every_obligation_of_the_letter_in_one_update(ttdn: Command) -> None:
    result = ttdn(*RECORD, "--on", "11/4/2024", "--answer-by", "19/4/2024")
    assert result.code == 0
    assert "Số 45-CV/ĐUK" in result.out  # the letters are the data
    assert "Đã ghi, lần cập nhật 1:" in result.err
    (update,) = json.loads(ttdn("log", "--format", "json").out)["transactions"]
    assert update["command"] == "remind"
    rows = [(c["kind"], c["task"], c["unit"], c["on"], c["number"], c["answer_by"])
            for c in update["changes"]]  # fmt: skip
    rest = ("so-tu-phap", "2024-04-11", "45-CV/ĐUK", "2024-04-19")
    assert rows == [("reminder", "III.2.a", *rest), ("reminder", "III.2.c", *rest)]


def test_the_same_letter_is_recorded_once(ttdn: Command) -> None:
    assert ttdn(*RECORD).code == 0
    again = ttdn(*RECORD)
    assert (again.code, again.out) == (2, "")
    assert "lần cập nhật 1" in again.err
    assert revisions(ttdn) == 1


def test_a_number_is_said_once_and_has_a_zero_below_ten(ttdn: Command) -> None:
    letter = ttdn(*ONE, "--record", "--number", "Số 5-CV/ĐUK").out
    assert "Số 05-CV/ĐUK" in letter
    assert "Số Số" not in letter
    assert ttdn(*ONE, "--record", "--number", "05 - CV/ĐUK").code == 2
    assert revisions(ttdn) == 1


def test_the_letter_can_be_printed_again_as_it_went_out(ttdn: Command) -> None:
    sent = ttdn(*RECORD).out
    assert ttdn(*ONE, "--number", "45-CV/ĐUK", "--revision", "0").out == sent


def test_the_next_letter_tells_of_the_one_before(ttdn: Command) -> None:
    ttdn(*RECORD, "--on", "10/4/2024")
    assert "Đã đôn đốc 1 lần: ngày 10/4/2024 (số 45-CV/ĐUK)." in ttdn(*ONE).out


def test_more_than_three_obligations_need_a_yes_before_anything_is_written(
    ttdn: Command, workspace: Path
) -> None:
    many = ("remind", "--overdue", "--record", "--number", "45-CV/ĐUK", "--output-dir", "thu")
    refused = ttdn(*many)
    assert refused.code == 2
    assert "--yes" in refused.err
    assert not (workspace / "thu").exists()
    assert ttdn(*many, "--yes").code == 0
    assert len(list((workspace / "thu").iterdir())) == 16
    assert revisions(ttdn) == 1


def test_letters_that_could_not_be_written_are_not_recorded(ttdn: Command, workspace: Path) -> None:
    (workspace / "thu").write_text("x", encoding="utf-8")
    assert ttdn(*RECORD, "--output-dir", "thu/x").code == 5
    assert revisions(ttdn) == 0


def test_what_another_recorded_meanwhile_makes_the_letters_stale(
    ttdn: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(self: letters.LetterText) -> None:
        assert ttdn("done", "III.2.c", "--unit", "tu phap", "--on", "9/4/2024").code == 0

    monkeypatch.setattr(letters.LetterText, "write", meanwhile)
    result = ttdn(*RECORD)
    assert result.code == 2
    assert "sổ vừa có thay đổi" in result.err
    assert revisions(ttdn) == 1


def test_what_another_recorded_of_other_units_meanwhile_is_no_hindrance(
    ttdn: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(self: letters.LetterText) -> None:
        assert ttdn("done", "III.2.c", "--unit", "noi vu", "--on", "9/4/2024").code == 0

    monkeypatch.setattr(letters.LetterText, "write", meanwhile)
    assert ttdn(*RECORD).code == 0
    assert revisions(ttdn) == 2


def test_a_ledger_with_reminders_is_sound(ttdn: Command) -> None:
    ttdn(*RECORD)
    result = ttdn("store", "verify")
    assert (result.code, "Không có gì phải xử lý." in result.out) == (0, True)


def test_a_reminder_is_taken_back_like_any_update(ttdn: Command) -> None:
    ttdn(*RECORD)
    assert ttdn("undo", "1").code == 0
    assert "Đôn đốc: chưa" in ttdn("report", "--unit", "tu phap").out
    assert ttdn(*RECORD).code == 0


def test_the_log_is_narrowed_to_reminders(ttdn: Command) -> None:
    ttdn("start", "III.2.c", "--unit", "noi vu", "--on", "1/4/2024")
    ttdn(*RECORD)
    out = flat(ttdn("log", "--kind", "reminder").out)
    assert "III.2.c, Sở Tư pháp: đã đôn đốc, số 45-CV/ĐUK ngày 12/4/2024" in out
    assert "Sở Nội vụ" not in out


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("report", "--unit", "tu phap"), "Đôn đốc: đã đôn đốc 1 lần (số 45-CV/ĐUK ngày 10/4)."),
        (("report",), "Sở Tư pháp (đã đôn đốc 1 lần (10/4))"),
        (("check",), "- Sở Tư pháp: chưa có thông tin; quá 3 ngày; đã đôn đốc 1 lần (10/4)"),
        (("status",), "Sở Tư pháp (đã đôn đốc 1 lần (10/4))"),
        (("explain", "III.2.c", "--unit", "tu phap"), "Đã đôn đốc 1 lần (số 45-CV/ĐUK ngày 10/4)."),
    ],
)
def test_every_report_tells_how_often_and_when(
    ttdn: Command, command: tuple[str, ...], told: str
) -> None:
    ttdn(*RECORD, "--on", "10/4/2024")
    assert told in flat(ttdn(*command).out)


def test_json_tells_every_reminder_with_its_number(ttdn: Command) -> None:
    ttdn(*RECORD, "--on", "10/4/2024", "--answer-by", "19/4/2024")
    out = ttdn("status", "--unit", "tu phap", "--task", "III.2.c", "--format", "json").out
    (obligation,) = json.loads(out)["obligations"]
    assert obligation["reminders"] == 1
    assert obligation["reminded"] == [
        {"on": "2024-04-10", "number": "45-CV/ĐUK", "answer_by": "2024-04-19"}
    ]


# --- templates


def own_template(workspace: Path, text: str) -> None:
    (workspace / "templates").mkdir(exist_ok=True)
    (workspace / "templates" / "don-doc.txt").write_text(text, encoding="utf-8")


def test_the_shipped_template_is_copied_out_and_gives_the_same_letter(
    ttdn: Command, workspace: Path
) -> None:
    before = ttdn(*ONE).out
    result = ttdn("remind", "--copy-template")
    assert (result.code, result.out) == (0, "")
    assert "templates/don-doc.txt" in result.err
    assert ttdn(*ONE).out == before
    assert ttdn("remind", "--copy-template").code == 2


def test_a_dry_run_copies_nothing(ttdn: Command, workspace: Path) -> None:
    assert ttdn("remind", "--copy-template", "--dry-run").code == 0
    assert not (workspace / "templates").exists()


def test_an_offices_own_template_is_used(ttdn: Command, workspace: Path) -> None:
    own_template(workspace, "Gửi {{ addressee }}: {{ total }} việc")
    assert ttdn(*ONE).out == "Gửi Sở Tư pháp: 2 việc\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("một\n{{ khong_co }}", "templates/don-doc.txt:2: "),
        ("{% for x in plans %}\n{% include 'x' %}{% endfor %}", "templates/don-doc.txt:2: "),
        ("{% for i in range(10**9) %}{% endfor %}", "templates/don-doc.txt:1: "),
        ("{{ unit.__class__ }}", "templates/don-doc.txt:1: "),
        ("\n\n{% if %}", "templates/don-doc.txt:3: "),
    ],
)
def test_a_template_that_cannot_be_used_is_told_and_nothing_is_written(
    ttdn: Command, workspace: Path, text: str, told: str
) -> None:
    own_template(workspace, text)
    result = ttdn(*RECORD, "--output-dir", "thu")
    assert (result.code, result.out) == (3, "")
    assert told in result.err
    assert "Traceback" not in result.err
    assert not (workspace / "thu").exists()
    assert revisions(ttdn) == 0


# --- what files say is data


HOSTILE = "{{ 7*7 }}{% if %} [b]x[/b] %s \x1b[31m\u202e || {# {n}"


@pytest.mark.parametrize("options", [(), ("--output-dir", "../thu")])
def test_what_roster_and_plan_say_is_never_a_template_nor_an_escape(
    ttdn: Command, workspace: Path, options: tuple[str, ...]
) -> None:
    for name, what in (("units.yaml", '"Sở Tư pháp"'), ("plans/97-kh-duk.v1.yaml",
                       '"Báo cáo kết quả về Đảng ủy Khối (qua Ban Tuyên giáo)"')):  # fmt: skip
        file = workspace / name
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(what, json.dumps(f"Sở Tư pháp {HOSTILE}")), encoding="utf-8")
    (workspace / "ttdn.toml").write_text(
        f"[letters]\nplace = {json.dumps(HOSTILE)}\nfiled = '{{{{ 7*7 }}}}'\n", encoding="utf-8"
    )
    result: Result = ttdn(*ONE, *options)
    assert result.code == 0
    text = result.out
    if options:
        file = workspace.parent / "thu" / "don-doc-so-tu-phap.txt"
        text = file.read_text(encoding="utf-8-sig")
    assert "49" not in text
    assert flat(text).count("{{ 7*7 }}{% if %} [b]x[/b] %s") >= 3
    for char in text:
        assert char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Zl", "Zp"}


@pytest.mark.skipif(os.name == "nt", reason="making a link there needs a privilege")
def test_a_link_in_a_letters_place_is_not_followed(ttdn: Command, workspace: Path) -> None:
    (workspace / "thu").mkdir()
    (workspace / "thu" / "don-doc-so-tu-phap.txt").symlink_to(workspace / "moi.txt")
    result = ttdn(*ONE, "--output-dir", "thu")
    assert result.code == 5
    assert not (workspace / "moi.txt").exists()
