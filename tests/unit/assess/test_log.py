"""The history as asked for: which records, in which order, and which still stand."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.builders import closing, day, extension, ledger, note, status, undo
from tt_doingoai.assess.log import Wanted, log_of
from tt_doingoai.model.ledger import Ledger

HISTORY = ledger(
    [status(unit="mot"), status(unit="hai")],
    note(unit="mot", task="I.2"),
    extension("2024-05-01", unit="hai", plan="khac"),
    closing("2024-12-31"),
    undo(1, "hai"),
)


def shown(wanted: Wanted, of: Ledger = HISTORY) -> list[tuple[int, int]]:
    """Which updates are shown, each with the number of its records."""
    return [(logged.transaction.revision, len(logged.changes)) for logged in log_of(of, wanted)]


def test_all_is_shown_the_newest_first() -> None:
    assert shown(Wanted()) == [(5, 1), (4, 1), (3, 1), (2, 1), (1, 2)]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(units=frozenset({"mot"})), [(2, 1), (1, 1)]),
        (Wanted(units=frozenset({"hai"})), [(5, 1), (3, 1), (1, 1)]),
        (Wanted(plan="khac"), [(3, 1)]),
        (Wanted(plan="mau"), [(4, 1), (2, 1), (1, 2)]),
        (Wanted(tasks=frozenset({("mau", "I.2")})), [(2, 1)]),
        (Wanted(tasks=frozenset({("khac", "I.2")})), []),
        (Wanted(kinds=frozenset({"status"})), [(1, 2)]),
        (Wanted(kinds=frozenset({"undo", "plan_closed"})), [(5, 1), (4, 1)]),
        (Wanted(units=frozenset({"hai"}), kinds=frozenset({"status"})), [(1, 1)]),
    ],
)
def test_a_filter_lets_through_what_it_names(
    wanted: Wanted, expected: list[tuple[int, int]]
) -> None:
    assert shown(wanted) == expected


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, [3, 2, 1]),
        ("2024-04-06", None, [3, 2]),
        ("2024-04-07", None, [3]),
        ("2024-04-08", None, []),
        (None, "2024-04-05", [1]),
        (None, "2024-04-04", []),
        ("2024-04-06", "2024-04-06", [2]),
    ],
)
def test_days_are_the_days_of_recording_both_ends_inclusive(
    since: str | None, until: str | None, expected: list[int]
) -> None:
    made = ledger(*[note()] * 3)
    days = Ledger(
        tuple(
            t._replace(recorded_at=t.recorded_at + dt.timedelta(days=n))
            for n, t in enumerate(made.transactions)
        )
    )
    wanted = Wanted(since=day(since) if since else None, until=day(until) if until else None)
    assert [number for number, _count in shown(wanted, days)] == expected


def test_a_record_that_was_taken_back_no_longer_stands() -> None:
    (first,) = log_of(HISTORY, Wanted(kinds=frozenset({"status"})))
    assert [logged.stands for logged in first.changes] == [True, False]


def test_what_is_told_are_the_records_themselves() -> None:
    (first,) = log_of(HISTORY, Wanted(kinds=frozenset({"status"})))
    assert [logged.change for logged in first.changes] == [status(unit="mot"), status(unit="hai")]


def test_a_view_of_an_earlier_revision_shows_what_stood_then() -> None:
    (first,) = log_of(HISTORY.at(4), Wanted(kinds=frozenset({"status"})))
    assert [logged.stands for logged in first.changes] == [True, True]
