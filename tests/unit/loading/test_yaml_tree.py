"""YAML as a tree of strings: nothing is guessed, nothing expanded, every place is known."""

from __future__ import annotations

import unicodedata

import pytest

from tt_doingoai.loading.problems import Problem
from tt_doingoai.loading.yaml_node import Node
from tt_doingoai.loading.yaml_tree import MAX_BYTES, MAX_DEPTH, read_tree

# What a loader with YAML's own guesses would turn into another type.
PLAIN = [
    *("no", "on", "Yes", "true", "12:30", "0123", "1.10", "1_000", "1e3", "0x1F", ".nan", "="),
    *("nil", "None", "2024-02-30", "2024-04-10", "2024-04-10T00:00:00"),
]
STEERING = [
    r'"x\e[31m"',
    r'"x\0[31m"',
    r'"x\x07[31m"',
    r'"x\u009b[31m"',
    r'"x\u202e[31m"',
    r'"x\u2066[31m"',
    '"x\u202e[31m"',
    '"x\u200b[31m"',
    '"x\ufeff[31m"',
]
NOT_USED = [
    "a: &x 1",
    "a: &x [1]",
    "a: &x {b: c}",
    "&x a: 1",
    "a: *x",
    "a: !!str 1",
    "a: !x 1",
    "a: !!python/object/apply:os.getcwd []",
    "a: !!set {x}",
    "<<: {a: b}",
    '"<<": {a: b}',
]


def tree(text: str) -> Node:
    """The tree of a text without problems."""
    root, problems = read_tree(text.encode(), path="mau.yaml")
    assert problems == []
    assert root is not None
    return root


def problems(data: str | bytes) -> list[Problem]:
    found = read_tree(data if isinstance(data, bytes) else data.encode(), path="mau.yaml")[1]
    assert found, "no problem was found"
    return found


def codes(data: str | bytes) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in problems(data)]


@pytest.mark.parametrize("written", PLAIN)
def test_a_scalar_is_the_text_that_is_written(written: str) -> None:
    assert tree(f"a: {written}").plain() == {"a": written}


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_what_yaml_calls_null_is_nothing(written: str) -> None:
    assert tree(f"a: {written}").plain() == {"a": None}


@pytest.mark.parametrize("written", ['"null"', "'~'", '""', "'null'"])
def test_a_quoted_null_is_text(written: str) -> None:
    assert tree(f"a: {written}").plain() == {"a": written[1:-1]}


def test_lists_and_mappings_keep_their_order() -> None:
    read = tree("b: [z, a, {k: v}]\na: {}\nc: []\n").plain()
    assert list(read.items()) == [("b", ["z", "a", {"k": "v"}]), ("a", {}), ("c", [])]


def test_a_file_with_nothing_in_it_has_no_tree() -> None:
    assert read_tree(b"# only a remark\n", path="mau.yaml") == (None, [])


PLACES = """a:
  - b: x
    c: [1, 2]
  -   d
"""


@pytest.mark.parametrize(
    ("location", "place"),
    [
        ((), (1, 1)),
        (("a",), (1, 1)),
        (("a", 0), (2, 5)),
        (("a", 0, "b"), (2, 8)),
        (("a", 0, "c"), (3, 5)),
        (("a", 0, "c", 1), (3, 12)),
        (("a", 1), (4, 7)),
    ],
)
def test_a_value_is_found_by_its_path(
    location: tuple[int | str, ...], place: tuple[int, int]
) -> None:
    assert tree(PLACES).at(location) == place


def test_a_path_that_ends_nowhere_gives_the_deepest_place_there_is() -> None:
    assert tree(PLACES).at(("a", 0, "missing", "deeper")) == (2, 5)


def test_a_list_index_past_the_end_gives_the_list() -> None:
    assert tree(PLACES).at(("a", 7)) == (1, 1)


def test_the_name_of_a_union_on_a_path_is_passed_over() -> None:
    assert tree(PLACES).at(("a", 0, "unstated", "b")) == (2, 8)


def test_a_key_is_found_by_the_path_that_ends_in_it() -> None:
    assert tree(PLACES).key_at(("a", 0, "b")) == (2, 5)


def test_columns_count_characters_not_bytes() -> None:
    assert tree("{ở đây: x, y: z}").at(("y",)) == (1, 15)


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    root, found = read_tree(b"\xef\xbb\xbfa: x\n", path="mau.yaml")
    assert (root.plain() if root else None, found) == ({"a": "x"}, [])


def test_windows_line_ends_leave_texts_and_places_as_they_are() -> None:
    root, found = read_tree(b'a: "x"\r\nb: |\r\n  y\r\n  z\r\n', path="mau.yaml")
    assert root
    assert (root.plain(), root.at(("b",)), found) == ({"a": "x", "b": "y\nz\n"}, (2, 4), [])


