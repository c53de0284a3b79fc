"""How records are told: the history of an obligation as sentences, each with its day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tt_doingoai.assess.history import Entry
from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.model.ledger import (
    ConfirmationChange,
    Evidence,
    ExtensionChange,
    NoteChange,
    Status,
    StatusChange,
)
from tt_doingoai.render.phrases import capital
from tt_doingoai.terms import date_text, name_of_topic
from tt_doingoai.wording import _


def evidence_text(evidence: Sequence[Evidence]) -> str:
    """Return the documents and files that go with a record."""
    return ", ".join(e.number or e.url or e.path or "" for e in evidence)


def record_sentences(verdict: Verdict, *, own_only: bool = False) -> list[str]:
    """Return the history of an obligation as sentences, each day told.

    Args:
        verdict: The verdict on it.
        own_only: Leave out what was granted to a unit that it was taken over from.
    """
    history = verdict.history
    entries: list[Entry[Any]] = [
        *history.statuses,
        *history.extensions,
        *history.notes,
        *history.confirmations,
        *history.aside,
    ]
    if own_only:
        entries = [e for e in entries if e.change.unit == verdict.obligation.unit.id]
    entries.sort(key=lambda entry: (entry.change.on, entry.revision))
    sentences = [_change_sentence(entry.change) for entry in entries]
    if verdict.needs_review:
        sentences.append(_("Recorded under words that have changed since: needs review."))
    return sentences


def _change_sentence(
    change: StatusChange | ExtensionChange | NoteChange | ConfirmationChange,
) -> str:
    match change:
        case StatusChange():
            return _record_sentence(change)
        case ExtensionChange(to=to, on=on):
            basis = "; ".join(filter(None, (change.basis, change.note)))
            return _("Extended to {to} ({basis}, {day}).").format(
                to=date_text(to), basis=basis, day=date_text(on)
            )
        case NoteChange(topic=topic, on=on):
            text = "; ".join(filter(None, (change.text, evidence_text(change.evidence))))
            return _("{topic} ({day}): {text}").format(
                topic=capital(name_of_topic(topic)), day=date_text(on), text=_sentence(text)
            )
        case ConfirmationChange(on=on):
            sentence = _("Confirmed under the words of version {n} ({day})").format(
                n=change.plan_version, day=date_text(on)
            )
            why = "; ".join(filter(None, (change.basis, change.note)))
            return _sentence(f"{sentence}: {why}" if why else sentence)


def _record_sentence(change: StatusChange) -> str:
    names = {
        "day": date_text(change.on),
        "evidence": evidence_text(change.evidence),
        "basis": change.basis or "",
    }
    templates = {
        Status.IN_PROGRESS: _("In progress ({day})"),
        Status.RECEIVED: _("Received on {day}"),
        Status.DONE: _("Done on {day}"),
        Status.RETURNED: _("Returned for completion on {day}"),
        Status.NOT_APPLICABLE: _("Not applicable or withdrawn since {day} ({basis})"),
        Status.UNREPORTED: _("No information yet"),
    }
    sentence = templates[change.status].format(**names)
    if names["evidence"]:
        sentence += f": {names['evidence']}"
    if change.answer_by:
        sentence += _(", to be handed in again by {day}").format(day=date_text(change.answer_by))
    if change.note:
        sentence += f"; {change.note}"
    return _sentence(sentence)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
