"""The rows of a table against the picture of today: what each would record, or why not."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.history import Entry
from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.errors import Refused
from tt_doingoai.loading.problems import Problem
from tt_doingoai.model.ledger import ObligationKey, Status, StatusChange
from tt_doingoai.recording.bounds import check_bounds
from tt_doingoai.recording.rows import Said, problem
from tt_doingoai.recording.status import StatusRequest, status_changes
from tt_doingoai.recording.target import Target, targeted
from tt_doingoai.wording import _


class Taken(NamedTuple):
    """A row, and what it records: a status; before a return, its receipt where none is known."""

    said: Said
    changes: tuple[StatusChange, ...]


class Batch(NamedTuple):
    """All rows, judged in one picture.

    Attributes:
        taken: What would be recorded.
        unchanged: Rows that say what the ledger says already.
        problems: Why the other rows cannot be recorded.
    """

    taken: tuple[Taken, ...]
    unchanged: tuple[Said, ...]
    problems: tuple[Problem, ...]

    @property
    def changes(self) -> tuple[StatusChange, ...]:
        """Everything that would be recorded, in the order of the rows."""
        return tuple(change for taken in self.taken for change in taken.changes)


def judged(rows: Sequence[Said], assessment: Assessment, *, path: str, today: dt.date) -> Batch:
    """Return what the rows of a table would record, by the rules of the recording commands.

    Args:
        rows: What the rows say.
        assessment: Everything as it stands today.
        path: How problems name the file.
        today: Today in the workspace's time zone.
    """
    found, problems = _found(rows, assessment, path)
    taken, unchanged = [], []
    for said, verdict in found:
        if _says_nothing_new(said, verdict):
            unchanged.append(said)
            continue
        try:
            changes = _changes(said, verdict, today)
            check_bounds(changes, assessment)
        except Refused as refused:
            problems.append(_refusal(said, refused, "status", path))
        else:
            taken.append(Taken(said, changes))
    return Batch(tuple(taken), tuple(unchanged), tuple(sorted(problems)))


def _found(
    rows: Sequence[Said], assessment: Assessment, path: str
) -> tuple[list[tuple[Said, Verdict]], list[Problem]]:
    """Return the obligation of every row, and the rows that have none, or one of another's."""
    parts = _parts(assessment)
    nothing = assessment._replace(verdicts=(), passed_on=())
    found: dict[ObligationKey, list[tuple[Said, Verdict]]] = {}
    problems = []
    for said in rows:
        target = Target(tasks=[said.task], units=[said.unit], period=said.period)
        try:
            # Where periods have been, one must be named: the open one is another tomorrow, and
            # the same table would be recorded once more.
            part = parts.get((said.task, said.unit.id)) or parts.get((said.task, None), nothing)
            (verdict,) = targeted(target, part, open_only=False)
        except Refused as refused:
            problems.append(_refusal(said, refused, "unit", path))
        else:
            found.setdefault(verdict.obligation.key, []).append((said, verdict))
    for several in found.values():
        if len(several) > 1:
            lines = ", ".join(str(said.row.line) for said, _verdict in several)
            message = _("lines {lines} are about one obligation; keep the one that is right")
            problems += [
                problem(said.row, "unit", message.format(lines=lines), path=path)
                for said, _verdict in several
            ]
    return [several[0] for several in found.values() if len(several) == 1], problems


def _refusal(said: Said, refused: Refused, key: str, path: str) -> Problem:
    """Return why a row is refused, at the cell it is about where the table has that column."""
    about = refused.about if refused.about in said.row.columns else None
    return problem(said.row, about or key, refused.message, path=path)


def _parts(assessment: Assessment) -> dict[tuple[tuple[str, str], str | None], Assessment]:
    """Return the picture of each task by unit, and whole (None): no row goes through everything."""
    counted: defaultdict[tuple[tuple[str, str], str | None], list[Verdict]] = defaultdict(list)
    passed_on: defaultdict[tuple[tuple[str, str], str | None], list[Verdict]] = defaultdict(list)
    for every, kept in ((assessment.verdicts, counted), (assessment.passed_on, passed_on)):
        for verdict in every:
            key = verdict.obligation.key
            for unit in (key.unit, None):
                kept[(key.plan, key.task), unit].append(verdict)
    return {
        part: assessment._replace(
            verdicts=tuple(counted.get(part, ())),
            passed_on=tuple(passed_on.get(part, ())),
        )
        for part in {*counted, *passed_on}
    }


def _says_nothing_new(said: Said, verdict: Verdict) -> bool:
    """Return whether the record that counts says all that a row says; empty cells say nothing."""
    record = verdict.history.status
    if record is None or record.change.status is not said.status:
        return False
    known = record.change
    pairs = (
        (said.on, known.on),
        (said.note, known.note),
        (said.basis, known.basis),
        (said.answer_by, known.answer_by),
        (said.evidence, known.evidence),
        (said.received_on, verdict.history.received_on),
    )
    return all(written == recorded for written, recorded in pairs if written)


def _changes(said: Said, verdict: Verdict, today: dt.date) -> tuple[StatusChange, ...]:
    request = StatusRequest(
        status=said.status,
        on=said.on,
        note=said.note,
        basis=said.basis,
        answer_by=said.answer_by,
        evidence=said.evidence,
    )
    if said.received_on is None or verdict.handed_in:
        return status_changes(request, [verdict], today=today)
    if said.received_on > (said.on or today):
        raise Refused(
            _("it cannot be returned before it was received; write other days"), about="on"
        )
    receipt = StatusRequest(status=Status.RECEIVED, on=said.received_on)
    received = status_changes(receipt, [verdict], today=today)
    history = verdict.history
    statuses = [*history.statuses, Entry(0, received[0])]
    now = verdict._replace(status=Status.RECEIVED, history=history._replace(statuses=statuses))
    return (*received, *status_changes(request, [now], today=today))
