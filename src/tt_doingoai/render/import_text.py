"""What an import would record: every row with its days in words, then what is left as it is."""

from __future__ import annotations

from collections.abc import Sequence

from tt_doingoai.loading.table import Row
from tt_doingoai.model.units import Roster
from tt_doingoai.recording.batch import Batch
from tt_doingoai.render.change_text import change_text
from tt_doingoai.render.page import page, paragraph
from tt_doingoai.terms import date_in_words
from tt_doingoai.wording import _, n_

_SHOWN = 20


def import_text(batch: Batch, roster: Roster, *, with_plan: bool) -> str:
    """Return what the rows of a table would record, a row a line, and every day in words.

    Args:
        batch: The rows as they were judged.
        roster: Where the names are.
        with_plan: Name the plan beside the task.
    """
    lines: list[str] = []
    for said, changes in batch.taken:
        for change in changes:
            text = change_text(change, roster, with_plan=with_plan, day_text=date_in_words)
            text = _("line {line}: {change}").format(line=said.row.line, change=text)
            lines += paragraph(text, first="- ", rest="  ")
    return page(lines) if lines else ""


def left_text(batch: Batch, empty: Sequence[Row]) -> str:
    """Return how many rows say what is known, and which say nothing of a status."""
    sentences = []
    if not batch.taken:
        sentences.append(_("Nothing to record."))
    if batch.unchanged:
        sentences.append(
            n_(
                "{n} row says what the ledger says already.",
                "{n} rows say what the ledger says already.",
                len(batch.unchanged),
            )
        )
    if empty:
        sentences.append(
            n_(
                "{n} row has no status; nothing is taken from it.",
                "{n} rows have no status; nothing is taken from them.",
                len(empty),
            )
        )
    bad = len({problem.line for problem in batch.problems})
    if bad:
        sentences.append(
            n_("{n} row with a problem is left out.", "{n} rows with problems are left out.", bad)
        )
    noted = [str(row.line) for row in empty if row.cell("note")]
    if noted:
        shown = ", ".join(noted[:_SHOWN]) + (", …" if len(noted) > _SHOWN else "")
        sentences.append(
            _("A note without a status is not taken either (lines {lines}): ttdn note").format(
                lines=shown
            )
        )
    return page([line for text in sentences for line in paragraph(text)]) if sentences else ""
