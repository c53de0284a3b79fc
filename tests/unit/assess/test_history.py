"""What follows from all that stands of an obligation: what reached the office, the last day, what
was asked for."""

from __future__ import annotations

import pytest

from tests.builders import confirmation, day, extension, ledger, note, status
from tt_doingoai.assess.history import History
from tt_doingoai.assess.view import view
from tt_doingoai.model.ledger import (
    Change,
    ExtensionChange,
    Ledger,
    NoteChange,
    ObligationKey,
    Status,
    Topic,
)

KEY = ObligationKey("mau", "I.1", "mot", None)


def history(of: Ledger) -> History:
    return view(of, day=day("2024-12-31")).history(KEY)


# What has reached the office.

RECEIVED = status(Status.RECEIVED, "2024-04-05")
DONE = status(Status.DONE, "2024-04-05")
RETURNED = status(Status.RETURNED, "2024-04-08")
BEGUN_AGAIN = status(Status.IN_PROGRESS, "2024-04-10")
RETURNED_AGAIN = status(Status.RETURNED, "2024-04-11")
WAIVED = status(Status.NOT_APPLICABLE, "2024-04-10")


@pytest.mark.parametrize(
    ("recorded", "now", "ever"),
    [
        ([], False, False),
        ([status(Status.IN_PROGRESS)], False, False),
        ([RECEIVED], True, True),
        ([DONE], True, True),
        ([RECEIVED, RETURNED], False, True),
        ([DONE, RETURNED], False, True),
        ([RETURNED], False, True),  # its receipt is not recorded
        ([RECEIVED, RETURNED, BEGUN_AGAIN], False, True),
        ([WAIVED], False, False),
        ([RECEIVED, WAIVED], False, True),
    ],
)
def test_what_was_returned_is_not_with_the_office_and_had_reached_it_all_the_same(
    recorded: list[Change], now: bool, ever: bool
) -> None:
    found = history(ledger(*recorded))
    assert (found.handed_in, found.ever_handed_in) == (now, ever)


@pytest.mark.parametrize(
    ("recorded", "received_on"),
    [
        ([RECEIVED], None),
        ([DONE], None),
        ([RETURNED], None),
        ([RECEIVED, RETURNED], "2024-04-05"),
        ([DONE, RETURNED], "2024-04-05"),
        ([RECEIVED, status(Status.DONE, "2024-04-06"), RETURNED], "2024-04-06"),
        ([RECEIVED, RETURNED, BEGUN_AGAIN], None),
        (
            [RECEIVED, RETURNED, status(Status.DONE, "2024-04-09"), RETURNED_AGAIN],
            "2024-04-09",
        ),
    ],
)
def test_what_was_returned_knows_the_day_on_which_it_had_reached_the_office(
    recorded: list[Change], received_on: str | None
) -> None:
    expected = day(received_on) if received_on else None
    assert history(ledger(*recorded)).received_on == expected


# The last day that counts.

LONGER = extension("2024-04-30", on="2024-04-08")
SHORTER = extension("2024-04-20", on="2024-04-12")


@pytest.mark.parametrize(
    ("granted", "by", "last_day"),
    [
        ([], "2024-12-31", "2024-04-09"),
        ([LONGER], "2024-04-07", "2024-04-09"),
        ([LONGER], "2024-04-08", "2024-04-30"),
        ([SHORTER, LONGER], "2024-04-11", "2024-04-30"),
        ([SHORTER, LONGER], "2024-04-12", "2024-04-20"),  # meant to be shorter
        ([extension("2024-04-01")], "2024-12-31", "2024-04-09"),  # before the plan was amended
    ],
)
def test_the_last_day_goes_by_the_extension_granted_last_and_is_never_before_the_plans(
    granted: list[Change], by: str, last_day: str
) -> None:
    found = history(ledger(*granted))
    assert found.last_day(day("2024-04-09"), by=day(by)) == day(last_day)


def test_without_a_day_every_extension_that_is_known_counts() -> None:
    assert history(ledger(LONGER, SHORTER)).last_day(day("2024-04-09")) == day("2024-04-20")


