"""Which record counts: neither undone nor superseded; the greatest (on, revision) with on <= D.

What follows from all that stands: what reached the office, the last day, what was asked for.
"""

from __future__ import annotations

import pytest

from tests.builders import closing, confirmation, day, extension, ledger, note, status, undo
from tt_doingoai.assess.view import History, view
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


def history(of: Ledger, on: str = "2024-12-31", unit: str = "mot") -> History:
    return view(of, day=day(on)).history(KEY._replace(unit=unit))


def counts(of: Ledger, on: str = "2024-12-31", unit: str = "mot") -> int | None:
    """The revision of the status that counts; None where none does."""
    record = history(of, on, unit).status
    return record.revision if record else None


def test_where_nothing_is_recorded_nothing_counts() -> None:
    assert counts(Ledger()) is None


def test_the_record_with_the_latest_day_counts_whatever_the_order_of_typing() -> None:
    assert counts(ledger(status(on="2024-04-08"), status(on="2024-04-05"))) == 1


def test_of_two_records_of_one_day_the_later_typed_counts() -> None:
    assert counts(ledger(status(Status.RECEIVED), status(Status.DONE))) == 2


@pytest.mark.parametrize(
    ("on", "revision"),
    [("2024-04-04", None), ("2024-04-05", 1), ("2024-04-07", 1), ("2024-04-08", 2)],
)
def test_a_record_counts_from_its_day_on(on: str, revision: int | None) -> None:
    of = ledger(status(Status.RECEIVED, "2024-04-05"), status(Status.DONE, "2024-04-08"))
    assert counts(of, on) == revision


def test_records_of_other_obligations_do_not_count() -> None:
    of = ledger(
        status(unit="hai"), status(task="I.2"), status(period="2024"), status(plan_version=1)
    )
    assert counts(of) == 4


def test_of_several_extensions_the_one_granted_last_counts() -> None:
    of = ledger(extension("2024-05-31", on="2024-04-20"), extension("2024-06-30", on="2024-04-02"))
    found = history(of).extension
    assert found is not None
    assert found.change.to == day("2024-05-31")


def test_statuses_and_extensions_do_not_replace_each_other() -> None:
    found = history(ledger(status(), extension("2024-05-31", on="2024-04-20")))
    assert found.status is not None
    assert found.extension is not None


def test_every_standing_note_is_kept() -> None:
    found = history(ledger(note("một"), note("hai")))
    assert [entry.change.text for entry in found.notes] == ["một", "hai"]


# Undo.


def test_an_undone_record_counts_on_no_day() -> None:
    of = ledger(status(), undo(1))
    assert counts(of, "2024-04-05") is None
    assert counts(of) is None


def test_an_undone_record_leaves_the_one_before_it() -> None:
    of = ledger(status(Status.RECEIVED), status(Status.DONE, "2024-04-08"), undo(2))
    assert counts(of) == 1


def test_a_view_at_an_earlier_revision_still_shows_what_was_believed_then() -> None:
    assert counts(ledger(status(), undo(1)).at(1)) == 1


def test_an_undone_undo_brings_the_record_back() -> None:
    assert counts(ledger(status(), undo(1), undo(2))) == 1


def test_the_undo_of_an_undone_undo_takes_it_away_again() -> None:
    assert counts(ledger(status(), undo(1), undo(2), undo(3))) is None


def test_an_undo_for_one_unit_leaves_the_others() -> None:
    of = ledger([status(unit="mot"), status(unit="hai")], undo(1, "mot"))
    assert counts(of, unit="mot") is None
    assert counts(of, unit="hai") == 1


def test_an_undo_takes_back_all_that_the_revision_recorded_for_the_unit() -> None:
    of = ledger([status(), status(task="I.2"), note()], undo(1))
    assert view(of, day=day("2024-12-31")).histories == {}


def test_an_undone_extension_does_not_count() -> None:
    assert history(ledger(extension("2024-05-31"), undo(1))).extension is None


# Corrections.


def test_a_corrected_record_counts_on_no_day() -> None:
    of = ledger(status(on="2024-04-05"), status(on="2024-04-09", supersedes=1))
    assert counts(of, "2024-04-08") is None
    assert counts(of, "2024-04-09") == 2


def test_a_correction_to_an_earlier_day_counts_from_that_day() -> None:
    of = ledger(status(on="2024-04-09"), status(on="2024-04-05", supersedes=1))
    assert counts(of, "2024-04-05") == 2


def test_a_correction_of_a_correction_leaves_only_itself() -> None:
    of = ledger(
        status(on="2024-04-09"),
        status(on="2024-04-08", supersedes=1),
        status(on="2024-04-01", supersedes=2),
    )
    assert counts(of) == 3
    assert len(history(of).statuses) == 1


def test_an_undone_correction_brings_the_record_back() -> None:
    of = ledger(status(on="2024-04-05"), status(on="2024-04-09", supersedes=1), undo(2))
    assert counts(of) == 1


def test_an_undone_correction_of_a_correction_brings_the_first_correction_back() -> None:
    of = ledger(status(), status(supersedes=1), status(supersedes=2), undo(3))
    assert counts(of) == 2


def test_a_correction_for_one_unit_leaves_the_others() -> None:
    of = ledger([status(unit="mot"), status(unit="hai")], status(unit="mot", supersedes=1))
    assert counts(of, unit="mot") == 2
    assert counts(of, unit="hai") == 1


def test_a_correction_of_the_status_leaves_the_note_of_the_same_revision() -> None:
    found = history(ledger([status(), note()], status(supersedes=1)))
    assert len(found.notes) == 1


def test_a_corrected_note_is_shown_once() -> None:
    found = history(ledger(note("sai"), note("đúng", supersedes=1)))
    assert [entry.change.text for entry in found.notes] == ["đúng"]


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


# Confirmations and closed plans.


def test_a_confirmation_stands_from_its_day_on() -> None:
    of = ledger(status(), confirmation("0" * 64, on="2024-05-01"))
    assert not history(of, "2024-04-30").confirmations
    assert len(history(of, "2024-05-01").confirmations) == 1


@pytest.mark.parametrize(("on", "closed"), [("2024-12-30", False), ("2024-12-31", True)])
def test_a_plan_is_closed_from_its_closing_day_on(on: str, closed: bool) -> None:
    of = ledger(closing("2024-12-31"))
    assert ("mau" in view(of, day=day(on)).closed) is closed


def test_a_closing_that_was_undone_closes_nothing() -> None:
    assert view(ledger(closing("2024-12-31"), undo(1, None)), day=day("2025-06-01")).closed == {}


RECEIVED = status(Status.RECEIVED, "2024-04-05")
RETURNED = status(Status.RETURNED, "2024-04-10")


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
