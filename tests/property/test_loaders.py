"""Whatever bytes a file holds, reading it gives a model or problems: it never raises."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.builders import make_roster
from tests.plans.examples import BASE, PLAN, UNITS
from tt_doingoai.errors import InvalidFiles, Refused
from tt_doingoai.loading.checks import check_all
from tt_doingoai.loading.files import ReadFile, parse_model
from tt_doingoai.loading.problems import CATALOGUE, is_error
from tt_doingoai.loading.roster_table import roster_from_table
from tt_doingoai.loading.yaml_tree import read_tree
from tt_doingoai.model.plan import Plan
from tt_doingoai.model.units import Roster
from tt_doingoai.render.lists import problem_lines

pytestmark = pytest.mark.slow

GOOD_PLAN = (BASE / PLAN).read_bytes()
GOOD_UNITS = (BASE / UNITS).read_bytes()
# What breaks files: YAML's own signs, line ends, encodings, hidden characters, other types.
BITS = [
    *(b"\0", b"\t", b"\r", b"\n", b"\r\n", b"\x1b[31m", b"\xff", b"\xef\xbb\xbf", b"\xc3"),
    *(b": ", b"- ", b"? ", b"#", b" #", b"&a ", b"*a", b"!!int ", b"<<: ", b"---\n", b"...\n"),
    *(b"[", b"]", b"{", b"}", b'"', b"'", b"|\n", b">-\n", b"%", b"@", b"\\", b",", b"~", b"[]"),
    *("\u202e".encode(), "\u0301".encode(), "\u2028".encode(), "\u0085".encode(), "đ".encode()),
    *(
        b"null",
        b"no",
        b"0",
        b"-1",
        b"1e999",
        b"2024-02-30",
        b"2024..",
        b"{rule: every}",
        b"9" * 400,
    ),
]
mutations = st.lists(
    st.tuples(
        st.integers(0, 2000), st.integers(0, 40), st.sampled_from(BITS) | st.binary(max_size=8)
    ),
    min_size=1,
    max_size=4,
)
many = settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)


def mutated(data: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    """The bytes with some stretches replaced: place, length, what comes there."""
    for place, length, put in changes:
        at = place % (len(data) + 1)
        data = data[:at] + put + data[at + length :]
    return data


def check_file(read: ReadFile[Plan] | ReadFile[Roster]) -> None:
    """A model or an error, never both, never neither; every problem can be told."""
    assert (read.model is None) == any(map(is_error, read.problems))
    for problem, line in zip(read.problems, problem_lines(read.problems), strict=True):
        assert problem.code in CATALOGUE
        assert problem.line >= 0
        assert problem.column >= 0
        assert "\x1b" not in line
        assert "\u202e" not in line


@many
@given(st.binary(max_size=400))
@example(b"\xef\xbb\xbf")
@example(b"- " * 60)
@example(b"? " * 60)
@example(b"!!python/object:x {}")
def test_any_bytes_give_a_tree_or_problems(data: bytes) -> None:
    tree, problems = read_tree(data, path="mau.yaml")
    if tree is not None:
        tree.plain()
        tree.at(("a", 0, "b"))
    assert all(problem.code in CATALOGUE for problem in problems)


@many
@given(st.text(alphabet="a:-[]{}?!&*#|>'\"%@`,~<\n\t \\\u0301\u200bđ0", max_size=80))
def test_any_text_of_yamls_own_signs_gives_a_tree_or_problems(text: str) -> None:
    check_file(parse_model(Plan, text.encode(), path="mau.yaml"))


@many
@given(mutations)
def test_a_mutated_plan_gives_a_model_or_an_error(changes: list[tuple[int, int, bytes]]) -> None:
    check_file(parse_model(Plan, mutated(GOOD_PLAN, changes), path=PLAN))


@many
@given(mutations)
def test_a_mutated_roster_gives_a_model_or_an_error(changes: list[tuple[int, int, bytes]]) -> None:
    check_file(parse_model(Roster, mutated(GOOD_UNITS, changes), path=UNITS))


@many
@given(mutations, mutations)
def test_mutated_files_are_checked_against_each_other(
    of_plan: list[tuple[int, int, bytes]], of_units: list[tuple[int, int, bytes]]
) -> None:
    plan = parse_model(Plan, mutated(GOOD_PLAN, of_plan), path=PLAN)
    units = parse_model(Roster, mutated(GOOD_UNITS, of_units[:1]), path=UNITS)
    assert all(problem.code in CATALOGUE for problem in check_all([plan], units))


# Values of every shape, wherever a plan has one.
values = st.recursive(
    st.sampled_from(["", "~", "null", "no", "1.0", "2024", "2024-02-30", "x", "don-vi", '"  "'])
    | st.integers().map(str),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(
            st.sampled_from(["id", "rule", "text", "date", "x"]), inner, max_size=3
        ).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"
        )
    ),
    max_leaves=6,
)


@many
@given(st.integers(0, 10_000), values)
def test_any_value_in_place_of_another_is_told(seed: int, value: str) -> None:
    lines = GOOD_PLAN.decode().splitlines()
    keyed = [n for n, line in enumerate(lines) if ": " in line]
    at = random.Random(seed).choice(keyed)
    lines[at] = lines[at].partition(": ")[0] + ": " + value
    check_file(parse_model(Plan, "\n".join(lines).encode(), path=PLAN))


@many
@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=30))
@example("e\u200b\u0301")
@example("\ufeff\u202e\x1b")
def test_a_quoted_text_comes_out_composed_and_harmless(text: str) -> None:
    escaped = "".join(f"\\U{ord(c):08x}" for c in text)
    tree, _ = read_tree(f'a: "{escaped}"'.encode(), path="mau.yaml")
    assert tree is not None
    (read,) = tree.plain().values()
    assert unicodedata.is_normalized("NFC", read)
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in read if c != "\n")


@many
@given(st.binary(max_size=200) | st.text(alphabet='a,;\t\n\r"đ|\0', max_size=60).map(str.encode))
@example(b'name\n"')
@example(b"name\r\r\n\0")
def test_any_table_gives_a_roster_or_is_refused(data: bytes) -> None:
    try:
        text = roster_from_table(b"name;kind\n" + data, path="a.csv", current=make_roster())
    except (InvalidFiles, Refused):
        return
    assert parse_model(Roster, text.encode(), path=UNITS).model
