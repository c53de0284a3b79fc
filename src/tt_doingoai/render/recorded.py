"""What a recording command prints: the full names of what it matched, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.assess.view import concerned_unit
from tt_doingoai.model.ledger import (
    Change,
    ObligationKey,
    OfObligation,
    PlanClosedChange,
    SnapshotChange,
    UndoChange,
    key_of,
)
from tt_doingoai.render.change_text import change_text
from tt_doingoai.render.page import page, paragraph
from tt_doingoai.terms import date_text, name_of_status, name_of_timeliness
from tt_doingoai.wording import _


def recorded_text(after: Assessment) -> str:
    """Return the last update's changes, each with its task's title and how things stand now.

    Args:
        after: Everything as it stands with that update in the ledger.
    """
    verdicts = {verdict.obligation.key: verdict for verdict in (*after.verdicts, *after.passed_on)}
    lines: list[str] = []
    for change in after.ledger.transactions[-1].changes:
        text = change_text(change, after.roster, with_plan=after.several_plans)
        for key in _obligations(change, after):
            text += _standing(key, verdicts, whole=isinstance(change, UndoChange))
        for taken_back in _closings_taken_back(change, after):
            text += f": {change_text(taken_back, after.roster)}"
        if isinstance(change, PlanClosedChange):
            left = after.left_open(change.plan)
            text += ". " + _("Open when the follow-up ended: {n}").format(n=left)
        lines += paragraph(text, first="- ", rest="  ")
    return page(lines)


def _closings_taken_back(change: Change, after: Assessment) -> Iterator[Change]:
    """Yield the closing of a plan or of figures that an undo took back."""
    if isinstance(change, UndoChange):
        for taken_back in after.ledger.transactions[change.revision - 1].changes:
            if isinstance(taken_back, PlanClosedChange | SnapshotChange):
                yield taken_back


def _obligations(change: Change, after: Assessment) -> Iterator[ObligationKey]:
    """Yield the obligations that a change is about; an undo is about what it takes back."""
    if isinstance(change, UndoChange):
        for taken_back in after.ledger.transactions[change.revision - 1].changes:
            if concerned_unit(taken_back) == change.unit:
                yield from _obligations(taken_back, after)
    elif isinstance(change, OfObligation):
        yield key_of(change)


def _standing(key: ObligationKey, verdicts: Mapping[ObligationKey, Verdict], *, whole: bool) -> str:
    """Return how an obligation stands; of an undo also which one it is, and its status."""
    verdict = verdicts.get(key)
    if verdict is None:
        return f". {key.task}" if whole else ""
    text = f". {verdict.obligation.place.task.title}"
    if whole:
        text = (
            f". {key.task} {verdict.obligation.place.task.title}: {name_of_status(verdict.status)}"
        )
    if verdict.last_day:
        text += ("; " if whole else ": ") + _("{timeliness} (last day {day})").format(
            timeliness=name_of_timeliness(verdict.timeliness), day=date_text(verdict.last_day)
        )
    return text
