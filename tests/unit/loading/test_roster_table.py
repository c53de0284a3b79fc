"""The roster from a table (CSV): what is read, what is made, what is kept, what is refused."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
import yaml

from tests.builders import day, make_roster, make_unit
from tests.conftest import ROOT
from tests.plans.examples import BASE, UNITS, valid_example
from tt_doingoai.errors import InvalidFiles, Refused
from tt_doingoai.loading.models import parse_model, read_model
from tt_doingoai.loading.problems import Problem
from tt_doingoai.loading.roster_table import left_out, roster_from_table
from tt_doingoai.loading.table import read_table
from tt_doingoai.model.units import Roster, Unit
from tt_doingoai.render.problems import problem_lines
from tt_doingoai.render.units import units_csv

GROUPS = {"don-vi": "Các đơn vị mẫu", "cap-uy": "Các cấp ủy mẫu"}
CURRENT = make_roster(
    make_unit("co-quan", name="Cơ quan mẫu", own=True, kind="ban", aliases=("CQM",)),
    make_unit("mot", name="Đơn vị mẫu một", kind="chi_bo", aliases=("ĐVM1",)),
    groups=GROUPS,
    sample=True,
)


def written(table: str | bytes, current: Roster = CURRENT) -> str:
    data = table if isinstance(table, bytes) else table.encode()
    return roster_from_table(data, path="don-vi.csv", current=current)


def read(table: str | bytes, current: Roster = CURRENT) -> Roster:
    """The roster made of a table, as the program reads it back: without a problem."""
    made = parse_model(Roster, written(table, current).encode(), path="units.yaml")
    assert made.problems == ()
    assert made.model
    return made.model


def units(table: str | bytes, current: Roster = CURRENT) -> list[Unit]:
    """The units that the table adds to the committee's own organs."""
    return [unit for unit in read(table, current).units if not unit.own]


def problems(table: str | bytes, current: Roster = CURRENT) -> list[Problem]:
    with pytest.raises(InvalidFiles) as refused:
        written(table, current)
    return [problem for problem in refused.value.problems if isinstance(problem, Problem)]


def codes(table: str | bytes) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in problems(table)]


# --- read


def test_a_table_becomes_a_roster() -> None:
    (unit,) = units("name,kind,groups,alias\nChi bộ mẫu hai,chi_bo,don-vi;cap-uy,CBM2|Hai\n")
    assert (unit.id, unit.name, unit.kind) == ("chi-bo-mau-hai", "Chi bộ mẫu hai", "chi_bo")
    assert [membership.id for membership in unit.groups] == ["don-vi", "cap-uy"]
    assert unit.aliases == ("CBM2", "Hai")


@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no BOM", "BOM"])
def test_tables_are_read_as_spreadsheets_save_them(
    separator: str, line_end: str, mark: str
) -> None:
    rows = [("Tên đơn vị", "Loại", "Tên khác"), ("Đơn vị mẫu hai", "Ban", "ĐVM2")]
    table = mark + "".join(separator.join(row) + line_end for row in rows)
    (unit,) = units(table)
    assert (unit.name, unit.kind, unit.aliases) == ("Đơn vị mẫu hai", "ban", ("ĐVM2",))


def test_decomposed_letters_become_composed_ones() -> None:
    (unit,) = units(unicodedata.normalize("NFD", "Tên đơn vị,Loại\nĐơn vị mẫu Uỷ,Đảng bộ\n"))
    assert (unit.name, unit.kind) == ("Đơn vị mẫu Uỷ", "dang_bo")


@pytest.mark.parametrize(
    "header",
    [
        "name,kind,groups,alias",
        "Name,KIND,Group,Aliases",
        "Tên đơn vị,Loại,Nhóm,Tên khác",
        "TÊN ĐƠN VỊ,LOẠI,NHÓM,VIẾT TẮT",
        "Đơn vị,loai,nhom,viet tat",
        " Tên , Loại , Nhóm , Viết tắt ",
    ],
)
def test_columns_are_named_in_vietnamese_or_english(header: str) -> None:
    (unit,) = units(f"{header}\nĐơn vị mẫu hai,ban,don-vi,ĐVM2\n")
    assert (unit.kind, len(unit.groups), unit.aliases) == ("ban", 1, ("ĐVM2",))


