"""Tables of records as offices save them: encodings, separators, headings, line ends."""

from __future__ import annotations

import itertools
import unicodedata

import pytest

from tests.conftest import ROOT
from tt_doingoai import wording
from tt_doingoai.errors import Refused
from tt_doingoai.loading.problems import Problem
from tt_doingoai.loading.record_table import records_of
from tt_doingoai.loading.table import Row

HEAD = ("đơn vị", "nhiệm vụ", "tình trạng", "ngày đến", "ghi chú")
CELLS = ("Sở Du lịch", "III.2.c", "hoàn thành", "5/4/2024", "đủ")
TAKEN = dict(zip(("unit_name", "task", "status", "on", "note"), CELLS, strict=True))


def rows(table: str | bytes) -> list[Row]:
    data = table if isinstance(table, bytes) else table.encode()
    found, problems = records_of(data, path="b.csv")
    assert problems == []
    return found


def problems(table: str | bytes) -> list[Problem]:
    _, found = records_of(table if isinstance(table, bytes) else table.encode(), path="b.csv")
    return found


def table(*lines: tuple[str, ...], separator: str = ",", line_end: str = "\n") -> str:
    return "".join(separator.join(line) + line_end for line in (HEAD, *lines))


@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no BOM", "BOM"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_table_reads_the_same_however_it_was_saved(
    separator: str, line_end: str, mark: str, form: str
) -> None:
    saved = mark + unicodedata.normalize(form, table(CELLS, separator=separator, line_end=line_end))
    (row,) = rows(saved)
    assert dict(row.cells) == TAKEN


def test_columns_may_stand_in_any_order() -> None:
    for order in itertools.permutations(range(len(HEAD))):
        lines = [",".join(cells[n] for n in order) for cells in (HEAD, CELLS)]
        (row,) = rows("\n".join(lines))
        assert dict(row.cells) == TAKEN
        assert row.column("on") == order.index(3) + 1


@pytest.mark.parametrize(
    "head",
    [
        "unit,task,period,status,on,note,evidence,basis,answer_by",
        "Unit,TASK,Period,Status,On,Note,Evidence,Basis,Answer by",
        "Mã đơn vị,Mã nhiệm vụ,Kỳ,Tình trạng,Ngày đến,Ghi chú,Văn bản,Căn cứ,Hẹn gửi lại",
        "ma don vi,nhiem vu,ky,tinh trang,ngay,ghi chu,so van ban,can cu,hen gui lai",
    ],
)
def test_headings_are_vietnamese_or_english(head: str) -> None:
    (row,) = rows(head + "\n1,2,3,4,5,6,7,8,9\n")
    keys = ("unit", "task", "period", "status", "on", "note", "evidence", "basis", "answer_by")
    assert [row.cell(key) for key in keys] == list("123456789")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_heading_of_a_form_is_known(language: str) -> None:
    from tests.builders import picture
    from tt_doingoai.render.page import Page
    from tt_doingoai.render.records import export_csv, form_csv

    wording.use(language)
    for render in (form_csv, export_csv):
        assert problems(render(picture("2024-04-05"), Page())) == []


def test_an_unknown_column_is_refused_by_name_and_place() -> None:
    (found,) = problems("unit,task,màu\n1,2,3\n")
    assert (found.line, found.column, found.code) == (1, 3, "TD010")
    assert '"màu"' in found.message
    assert "tình trạng (status)" in found.message


def test_a_column_that_stands_twice_is_refused() -> None:
    assert [p.code for p in problems("unit,task,ngày,ngày đến\n1,2,3,4\n")] == ["TD006"]


@pytest.mark.parametrize("head", ["unit,status", "task,status"])
def test_a_table_without_units_or_tasks_is_refused(head: str) -> None:
    assert [p.code for p in problems(f"{head}\n1,done\n")] == ["TD011"]


def test_empty_rows_and_empty_columns_at_the_end_are_passed_over() -> None:
    (row,) = rows("unit,task,status,,\n\nmot,I.1,done,,\n,,,,\n\n")
    assert row.line == 3
    assert row.cell("status") == "done"


@pytest.mark.parametrize("saved", ["unit,task,,\nmot,I.1,,x\n", "unit,task\nmot,I.1,,x\n"])
def test_a_cell_beyond_the_headings_is_no_loss_in_silence(saved: str) -> None:
    (found,) = problems(saved)
    assert (found.line, found.column, found.code) == (2, 4, "TD012")


def test_a_row_is_told_by_the_line_it_begins_in() -> None:
    found = rows('sep=,\nunit,task,note\n"mot","I.1","hai\ndòng"\nhai,I.1,x\n')
    assert [row.line for row in found] == [3, 5]
    assert found[0].cell("note") == "hai\ndòng"


@pytest.mark.parametrize(
    ("cell", "text"), [("'=1+1", "=1+1"), ("'-5", "-5"), ("''=x", "'=x"), ("'t", "'t"), ("'", "'")]
)
def test_the_quote_that_keeps_a_cell_from_being_a_formula_is_taken_off(
    cell: str, text: str
) -> None:
    (row,) = rows(f"unit,task,note\nmot,I.1,{cell}\n")
    assert row.cell("note") == text


@pytest.mark.parametrize("data", [b"PK\x03\x04\x14\x00", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00"])
def test_a_workbook_is_refused_with_what_to_do(data: bytes) -> None:
    with pytest.raises(Refused, match="CSV UTF-8"):
        records_of(data, path="b.xlsx")


@pytest.mark.parametrize(
    "data",
    [
        "unit,task\nmot,Kê\u0301 hoa\u0323ch\n".encode("cp1258"),
        b"unit,task\nmot,K\xd5 ho\xb9ch\n",
        "unit,task\n".encode("utf-16"),
    ],
    ids=["cp1258", "TCVN3", "UTF-16"],
)
def test_bytes_of_another_code_page_are_refused_with_how_to_save(data: bytes) -> None:
    (found,) = problems(data)
    assert found.code == "TD002"
    assert "CSV UTF-8 (Comma delimited)" in found.message


def test_question_marks_in_the_headings_are_lost_letters() -> None:
    (found,) = problems("??n v?,nhi?m v?\nmot,I.1\n")
    assert found.code == "TD002"


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n\n", b'unit,task\n"mot,I.1\n', b"a\0b"])
def test_what_is_no_table_is_refused(data: bytes) -> None:
    assert problems(data)


def test_another_file_of_the_workspace_is_no_table() -> None:
    assert problems((ROOT / "units.yaml").read_bytes())
