"""Reminders by letter; notes by their day; extensions each told once."""

from __future__ import annotations

from tests.builders import (
    extension,
    ledger,
    make_roster,
    make_unit,
    note,
    picture,
    reminder,
)
from tt_doingoai.assess.dealings import extensions_of, letters_sent, notes_of
from tt_doingoai.model.ledger import Change, Topic

ROSTER = make_roster(make_unit("mot"), make_unit("hai"))


def verdicts(*changes: Change):  # type: ignore[no-untyped-def]
    return picture("2024-06-30", roster=ROSTER, history=ledger(*changes)).verdicts


def test_a_letter_to_several_units_is_one_letter() -> None:
    (letter,) = letters_sent(verdicts(reminder(unit="mot"), reminder(unit="hai")))
    assert (letter.number, letter.units) == ("45-CV/MAU", 2)


def test_letters_are_told_by_day_then_by_number() -> None:
    sent = letters_sent(
        verdicts(reminder("2024-04-20"), reminder("2024-04-11", "46-CV/MAU"), reminder())
    )
    told = [(letter.on.isoformat(), letter.number) for letter in sent]
    assert told == [
        ("2024-04-11", "45-CV/MAU"),
        ("2024-04-11", "46-CV/MAU"),
        ("2024-04-20", "45-CV/MAU"),
    ]


def test_letters_without_a_number_come_before_those_of_the_same_day_that_have_one() -> None:
    sent = letters_sent(verdicts(reminder(number="1-CV"), reminder(number=None)))
    assert [letter.number for letter in sent] == [None, "1-CV"]


def test_notes_are_told_by_their_day_then_as_they_were_typed() -> None:
    noted = notes_of(
        verdicts(
            note("ba", on="2024-04-09"),
            note("một", on="2024-04-03", unit="hai"),
            note("hai", on="2024-04-03"),
        ),
        Topic.REASON,
    )
    assert [n.entry.change.text for n in noted] == ["một", "hai", "ba"]


def test_every_extension_is_told_though_only_the_last_counts() -> None:
    granted = extensions_of(
        verdicts(extension("2024-04-30", "2024-04-02"), extension("2024-05-31", "2024-04-29"))
    )
    assert [g.entry.change.to.isoformat() for g in granted] == ["2024-04-30", "2024-05-31"]


def test_extensions_are_told_by_the_day_they_were_granted_with_what_they_are_of() -> None:
    granted = extensions_of(
        verdicts(
            extension("2024-06-30", "2024-05-20", unit="hai"),
            extension("2024-05-31", "2024-04-29"),
            extension("2024-04-30", unit="hai"),
        )
    )
    assert [g.verdict.obligation.unit.id for g in granted] == ["hai", "mot", "hai"]
