"""Changing single values of a YAML text and leaving every other letter as it is."""

from __future__ import annotations

import pytest

from tests.builders import day
from tt_doingoai.loading.yaml_edit import append, put, written

BLOCK = """\
# đầu tệp
units:
  - id: mot # ghi chú một
    name: "Đơn vị một"
    groups:
      - don-vi # ghi chú nhóm
  # về đơn vị hai
  - {id: hai, name: "Đơn vị hai"}

# cuối tệp
"""


def test_a_value_is_replaced_where_it_stands() -> None:
    assert put(BLOCK, ("units", 0), "name", "Đơn vị mới") == BLOCK.replace(
        '"Đơn vị một"', '"Đơn vị mới"'
    )


def test_a_missing_key_is_added_under_the_last_one_of_its_block() -> None:
    assert put(BLOCK, ("units", 0), "until", day("2024-06-30")) == BLOCK.replace(
        "      - don-vi # ghi chú nhóm\n",
        '      - don-vi # ghi chú nhóm\n    until: "2024-06-30"\n',
    )


def test_a_missing_key_is_added_inside_braces() -> None:
    assert put(BLOCK, ("units", 1), "successors", ["mot"]) == BLOCK.replace(
        '"Đơn vị hai"}', '"Đơn vị hai", successors: ["mot"]}'
    )


def test_an_item_is_added_to_a_block_and_the_comments_after_it_stay() -> None:
    assert append(BLOCK, (), "units", {"id": "ba"}) == BLOCK.replace(
        'hai"}\n', 'hai"}\n  - {id: "ba"}\n'
    )
    assert append(BLOCK, ("units", 0), "groups", "khac") == BLOCK.replace(
        "ghi chú nhóm\n", 'ghi chú nhóm\n      - "khac"\n'
    )


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("a: [x, y]\n", 'a: [x, y, "z"]\n'),
        ("a: [x, y, ]\n", 'a: [x, y, "z"]\n'),
        ("a: []\n", 'a: ["z"]\n'),
        ("a: null # trống\n", 'a: ["z"] # trống\n'),
        ("a:\n", 'a: ["z"]\n'),
        ("a: # trống\n", 'a: ["z"] # trống\n'),
        ("b: 1\n", 'b: 1\na: ["z"]\n'),
        ("b: 1", 'b: 1\na: ["z"]\n'),
        ("a:\r\n- x\r\nb: 1\r\n", 'a:\r\n- x\r\n- "z"\r\nb: 1\r\n'),
    ],
)
def test_a_list_may_be_in_brackets_empty_missing_or_of_another_system(
    given: str, made: str
) -> None:
    assert append(given, (), "a", "z") == made


def test_a_block_is_replaced_whole() -> None:
    given = 'a:\n  number: "1"\n  date: null\n# sau\nb: 2\n'
    assert put(given, (), "a", {"number": "2"}) == 'a:\n  {number: "2"}\n# sau\nb: 2\n'


@pytest.mark.parametrize("mark", [">", "|", ">-", "|+"])
def test_a_text_over_several_lines_ends_with_its_last_word(mark: str) -> None:
    given = f"a: {mark}\n  một\n  hai\n\nb: 1\n"
    assert put(given, (), "a", "ba") == 'a: "ba"\n\nb: 1\n'
    last = f"b: 1\na: {mark}\n  một\n  hai\n"
    assert put(last, (), "c", 2) == f"{last}c: 2\n"


def test_a_remark_on_the_old_value_may_go_with_it() -> None:
    given = "a: null # bản đầu tiên\nb: 2 # giữ\n"
    assert put(given, (), "a", 1, drop_comment=True) == "a: 1\nb: 2 # giữ\n"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ('dấu "kép" và \\', '"dấu \\"kép\\" và \\\\"'),
        (None, "null"),
        (day("2024-01-02"), '"2024-01-02"'),
        ({"number": "12-CV/ĐUK", "date": None}, '{number: "12-CV/ĐUK", date: null}'),
    ],
)
def test_values_are_written_so_that_nothing_is_guessed(value: object, told: str) -> None:
    assert written(value) == told  # type: ignore[arg-type]