def test_columns_may_stand_in_any_order() -> None:
    (unit,) = units("alias,groups,name,kind\nĐVM2,cap-uy,Đơn vị mẫu hai,ban\n")
    assert (unit.name, unit.kind, unit.aliases) == ("Đơn vị mẫu hai", "ban", ("ĐVM2",))
    assert [membership.id for membership in unit.groups] == ["cap-uy"]


def test_a_name_alone_is_enough() -> None:
    (unit,) = units("Tên đơn vị\nĐơn vị mẫu hai\n")
    assert (unit.name, unit.kind, unit.groups, unit.aliases) == ("Đơn vị mẫu hai", "khac", (), ())


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("Đảng bộ", "dang_bo"),
        ("chi bộ", "chi_bo"),
        ("CHI BO", "chi_bo"),
        ("Ban", "ban"),
        ("Đoàn thể", "doan_the"),
        ("khác", "khac"),
        ("dang_bo", "dang_bo"),
        ("", "khac"),
    ],
)
def test_kinds_are_written_in_words_or_as_their_code(cell: str, kind: str) -> None:
    (unit,) = units(f"name,kind\nĐơn vị mẫu hai,{cell}\n")
    assert unit.kind == kind


@pytest.mark.parametrize("cell", ["cap-uy", "Các cấp ủy mẫu", "các cấp uỷ mẫu", "CAC CAP UY MAU"])
def test_groups_are_written_by_id_or_by_name(cell: str) -> None:
    (unit,) = units(f"name,groups\nĐơn vị mẫu hai,{cell}\n")
    assert [membership.id for membership in unit.groups] == ["cap-uy"]


def test_how_letters_address_a_unit_may_be_given() -> None:
    (unit,) = units("name;Kính gửi\nĐơn vị mẫu hai;Ban lãnh đạo Đơn vị mẫu hai\n")
    assert unit.addressee == "Ban lãnh đạo Đơn vị mẫu hai"


def test_empty_rows_are_passed_over() -> None:
    assert [unit.name for unit in units("name,kind\n\nA,ban\n,\nB,ban\n\n")] == ["A", "B"]


def test_quotes_hold_separators_and_quotes() -> None:
    (unit,) = units('name,kind\n"Ban ""mẫu"", một",ban\n')
    assert unit.name == 'Ban "mẫu", một'


def test_line_breaks_and_double_spaces_in_a_cell_become_one_space() -> None:
    (unit,) = units('name\n"Đơn vị\n  mẫu   hai "\n')
    assert unit.name == "Đơn vị mẫu hai"


def test_units_stand_in_the_order_of_the_table() -> None:
    assert [unit.name for unit in units("name\nÔ\nA\nĐ\n")] == ["Ô", "A", "Đ"]


# --- made


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Đảng bộ Sở mẫu", "dang-bo-so-mau"),
        ("Uỷ ban (mẫu) số 1/2", "uy-ban-mau-so-1-2"),
        ("ĐƯỜNG ướt", "duong-uot"),
        ("単位", "don-vi-2"),
    ],
)
def test_ids_are_made_in_ascii(name: str, made: str) -> None:
    (unit,) = units(f"name\n{name}\n")
    assert unit.id == made


def test_ids_are_made_unique() -> None:
    # Names that lead to the same id without being the same name.
    made = units("name\nBan A B\nBan A-B\nBan A/B\n")
    assert [unit.id for unit in made] == ["ban-a-b", "ban-a-b-2", "ban-a-b-3"]


def test_an_id_is_not_made_like_that_of_a_group() -> None:
    (unit,) = units("name\nCấp ủy\n")
    assert unit.id not in GROUPS


def test_an_id_is_not_made_like_that_of_another_unit_of_the_roster() -> None:
    current = make_roster(make_unit("ban-mau", name="Chi bộ mẫu"), groups=GROUPS)
    new, known = units("name\nBan mẫu\nChi bộ mẫu\n", current)
    assert known.id == "ban-mau"
    assert new.id != "ban-mau"


def test_an_id_of_a_unit_that_left_the_roster_is_not_given_to_another() -> None:
    current = make_roster(make_unit("ban-mau", name="Chi bộ mẫu"), groups=GROUPS)
    (new,) = units("name\nBan mẫu\n", current)
    assert new.id != "ban-mau"


def test_the_made_roster_is_the_offices_own_no_sample() -> None:
    assert read("name\nA\n").sample is False


def test_groups_are_carried_over() -> None:
    assert dict(read("name\nA\n").groups) == GROUPS


