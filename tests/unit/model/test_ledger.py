"""The ledger (sổ theo dõi) as a value: its revision, its head, and what it was before."""

from __future__ import annotations

from tests.builders import draft, ledger, note, status
from tt_doingoai.model.ledger import Ledger, ObligationKey, key_of


def test_an_empty_ledger_has_revision_zero_and_no_head() -> None:
    assert (Ledger().revision, Ledger().head) == (0, None)


def test_the_head_is_the_last_transactions_digest() -> None:
    assert ledger(status(), note()).head == ledger(status(), note()).transactions[1].digest


def test_a_transaction_of_many_changes_is_one_revision() -> None:
    assert ledger([status(), status(unit="hai")]).revision == 1


def test_a_ledger_can_be_seen_as_it_was_after_an_earlier_revision() -> None:
    assert ledger(status(), note()).at(1) == ledger(status())


def test_a_ledger_at_revision_zero_is_empty() -> None:
    assert ledger(status()).at(0) == Ledger()


def test_a_ledger_can_be_seen_as_a_draft_would_make_it() -> None:
    followed = ledger(status()).followed_by(draft(note()))
    assert followed.at(1) == ledger(status())
    assert (followed.revision, followed.transactions[1].changes) == (2, (note(),))
    assert followed.transactions[1].revision == 2
    assert followed.head == ""  # it has none before it is written


def test_a_change_knows_the_obligation_it_is_about() -> None:
    change = status(task="II.1.4", unit="hai", period="2024")
    assert key_of(change) == ObligationKey("mau", "II.1.4", "hai", "2024")
