"""Finding a unit, a plan or a task by what people type (design 3.2): candidates, never a guess."""

from __future__ import annotations

import unicodedata

import pytest

from tests.builders import day, make_plan, make_roster, make_task, make_unit, snapshot
from tt_doingoai.assess.history import Entry
from tt_doingoai.lookup import (
    find_group,
    find_plans,
    find_snapshots,
    find_tasks,
    find_units,
    is_called,
    is_period,
)
from tt_doingoai.model.period import parse_period
from tt_doingoai.model.plan import PlacedTask, Plan, placed_tasks
from tt_doingoai.model.units import FormerName

UNITS = [
    make_unit("so-du-lich", name="Sở Du lịch", aliases=("SDL",)),
    make_unit("so-tu-phap", name="Sở Tư pháp", aliases=("STP", "Tư pháp")),
    make_unit("uy-ban", name="Ủy ban mẫu", aliases=("UB",)),
    make_unit("ban-mot", name="Ban mẫu một"),
    make_unit("ban-hai", name="Bản mẫu hai"),
]


def found(query: str) -> list[str]:
    return [unit.id for unit in find_units(query, UNITS)]


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("so-du-lich", id="id"),
        pytest.param("SDL", id="alias"),
        pytest.param("sdl", id="alias in small letters"),
        pytest.param("Sở Du lịch", id="name"),
        pytest.param("so du lich", id="name without marks"),
        pytest.param("SỞ DU LỊCH", id="name in capitals"),
        pytest.param(unicodedata.normalize("NFD", "Sở Du lịch"), id="decomposed name"),
        pytest.param("du lich", id="words of the name"),
        pytest.param("lich du", id="words in another order"),
        pytest.param("d l", id="beginnings of words"),
    ],
)
def test_a_unit_is_found_by(query: str) -> None:
    assert found(query) == ["so-du-lich"]


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("SỞ DU LỊCH", True),
        ("sdl", True),
        ("so-du-lich", False),  # its id
        ("du lich", False),  # words of its name
        ("Sở Văn hóa", False),  # a name that it bore
    ],
)
def test_a_unit_is_called_by_its_name_and_aliases_only(name: str, called: bool) -> None:
    former = FormerName(name="Sở Văn hóa", until=day("2023-12-31"))
    unit = make_unit("so-du-lich", name="Sở Du lịch", aliases=("SDL",), former_names=(former,))
    assert is_called(unit, name) is called


def test_uy_is_found_wherever_its_mark_stands() -> None:
    assert found("Uỷ ban mẫu") == found("Ủy ban mẫu") == ["uy-ban"]


def test_words_that_begin_no_word_of_a_name_find_nothing() -> None:
    assert found("ich") == []


def test_every_word_must_begin_a_word_of_the_name() -> None:
    assert found("so khong") == []


@pytest.mark.parametrize("query", ["", "  ", "-"])
def test_a_query_without_a_word_finds_nothing(query: str) -> None:
    assert found(query) == []


def test_several_matches_are_all_listed() -> None:
    assert found("so") == ["so-du-lich", "so-tu-phap"]


def test_names_that_collide_without_marks_are_all_listed() -> None:
    assert found("ban mau") == ["uy-ban", "ban-mot", "ban-hai"]


def test_an_exact_id_goes_before_another_units_alias() -> None:
    units = [make_unit("tp", name="Đơn vị mẫu"), make_unit("hai", name="Khác", aliases=("tp",))]
    assert [unit.id for unit in find_units("tp", units)] == ["tp"]


def test_an_exact_alias_goes_before_words_of_another_name() -> None:
    units = [
        make_unit("mot", name="Tư pháp tỉnh"),
        make_unit("hai", name="Sở mẫu", aliases=("Tư pháp",)),
    ]
    assert [unit.id for unit in find_units("tu phap", units)] == ["hai"]


def test_an_exact_name_goes_before_longer_names_that_begin_with_it() -> None:
    units = [make_unit("hai", name="Ban mẫu hai"), make_unit("mot", name="Ban mẫu")]
    assert [unit.id for unit in find_units("ban mau", units)] == ["mot"]


@pytest.mark.parametrize("query", ["Sở Mẫu Cũ", "so mau cu", "cu"])
def test_a_unit_is_found_by_a_name_it_bore(query: str) -> None:
    former = FormerName(name="Sở Mẫu Cũ", until=day("2024-01-31"))
    units = [*UNITS, make_unit("moi", name="Sở Mẫu Mới", former_names=(former,))]
    assert [unit.id for unit in find_units(query, units)] == ["moi"]