def test_the_made_file_names_its_schema_for_editors() -> None:
    assert written("name\nA\n").startswith(
        "# yaml-language-server: $schema=schemas/units.schema.json\n"
    )


@pytest.mark.parametrize(
    "name",
    ["no", "null", "0123", "2024-04-10", "- x", "&x", "*x", "!x", "<<", "a: b", "#x", "'", "[/b]"],
)
def test_names_that_yaml_could_misread_stay_what_they_are(name: str) -> None:
    (unit,) = units(f"name,id\n{name},x\n")
    assert unit.name == name


@pytest.mark.parametrize("name", ["Đơn vị mẫu một", "0123", "=1+1", "a: b"])
def test_any_yaml_reader_reads_the_made_file_alike(name: str) -> None:
    assert yaml.safe_load(written(f"name\n{name}\n"))["units"][-1]["name"] == name


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\x1b", "\0"])
def test_hidden_characters_do_not_come_through(hidden: str) -> None:
    (unit,) = units(f"name\nĐơn{hidden} vị mẫu hai\n")
    assert unit.name == "Đơn vị mẫu hai"


# --- kept


def test_the_committees_own_organs_are_kept() -> None:
    assert read("name\nA\n").unit("co-quan") == CURRENT.unit("co-quan")


@pytest.mark.parametrize("name", ["Đơn vị mẫu một", "don vi mau mot", "ĐVM1"])
def test_a_unit_that_the_roster_knows_keeps_its_id(name: str) -> None:
    (unit,) = units(f"name\n{name}\n")
    assert unit.id == "mot"


def test_what_the_table_does_not_say_of_a_known_unit_is_kept() -> None:
    (unit,) = units("name\nĐơn vị mẫu một\n")
    assert unit == CURRENT.unit("mot")


def test_a_known_units_history_is_kept(tmp_path: Path) -> None:
    root = valid_example("units-with-a-history").build(tmp_path / "mau")
    current = read_model(Roster, root / UNITS, path=UNITS).model
    assert current
    kept = read("name\nĐơn vị mẫu một\nĐơn vị mẫu hai\n", current)
    assert kept.unit("mot") == current.unit("mot")


def test_what_the_table_says_of_a_known_unit_replaces_what_the_roster_said() -> None:
    (unit,) = units("name,kind,groups,alias\nĐơn vị mẫu một,Ban,cap-uy,Một\n")
    assert (unit.kind, unit.aliases) == ("ban", ("Một",))
    assert [membership.id for membership in unit.groups] == ["cap-uy"]


@pytest.mark.parametrize("name", ["Cơ quan mẫu", "CQM"])
def test_a_row_that_names_an_own_organ_makes_no_second_unit_of_it(name: str) -> None:
    made = read(f"name\n{name}\nĐơn vị mẫu hai\n")
    assert [unit.id for unit in made.units] == ["co-quan", "don-vi-mau-hai"]


@pytest.mark.parametrize("folder", [ROOT, BASE], ids=["shipped", "sample"])
def test_a_listed_roster_is_imported_as_it_was(folder: Path) -> None:
    current = read_model(Roster, folder / UNITS, path=UNITS).model
    assert current
    assert (
        read(units_csv(current, current.units, day("2024-04-12")), current).units == current.units
    )


def test_units_that_the_table_leaves_out_are_named() -> None:
    assert [unit.id for unit in left_out(read("name\nA\n").units, CURRENT)] == ["mot"]


# --- refused


def test_an_unknown_column_is_told_with_the_columns_there_are() -> None:
    (problem,) = problems("name,màu sắc\nA,đỏ\n")
    assert (problem.line, problem.column, problem.code) == (1, 2, "TD010")
    assert '"màu sắc"' in problem.message
    assert all(name in problem.message for name in ("name", "kind", "groups", "alias"))


@pytest.mark.parametrize("table", ["", "kind,groups\nban,don-vi\n", "\n"])
def test_a_table_without_names_is_refused(table: str) -> None:
    assert codes(table) == [(1, "TD011")]


@pytest.mark.parametrize("table", ["name\n", "name,kind\n,\n"])
def test_a_table_without_rows_is_refused(table: str) -> None:
    assert [code for _, code in codes(table)] == ["TD018"]


def test_an_unknown_kind_is_told_with_the_kinds_there_are() -> None:
    (problem,) = problems("name,kind\nA,ban\nB,phòng\n")
    assert (problem.line, problem.code) == (3, "TD013")
    assert '"phòng"' in problem.message
    assert "đảng bộ, chi bộ, ban, đoàn thể, khác" in problem.message