@pytest.mark.parametrize("text", ["tên", "Uỷ ban", "thường xuyên"])
def test_texts_and_keys_are_composed(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert tree(f'"{apart}": "{apart}"').plain() == {
        unicodedata.normalize("NFC", text): unicodedata.normalize("NFC", text)
    }


def test_a_text_is_composed_after_hidden_characters_are_taken_out() -> None:
    root, _ = read_tree("a: e\u200b\u0301".encode(), path="mau.yaml")
    assert root
    assert root.plain() == {"a": "\u00e9"}


@pytest.mark.parametrize("written", STEERING)
def test_a_character_that_steers_a_terminal_is_taken_out_and_told(written: str) -> None:
    root, found = read_tree(f"b: y\na: {written}\n".encode(), path="mau.yaml")
    assert root
    assert root.plain()["a"] == "x[31m"
    assert [(problem.line, problem.column, problem.code) for problem in found] == [(2, 4, "TD007")]


def test_hidden_characters_in_a_key_are_taken_out_too() -> None:
    root, found = read_tree('"ti\u200btle": x\n'.encode(), path="mau.yaml")
    assert root
    assert (root.plain(), [problem.code for problem in found]) == ({"title": "x"}, ["TD007"])


def test_a_line_break_within_a_text_is_no_hidden_character() -> None:
    assert tree("a: |\n  x\n  y\n").plain() == {"a": "x\ny\n"}


def test_a_windows_line_break_within_a_text_is_no_hidden_character() -> None:
    assert tree(r'a: "x\r\ny"').plain() == {"a": "x\ny"}


def test_a_key_that_stands_twice_names_the_line_of_the_first() -> None:
    (problem,) = problems("x: y\na: 1\nb: 2\na: 3\n")
    assert (problem.line, problem.column, problem.code) == (4, 1, "TD006")
    assert '"a"' in problem.message
    assert "2" in problem.message


def test_keys_equal_in_nfc_are_one_key() -> None:
    assert codes('"t\u00ean": x\n"te\u0302n": y\n') == [(2, "TD006")]


def test_keys_that_only_hidden_characters_tell_apart_are_one_key() -> None:
    assert (2, "TD006") in codes('"title": x\n"ti\u200btle": y\n')


def test_the_same_key_in_two_mappings_is_no_double() -> None:
    assert tree("a: {x: 1}\nb: {x: 2}\n").plain() == {"a": {"x": "1"}, "b": {"x": "2"}}


@pytest.mark.parametrize("text", NOT_USED)
def test_anchors_aliases_tags_and_merge_keys_are_refused(text: str) -> None:
    assert codes(text) == [(1, "TD005")]


def test_everything_that_is_not_used_is_told_at_once() -> None:
    assert codes("a: &x 1\nb: *x\nc: !!int 2\nd: 3\nd: 4\n") == [
        (1, "TD005"),
        (2, "TD005"),
        (3, "TD005"),
        (5, "TD006"),
    ]


@pytest.mark.parametrize("opened", ["[", "{a: ", "- "])
def test_nesting_is_read_up_to_the_limit_and_refused_beyond(opened: str) -> None:
    closing = {"[": "]", "{a: ": "}", "- ": ""}[opened]
    assert tree(opened * MAX_DEPTH + "x" + closing * MAX_DEPTH).plain()
    beyond = opened * (MAX_DEPTH + 1) + "x" + closing * (MAX_DEPTH + 1)
    assert codes(beyond) == [(1, "TD003")]


def test_a_million_open_brackets_are_refused_like_a_thousand() -> None:
    assert codes("[" * 1_000_000) == codes("[" * 1000) == [(1, "TD003")]


def test_a_file_is_read_up_to_the_largest_size_and_refused_beyond() -> None:
    filling = b"a: x\n#"
    allowed = filling + b"-" * (MAX_BYTES - len(filling))
    assert read_tree(allowed, path="mau.yaml")[1] == []
    assert [problem.code for problem in problems(allowed + b"-")] == ["TD003"]


def test_bytes_that_are_not_utf_8_are_told_by_their_line() -> None:
    assert codes(b"a: x\nb: y\nc: K\xd5 ho\xb9ch\n") == [(3, "TD002")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_unicode_encodings_are_refused(encoding: str) -> None:
    assert codes("a: Kế hoạch".encode(encoding))[0][1] in ("TD002", "TD004")


def test_a_second_document_is_refused_where_it_begins() -> None:
    assert codes("---\na: x\n---\nb: y\n") == [(3, "TD004")]


def test_a_second_document_after_an_empty_first_is_refused() -> None:
    assert codes("---\n---\nb: y\n") == [(2, "TD004")]


@pytest.mark.parametrize("control", ["\x1b", "\0", "\x07", "\x9b"])
def test_a_raw_control_character_is_told_by_its_line(control: str) -> None:
    assert codes(f"a: x\nb: Đơn vị {control}\n") == [(2, "TD004")]


@pytest.mark.parametrize("key", ["[a, b]", "{a: b}", "? [a]"])
def test_a_key_that_is_no_word_is_refused(key: str) -> None:
    assert "TD012" in {code for _, code in codes(f"x: y\n{key.lstrip('? ')}: z\n")}


def test_what_follows_a_wrong_key_is_still_read() -> None:
    assert codes("? [a]\n: x\nb: 1\nb: 2\n") == [(1, "TD012"), (4, "TD006")]


def test_problems_name_the_file_as_they_were_told_to() -> None:
    found = read_tree(b"a: *x", path="plans/mau.v1.yaml")[1]
    assert {problem.path for problem in found} == {"plans/mau.v1.yaml"}