def test_the_words_of_two_names_of_one_unit_are_not_mixed() -> None:
    former = FormerName(name="Ban Cũ", until=day("2024-01-31"))
    assert find_units("ban moi", [make_unit(name="Sở Mới", former_names=(former,))]) == []


GROUPS = make_roster(groups={"cap-uy": "Các cấp ủy", "doan-the": "Các đoàn thể"})


@pytest.mark.parametrize("query", ["cap-uy", "CAP-UY", "Các cấp ủy", "cac cap uỷ"])
def test_a_group_is_found_by_its_id_or_its_whole_name(query: str) -> None:
    assert find_group(query, GROUPS) == "cap-uy"


@pytest.mark.parametrize("query", ["cap", "khac", ""])
def test_a_group_is_not_guessed(query: str) -> None:
    assert find_group(query, GROUPS) is None


PLANS = [
    make_plan(id="97-mau", number="97-KH/MAU", short_title="thông tin đối ngoại"),
    make_plan(id="98-mau", number="98-KH/MAU"),
]


@pytest.mark.parametrize("query", ["97-mau", "97-KH/MAU", "97-kh/mau", "97", "doi ngoai"])
def test_a_plan_is_found_by_id_number_or_words(query: str) -> None:
    assert [plan.id for plan in find_plans(query, PLANS)] == ["97-mau"]


def test_words_that_two_plans_share_list_both() -> None:
    assert find_plans("kh", PLANS) == PLANS


def tasks_of(*plans: Plan) -> list[tuple[Plan, PlacedTask]]:
    return [(plan, place) for plan in plans for place in placed_tasks(plan)]


def found_tasks(query: str, *plans: Plan) -> list[str]:
    return [f"{plan.id}:{place.task.id}" for plan, place in find_tasks(query, tasks_of(*plans))]


ONE = make_plan(
    make_task("III.2.a", title="Phổ biến, quán triệt"),
    make_task("III.2.c", title="Báo cáo kết quả"),
    make_task("III.3.d", title="Báo cáo sơ kết"),
    id="mot",
)
OTHER = make_plan(make_task("III.2.c", title="Tuyên truyền"), id="hai")


@pytest.mark.parametrize(
    "query", ["III.2.c", "iii.2.c", "mot:III.2.c", "bao cao ket qua", "ket qua"]
)
def test_a_task_is_found_by_code_or_title(query: str) -> None:
    assert found_tasks(query, ONE) == ["mot:III.2.c"]


def test_words_that_two_titles_share_list_both_tasks() -> None:
    assert found_tasks("bao cao", ONE) == ["mot:III.2.c", "mot:III.3.d"]


def test_a_code_that_two_plans_have_lists_both_tasks() -> None:
    assert found_tasks("III.2.c", ONE, OTHER) == ["mot:III.2.c", "hai:III.2.c"]


def test_a_code_with_its_plan_is_one_task() -> None:
    assert found_tasks("hai:III.2.c", ONE, OTHER) == ["hai:III.2.c"]


def test_part_of_a_code_finds_no_task() -> None:
    assert found_tasks("III.2", ONE) == []


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("2024", "2024"),
        ("năm 2024", "2024"),
        ("quý II/2024", "2024-Q2"),
        ("6 tháng đầu năm 2024", "2024-H1"),
        ("tháng 3/2024", "2024-03"),
        ("tháng 03/2024", "2024-03"),
    ],
)
def test_a_period_is_known_by_its_code_and_as_people_name_it(query: str, code: str) -> None:
    assert is_period(query, parse_period(code))
    assert not is_period(query, parse_period("2025"))
    assert not is_period(query, None)


@pytest.mark.parametrize(("query", "number"), [("quý 1/2024", 1), ("QUY 4/2024", 4)])
def test_a_quarter_is_named_by_its_figure_too(query: str, number: int) -> None:
    assert is_period(query, parse_period(f"2024-Q{number}"))
    assert not is_period(query, parse_period(f"2024-0{number}"))


CLOSED = [
    Entry(number, snapshot(name))
    for number, name in enumerate(("BC quý I/2024", "BC quý II/2024", "Bổ sung"), start=3)
]


@pytest.mark.parametrize(
    ("query", "revisions"),
    [
        ("BC quý I/2024", [3]),
        ("bc quy i/2024", [3]),
        ("quy i 2024", [3, 4]),  # "ii" begins with "i"
        ("quy ii", [4]),
        ("BC", [3, 4]),
        ("bo sung", [5]),
        ("quý III", []),
        ("", []),
    ],
)
def test_closed_figures_are_found_as_names_are(query: str, revisions: list[int]) -> None:
    assert [entry.revision for entry in find_snapshots(query, CLOSED)] == revisions