def test_an_unknown_group_is_told_with_the_groups_there_are() -> None:
    (problem,) = problems("name,groups\nA,don-vi;tổ\n")
    assert (problem.line, problem.code) == (2, "TD021")
    assert '"tổ"' in problem.message
    assert "don-vi, cap-uy" in problem.message


@pytest.mark.parametrize("second", ["Đơn vị mẫu hai", "đơn vị mẫu hai", "Đon vi mau hai"])
def test_a_name_that_stands_twice_is_refused(second: str) -> None:
    assert codes(f"name\nĐơn vị mẫu hai\n{second}\n") == [(3, "TD027")]


def test_a_row_without_a_name_is_refused() -> None:
    assert codes("name,kind\nA,ban\n,ban\n") == [(3, "TD018")]


@pytest.mark.parametrize("given", ["Sở A", "so_a", "SOA", "số-a"])
def test_an_id_that_is_none_is_told_by_its_line_of_the_table(given: str) -> None:
    assert codes(f"id,name\n{given},A\n") == [(2, "TD016")]


def test_an_id_that_stands_twice_is_told_by_its_line_of_the_table() -> None:
    assert codes("id,name\na,A\na,B\n") == [(3, "TD024")]


def test_an_alias_that_stands_twice_is_told_by_its_line_of_the_table() -> None:
    assert codes("name,alias\nA,X\nB,X\n") == [(3, "TD027")]


def test_a_row_with_more_cells_than_columns_loses_nothing_silently() -> None:
    with pytest.raises((InvalidFiles, Refused)):
        written("name\nĐơn vị mẫu hai, ba và bốn\n")


def test_a_column_that_stands_twice_loses_nothing_silently() -> None:
    with pytest.raises((InvalidFiles, Refused)):
        written("Tên,Tên đơn vị\nA,B\n")


def test_all_problems_of_a_table_are_told_at_once() -> None:
    found = codes("name,kind,groups\nA,phòng,tổ\n,ban,\nA,ban,\n")
    assert found == [(2, "TD013"), (2, "TD021"), (3, "TD018"), (4, "TD027")]


def test_problems_of_a_table_are_told_as_file_line_column() -> None:
    table = "name,kind,groups\nA,phòng,tổ\n"
    for line in problem_lines(problems(table)):
        assert re.match(r"don-vi\.csv:[1-9][0-9]*:[1-9][0-9]*: TD[0-9]{3} ", line)


def test_lines_are_those_of_the_file_where_cells_hold_line_breaks() -> None:
    assert [line for line, _ in codes('name,kind\n"A\nB",ban\nC,phòng\n')] == [4]


@pytest.mark.parametrize(
    "data",
    [
        "name\nKê\u0301 hoa\u0323ch\n".encode("cp1258"),
        b"name\nA\nK\xd5 ho\xb9ch\n",
        "name\nĐơn vị\n".encode("utf-16"),
    ],
    ids=["cp1258", "TCVN3", "UTF-16"],
)
def test_a_table_that_is_not_utf_8_is_refused(data: bytes) -> None:
    assert {problem.code for problem in problems(data)} == {"TD002"}


def test_bytes_that_are_not_utf_8_are_told_by_their_line() -> None:
    assert [line for line, _ in codes(b"name\nA\nK\xd5 ho\xb9ch\n")] == [3]


def test_an_excel_workbook_is_refused_with_what_to_do() -> None:
    with pytest.raises(Refused, match="CSV"):
        written(b"PK\x03\x04\x14\x00\x06\x00")


def test_a_table_too_large_is_refused() -> None:
    with pytest.raises(Refused):
        written(b"name\n" + b"x\n" * 3_000_000)


def test_a_cell_without_end_is_refused() -> None:
    assert {problem.code for problem in problems("name\n" + "x" * 200_000)} == {"TD004"}


def test_a_quote_that_is_not_closed_is_refused() -> None:
    assert {problem.code for problem in problems('name,kind\n"A,ban\nB,ban\n')} == {"TD004"}


def test_a_table_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"khong-co\.csv"):
        read_table(tmp_path / "khong-co.csv")


def test_a_table_is_read_as_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbfname\r\n")
    assert read_table(tmp_path / "a.csv") == b"\xef\xbb\xbfname\r\n"
