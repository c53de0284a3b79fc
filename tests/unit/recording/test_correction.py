"""Correcting (đính chính): the wrong record stays in the history, and the right one counts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import day, extension, ledger, note, status, the_verdict, undo
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import Evidence, Ledger, NoteChange, Status, StatusChange, key_of
from tt_doingoai.recording.correction import Correction
from tt_doingoai.recording.correction import correct as corrected

TODAY = "2024-04-12"


def correct(
    of: Ledger,
    revision: int,
    *,
    units: tuple[str, ...] = (),
    tasks: tuple[tuple[str, str], ...] = (),
    **correction: Any,
) -> tuple[StatusChange | NoteChange, ...]:
    return corrected(
        of, revision, Correction(**correction), units=units, tasks=tasks, today=day(TODAY)
    )


DONE = status(Status.DONE, "2024-04-10")
BOTH = [status(unit="mot"), status(unit="hai")]


def test_a_correction_supersedes_the_update_and_keeps_what_it_does_not_change() -> None:
    wrong = status(Status.DONE, "2024-04-10", note="gửi qua bưu điện")
    (change,) = correct(ledger(wrong), 1, on=day("2024-04-09"))
    assert isinstance(change, StatusChange)
    assert (change.supersedes, change.on) == (1, day("2024-04-09"))
    assert (key_of(change), change.status, change.note) == (key_of(wrong), wrong.status, wrong.note)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("status", Status.RECEIVED),
        ("on", day("2024-04-08")),
        ("note", "khác"),
        ("basis", "30-CV/MAU"),
        ("evidence", (Evidence(number="15-BC/MAU"),)),
    ],
)
def test_a_correction_changes(name: str, value: object) -> None:
    (change,) = correct(ledger(DONE), 1, **{name: value})
    assert getattr(change, name) == value


def test_the_day_by_which_an_answer_is_asked_for_can_be_corrected() -> None:
    returned = status(Status.RETURNED, "2024-04-08", answer_by=day("2024-04-20"))
    of = ledger(status(Status.RECEIVED), returned)
    (change,) = correct(of, 2, answer_by=day("2024-05-01"))
    assert isinstance(change, StatusChange)
    assert change.answer_by == day("2024-05-01")


def test_an_answer_cannot_be_asked_for_before_the_day_of_the_return() -> None:
    of = ledger(status(Status.RECEIVED), status(Status.RETURNED, "2024-04-08"))
    with pytest.raises(Refused, match="--answer-by"):
        correct(of, 2, answer_by=day("2024-04-07"))


def test_what_belongs_to_one_status_alone_does_not_outlive_it() -> None:
    returned = status(Status.RETURNED, "2024-04-08", answer_by=day("2024-04-20"))
    (change,) = correct(ledger(status(Status.RECEIVED), returned), 2, status=Status.DONE)
    assert isinstance(change, StatusChange)
    assert change.answer_by is None
    waived = status(Status.NOT_APPLICABLE, basis="12-CV/MAU")
    (change,) = correct(ledger(waived), 1, status=Status.DONE)
    assert isinstance(change, StatusChange)
    assert change.basis is None


def test_evidence_can_be_taken_away() -> None:
    wrong = status(evidence=(Evidence(number="12-BC/MAU"),))
    (change,) = correct(ledger(wrong), 1, evidence=())
    assert isinstance(change, StatusChange)
    assert change.evidence == ()


def test_a_correction_takes_effect_for_every_day() -> None:
    (change,) = correct(ledger(DONE), 1, on=day("2024-04-08"))
    mended = ledger(DONE, change)
    assert the_verdict("2024-04-07", history=mended).completed_on is None
    assert the_verdict("2024-04-08", history=mended).completed_on == day("2024-04-08")


def test_a_correction_of_a_correction_supersedes_the_correction() -> None:
    of = ledger(DONE, status(Status.DONE, "2024-04-09", supersedes=1))
    (change,) = correct(of, 2, on=day("2024-04-08"))
    assert change.supersedes == 2


def test_a_note_can_be_corrected() -> None:
    (change,) = correct(ledger(note("sai")), 1, note="đúng")
    assert isinstance(change, NoteChange)
    assert (change.text, change.supersedes) == ("đúng", 1)


def test_one_unit_of_several_can_be_corrected() -> None:
    (change,) = correct(ledger(BOTH), 1, units=("hai",), on=day("2024-04-04"))
    assert change.unit == "hai"


def test_one_task_of_several_can_be_corrected() -> None:
    of = ledger([status(task="I.1"), status(task="I.2")])
    (change,) = correct(of, 1, tasks=(("mau", "I.2"),), on=day("2024-04-04"))
    assert change.task == "I.2"


def test_a_correction_that_says_nothing_is_refused_with_what_can_be_written() -> None:
    with pytest.raises(Refused, match="--on"):
        correct(ledger(DONE), 1)


def test_a_correction_that_says_the_same_is_refused_and_names_the_update() -> None:
    with pytest.raises(Refused, match="1"):
        correct(ledger(DONE), 1, on=DONE.on)


def test_a_correction_to_a_day_in_the_future_is_refused_and_names_today() -> None:
    with pytest.raises(Refused, match=r"13/4/2024.*12/4/2024"):
        correct(ledger(DONE), 1, on=day("2024-04-13"))


def test_a_correction_to_today_is_no_correction_to_the_future() -> None:
    assert correct(ledger(DONE), 1, on=day(TODAY))


def test_an_update_of_several_units_is_corrected_only_when_one_is_named() -> None:
    with pytest.raises(Refused, match=r"1.*--unit"):
        correct(ledger(BOTH), 1, on=day("2024-04-04"))


def test_an_update_that_says_nothing_of_the_unit_is_refused_and_names_the_log() -> None:
    with pytest.raises(Refused, match=r"1.*ttdn log"):
        correct(ledger(DONE), 1, units=("hai",), on=day("2024-04-04"))


def test_an_undo_cannot_be_corrected() -> None:
    with pytest.raises(Refused, match=r"2.*ttdn log"):
        correct(ledger(DONE, undo(1)), 2, on=day("2024-04-04"))


@pytest.mark.parametrize("revision", [-1, 0, 3])
def test_an_update_that_does_not_exist_cannot_be_corrected(revision: int) -> None:
    with pytest.raises(Refused, match=r"1.*2.*ttdn log"):
        correct(ledger(DONE, note()), revision, on=day("2024-04-04"))


def test_in_an_empty_ledger_there_is_nothing_to_correct() -> None:
    with pytest.raises(Refused):
        correct(Ledger(), 1, on=day("2024-04-04"))


def test_what_was_taken_back_cannot_be_corrected_and_the_undo_is_named() -> None:
    with pytest.raises(Refused, match="2"):
        correct(ledger(DONE, undo(1)), 1, on=day("2024-04-04"))


def test_what_was_corrected_cannot_be_corrected_again_and_the_correction_is_named() -> None:
    of = ledger(DONE, note(), status(Status.DONE, "2024-04-09", supersedes=1))
    with pytest.raises(Refused, match="3"):
        correct(of, 1, on=day("2024-04-04"))


def test_a_refusal_names_the_update_that_stands_in_the_way_and_none_that_was_taken_back() -> None:
    of = ledger(
        DONE,
        status(Status.DONE, "2024-04-09", supersedes=1),  # 2: stands again after 6
        undo(2),  # 3: taken back by 6
        status(Status.DONE, "2024-04-08", supersedes=1),  # 4: taken back by 5
        undo(4),
        undo(3),
    )
    with pytest.raises(Refused) as refused:
        correct(of, 1, on=day("2024-04-04"))
    assert "2" in refused.value.message
    assert "4" not in refused.value.message


def test_a_correction_to_not_applicable_needs_a_basis() -> None:
    with pytest.raises(Refused, match="--basis"):
        correct(ledger(DONE), 1, status=Status.NOT_APPLICABLE)


def test_a_correction_to_not_applicable_with_a_basis_is_recorded() -> None:
    (change,) = correct(ledger(DONE), 1, status=Status.NOT_APPLICABLE, basis="30-CV/MAU")
    assert isinstance(change, StatusChange)
    assert change.status is Status.NOT_APPLICABLE


def test_a_note_has_no_status_to_correct_and_the_refusal_says_what_it_has() -> None:
    with pytest.raises(Refused, match="--note"):
        correct(ledger(note()), 1, status=Status.DONE)


def test_a_correction_after_which_the_records_do_not_follow_each_other_is_refused() -> None:
    of = ledger(status(Status.RECEIVED, "2024-04-05"), status(Status.DONE, "2024-04-08"))
    with pytest.raises(Refused, match=r"ttdn undo 2"):
        correct(of, 1, on=day("2024-04-09"))


def test_a_correction_that_keeps_the_order_of_the_records_is_recorded() -> None:
    of = ledger(status(Status.RECEIVED, "2024-04-05"), status(Status.DONE, "2024-04-08"))
    (change,) = correct(of, 1, on=day("2024-04-07"))
    assert change.on == day("2024-04-07")


def test_a_correction_is_not_held_by_an_order_that_was_broken_before_it() -> None:
    of = ledger(status(Status.DONE, "2024-04-05"), status(Status.DONE, "2024-04-08"))
    assert correct(of, 1, note="khác")


def test_a_correction_for_one_unit_does_not_look_at_the_records_of_another() -> None:
    of = ledger(status(Status.RECEIVED), status(Status.DONE, "2024-04-08", unit="hai"))
    assert correct(of, 1, on=day("2024-04-09"))


def test_an_extension_is_not_corrected_but_taken_back_and_granted_anew() -> None:
    with pytest.raises(Refused, match="ttdn undo 1"):
        corrected(
            ledger(extension("2024-05-31")),
            1,
            Correction(on=day("2024-04-03")),
            units=["mot"],
            today=day("2024-05-01"),
        )
