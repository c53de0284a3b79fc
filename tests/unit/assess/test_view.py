"""Which record counts: neither undone nor superseded; the greatest (on, revision) with on <= D."""

from __future__ import annotations

import pytest

from tests.builders import closing, confirmation, day, extension, ledger, note, status, undo
from tt_doingoai.assess.history import History
from tt_doingoai.assess.view import view
from tt_doingoai.model.ledger import (
    Ledger,
    ObligationKey,
    Status,
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