# More time, asked for.


def request(on: str = "2024-04-01") -> NoteChange:
    return note("xin lùi", on=on, topic=Topic.REQUEST)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], None),
        ([extension("2024-04-30", "2024-03-31")], None),  # granted before it was asked for
        ([extension("2024-04-30", "2024-04-01")], ExtensionChange),
        (
            [
                extension("2024-04-30", "2024-04-05"),
                note("không", on="2024-04-03", topic=Topic.REFUSAL),
            ],
            NoteChange,
        ),  # by its day, whenever it was typed
        ([note("không", on="2024-04-03", topic=Topic.REFUSAL)], NoteChange),
        (
            [
                note("không", on="2024-04-03", topic=Topic.REFUSAL),
                extension("2024-04-30", "2024-04-05"),
            ],
            NoteChange,
        ),
    ],
)
def test_the_first_answer_after_a_request_is_its_answer(
    answers: list[Change], expected: type[Change] | None
) -> None:
    found = history(ledger(request(), *answers))
    (asked,) = (entry for entry in found.notes if entry.change.topic is Topic.REQUEST)
    answer = found.answer_to(asked)
    assert (None if answer is None else type(answer)) == expected


def test_what_was_granted_in_the_same_update_is_no_answer() -> None:
    found = history(ledger([request(), extension("2024-04-30", "2024-04-01")]))
    assert found.answer_to(found.notes[0]) is None


REFUSED = note("không", on="2024-04-03", topic=Topic.REFUSAL)


@pytest.mark.parametrize(
    ("recorded", "open_"),
    [
        ([], None),
        ([note("lý do")], None),
        ([request()], request()),
        ([request(), note("gọi", on="2024-04-02", topic=Topic.CONTACT)], request()),
        ([request(), REFUSED], REFUSED),
        ([request(), REFUSED, request("2024-04-06")], request("2024-04-06")),
        ([request(), extension("2024-04-30", "2024-04-05")], None),
        ([request(), REFUSED, extension("2024-04-30", "2024-04-05")], None),
        (
            [request(), extension("2024-04-30", "2024-04-05"), request("2024-04-20")],
            request("2024-04-20"),
        ),
        ([request(), DONE], None),
        ([request(), WAIVED], None),
        ([request(), RECEIVED], request()),
    ],
)
def test_what_was_asked_for_stays_open_until_it_is_granted_or_nothing_is_left_to_be_done(
    recorded: list[Change], open_: NoteChange | None
) -> None:
    assert history(ledger(*recorded)).asked_for == open_


class TestWhenWhatWasReturnedHadReachedTheOffice:
    def test_is_the_day_it_was_received(self) -> None:
        assert history(ledger(RECEIVED, RETURNED)).received_on == day("2024-04-05")

    def test_is_the_day_it_was_done_where_that_was_said_of_it(self) -> None:
        assert history(ledger(status(on="2024-04-06"), RETURNED)).received_on == day("2024-04-06")

    def test_is_the_last_such_day_where_it_was_returned_twice(self) -> None:
        again = status(Status.RECEIVED, "2024-04-12"), status(Status.RETURNED, "2024-04-15")
        assert history(ledger(RECEIVED, RETURNED, *again)).received_on == day("2024-04-12")

    def test_is_unknown_where_no_receipt_is_recorded(self) -> None:
        assert history(ledger(RETURNED)).received_on is None

    def test_is_not_asked_of_what_was_not_returned(self) -> None:
        assert history(Ledger()).received_on is None
        assert history(ledger(RECEIVED)).received_on is None
        assert history(ledger(RECEIVED, RETURNED, status(on="2024-04-12"))).received_on is None


def test_the_words_known_are_those_that_the_status_or_a_confirmation_was_made_under() -> None:
    made, confirmed = status(fingerprint="a"), confirmation("b")
    assert history(Ledger()).words_known == set()
    assert history(ledger(confirmed)).words_known == {"b"}
    assert history(ledger(made, confirmed)).words_known == {"a", "b"}
