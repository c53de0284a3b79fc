"""Taking back (hủy): nothing is deleted, and no later record is stranded."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import closing, confirmation, extension, ledger, note, status, undo
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import Ledger, Status
from tt_doingoai.recording.undo import undo as undone

TODAY = "2024-04-12"


def taken_back(
    of: Ledger, revision: int | None = None, *units: str
) -> list[tuple[int, str | None]]:
    return [(change.revision, change.unit) for change in undone(of, revision, units=units)]


DONE = status(Status.DONE, "2024-04-10")
BOTH = [status(unit="mot"), status(unit="hai")]


def test_the_last_update_is_taken_back_where_none_is_named() -> None:
    assert taken_back(ledger(note(), status())) == [(2, "mot")]


def test_an_update_is_taken_back_for_each_unit_it_concerns() -> None:
    assert taken_back(ledger(BOTH), 1) == [(1, "mot"), (1, "hai")]


def test_a_unit_is_taken_back_once_however_many_of_its_tasks_were_recorded() -> None:
    assert taken_back(ledger([status(task="I.1"), status(task="I.2")]), 1) == [(1, "mot")]


def test_an_update_can_be_taken_back_for_one_unit_alone() -> None:
    assert taken_back(ledger(BOTH), 1, "hai") == [(1, "hai")]


def test_what_is_left_of_an_update_can_be_taken_back_later() -> None:
    assert taken_back(ledger(BOTH, undo(1, "hai")), 1, "mot") == [(1, "mot")]


def test_an_undo_tells_why() -> None:
    (change,) = undone(ledger(DONE), 1, note="ghi nhầm đơn vị")
    assert change.note == "ghi nhầm đơn vị"


def test_an_undo_can_be_taken_back_itself() -> None:
    assert taken_back(ledger(DONE, undo(1)), 2) == [(2, "mot")]


def test_the_closing_of_a_plan_can_be_taken_back() -> None:
    assert taken_back(ledger(closing("2024-04-30")), 1) == [(1, None)]


@pytest.mark.parametrize("later", [note(), extension("2024-05-31"), status(task="I.2")])
def test_what_does_not_build_on_an_update_does_not_hold_it(later: Any) -> None:
    assert taken_back(ledger(DONE, later), 1) == [(1, "mot")]


def test_a_later_update_of_another_unit_does_not_hold_an_update() -> None:
    assert taken_back(ledger(DONE, status(unit="hai")), 1) == [(1, "mot")]


def test_a_later_update_of_another_period_does_not_hold_an_update() -> None:
    of = ledger(status(period="2024"), status(period="2025"))
    assert taken_back(of, 1) == [(1, "mot")]


def test_an_update_that_a_later_one_builds_on_is_held_and_the_later_one_is_named() -> None:
    of = ledger(status(Status.RECEIVED), note(), status(Status.DONE, "2024-04-08"))
    with pytest.raises(Refused, match="ttdn undo 3"):
        taken_back(of, 1)


def test_of_several_later_updates_the_last_is_named_since_it_must_go_first() -> None:
    of = ledger(
        status(Status.RECEIVED, "2024-04-05"),
        status(Status.RETURNED, "2024-04-06"),
        status(Status.RECEIVED, "2024-04-08"),
    )
    with pytest.raises(Refused, match="ttdn undo 3"):
        taken_back(of, 1)


def test_an_update_is_free_again_once_the_later_one_was_taken_back() -> None:
    of = ledger(status(Status.RECEIVED), status(Status.DONE, "2024-04-08"), undo(2))
    assert taken_back(of, 1) == [(1, "mot")]


def test_a_record_that_was_confirmed_is_held_by_its_confirmation() -> None:
    of = ledger(status(), confirmation("0" * 64))
    with pytest.raises(Refused, match="ttdn undo 2"):
        taken_back(of, 1)


def test_a_correction_is_held_by_what_builds_on_it() -> None:
    of = ledger(
        status(Status.RECEIVED, "2024-04-08"),
        status(Status.RECEIVED, "2024-04-05", supersedes=1),
        status(Status.DONE, "2024-04-08"),
    )
    with pytest.raises(Refused, match="ttdn undo 3"):
        taken_back(of, 2)


def test_an_extension_is_held_by_the_next_one() -> None:
    of = ledger(extension("2024-05-31"), extension("2024-06-30", on="2024-05-20"))
    with pytest.raises(Refused, match="ttdn undo 2"):
        taken_back(of, 1)


def test_a_note_is_not_held_by_another_note() -> None:
    assert taken_back(ledger(note("một"), note("hai")), 1) == [(1, "mot")]


def test_an_undo_is_held_by_what_was_recorded_since() -> None:
    of = ledger(DONE, undo(1), status(Status.RECEIVED))
    with pytest.raises(Refused, match="ttdn undo 3"):
        taken_back(of, 2)


def test_an_undo_is_held_by_a_later_undo_of_what_it_would_bring_back() -> None:
    of = ledger(
        status(Status.RECEIVED, "2024-04-05"),
        status(Status.DONE, "2024-04-08"),
        undo(2),
        undo(1),
    )
    with pytest.raises(Refused, match="ttdn undo 4"):
        taken_back(of, 3)
    assert taken_back(of, 4) == [(4, "mot")]


def test_an_undo_is_not_held_by_an_undo_that_was_taken_back() -> None:
    of = ledger(
        status(Status.RECEIVED, "2024-04-05"),
        status(Status.DONE, "2024-04-08"),
        undo(2),
        undo(1),
        undo(4),
    )
    assert taken_back(of, 3) == [(3, "mot")]


def test_an_update_of_several_units_is_held_where_one_of_them_is() -> None:
    of = ledger(
        [status(Status.RECEIVED, unit="mot"), status(Status.RECEIVED, unit="hai")],
        status(Status.DONE, "2024-04-08", unit="hai"),
    )
    with pytest.raises(Refused, match="ttdn undo 2"):
        taken_back(of, 1)
    assert taken_back(of, 1, "mot") == [(1, "mot")]


def test_what_was_taken_back_cannot_be_taken_back_again_and_the_undo_is_named() -> None:
    with pytest.raises(Refused, match="2"):
        taken_back(ledger(DONE, undo(1)), 1)


def test_what_was_corrected_is_held_and_the_correction_is_named() -> None:
    of = ledger(DONE, note(), status(Status.DONE, "2024-04-09", supersedes=1))
    with pytest.raises(Refused, match="ttdn undo 3"):
        taken_back(of, 1)


def test_of_several_corrections_the_last_is_named_since_it_must_go_first() -> None:
    of = ledger(
        note(), note("đúng hơn", supersedes=1), note("đúng", supersedes=2), note("chuyện khác")
    )
    for revision in (1, 2):
        with pytest.raises(Refused, match="ttdn undo 3"):
            taken_back(of, revision)
    assert taken_back(of, 3) == [(3, "mot")]


def test_an_update_of_several_units_is_held_where_one_of_its_records_was_corrected() -> None:
    of = ledger(BOTH, status(Status.DONE, "2024-04-06", unit="hai", supersedes=1))
    with pytest.raises(Refused, match="ttdn undo 2"):
        taken_back(of, 1)
    assert taken_back(of, 1, "mot") == [(1, "mot")]


def test_an_update_is_free_again_for_every_unit_once_the_correction_was_taken_back() -> None:
    of = ledger(BOTH, status(Status.DONE, "2024-04-06", unit="hai", supersedes=1), undo(2, "hai"))
    assert taken_back(of, 1) == [(1, "mot"), (1, "hai")]


def test_after_an_undo_the_number_must_be_written_so_that_two_undos_do_not_cancel_out() -> None:
    with pytest.raises(Refused, match=r"2.*ttdn undo"):
        taken_back(ledger(DONE, undo(1)))


def test_an_update_that_says_nothing_of_the_unit_cannot_be_taken_back_for_it() -> None:
    with pytest.raises(Refused, match=r"1.*hai"):
        taken_back(ledger(DONE), 1, "hai")


@pytest.mark.parametrize("revision", [-1, 0, 3])
def test_an_update_that_does_not_exist_cannot_be_taken_back(revision: int) -> None:
    with pytest.raises(Refused, match=r"1.*2.*ttdn log"):
        taken_back(ledger(DONE, note()), revision)


@pytest.mark.parametrize("revision", [None, 1])
def test_in_an_empty_ledger_there_is_nothing_to_take_back(revision: int | None) -> None:
    with pytest.raises(Refused):
        taken_back(Ledger(), revision)
