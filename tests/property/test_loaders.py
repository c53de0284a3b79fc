"""Whatever bytes a file holds, reading it gives a model or problems: it never raises.

``TTDN_TEST_CASES=15000`` tries as many cases in each test. What was ever found stays as an example.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import unicodedata

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.builders import draft, make_roster
from tests.changes import BARE, FULL
from tests.plans.examples import BASE, PLAN, UNITS
from tt_doingoai.errors import InvalidFiles, Refused
from tt_doingoai.loading.checks import check_all
from tt_doingoai.loading.files import ReadFile
from tt_doingoai.loading.models import parse_model
from tt_doingoai.loading.problems import CATALOGUE, is_error
from tt_doingoai.loading.roster_table import roster_from_table
from tt_doingoai.loading.yaml_tree import read_tree
from tt_doingoai.model.ledger import KIND_OF, Change
from tt_doingoai.model.plan import Plan
from tt_doingoai.model.units import Roster
from tt_doingoai.render.problems import problem_lines
from tt_doingoai.store.frame import Unreadable, followed_by, salvaged, transactions_of
from tt_doingoai.store.lines import digest_of, encode, split_digest
from tt_doingoai.store.migrations import migrated

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
    max_examples=int(os.environ.get("TTDN_TEST_CASES", "250")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    database=None,
    print_blob=True,
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


def written(*changes: Change) -> bytes:
    """A good store, an update for each change."""
    data: bytes | None = None
    previous = None
    for revision, change in enumerate(changes, start=1):
        line = encode(draft(change), revision=revision, previous=previous)
        data, previous = followed_by(data, line), split_digest(line)[1]
    assert data is not None
    return data


GOOD_STORE = written(*FULL.values(), *BARE.values())


@many
@given(st.binary(max_size=400))
@example(b"")
@example(b'{"format": "ttdn/store@1", "transactions": [\n]}\n')
def test_any_bytes_are_no_ledger(data: bytes) -> None:
    with pytest.raises(Unreadable):
        transactions_of(migrated(data))
    salvaged(data)


@many
@given(mutations)
def test_a_mutated_ledger_is_refused_unless_it_is_the_same(
    changes: list[tuple[int, int, bytes]],
) -> None:
    data = mutated(GOOD_STORE, [(place * 7, length, put) for place, length, put in changes])
    if data == GOOD_STORE:
        return
    with pytest.raises(Unreadable):
        transactions_of(migrated(data))
    assert set(salvaged(data)) <= set(transactions_of(GOOD_STORE))


@many
@given(st.sampled_from([*FULL.values(), *BARE.values()]), mutations)
def test_a_mutated_line_under_a_digest_that_holds_is_read_or_refused(
    change: Change, changes: list[tuple[int, int, bytes]]
) -> None:
    """As somebody could make it who rebuilds the chain: what is read is of the right types."""
    body = mutated(split_digest(encode(draft(change), revision=1, previous=None))[0], changes)
    data = followed_by(None, body[:-1] + f', "digest": "{digest_of(body)}"}}'.encode())
    try:
        (transaction,) = transactions_of(data)
    except Unreadable:
        return
    assert transaction.revision == 1
    assert all(type(change) in KIND_OF for change in transaction.changes)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just("2024-04-05"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=5,
)


@many
@given(st.sampled_from([*FULL.values()]), st.integers(0, 10_000), json_values)
def test_any_value_in_place_of_another_in_a_line_is_read_or_refused(
    change: Change, seed: int, value: object
) -> None:
    told = json.loads(split_digest(encode(draft(change), revision=1, previous=None))[0])
    chance = random.Random(seed)
    of = chance.choice([told, told["changes"][0], told["inputs"]])
    of[chance.choice(list(of))] = value
    body = json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
    data = followed_by(None, body[:-1] + f', "digest": "{digest_of(body)}"}}'.encode())
    with contextlib.suppress(Unreadable):
        assert transactions_of(data)[0].revision == 1
