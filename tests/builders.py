"""Builders that state only what a test varies; the names in them are invented samples."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable
from typing import Any

from tt_doingoai.assess.assessment import Assessment, assess
from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.model.deadline import (
    Before,
    By,
    Cutoff,
    Deadline,
    Every,
    Unstated,
    Within,
    parse_cutoff_day,
)
from tt_doingoai.model.ledger import (
    Change,
    ConfirmationChange,
    Draft,
    ExtensionChange,
    Inputs,
    Ledger,
    NoteChange,
    PlanClosedChange,
    ReminderChange,
    SnapshotChange,
    Status,
    StatusChange,
    Topic,
    Transaction,
    UndoChange,
)
from tt_doingoai.model.period import PeriodKind, parse_period
from tt_doingoai.model.plan import Clause, Plan, Section, Task, placed_tasks
from tt_doingoai.model.settings import Settings
from tt_doingoai.model.units import Membership, Roster, Unit
from tt_doingoai.schedule.fingerprint import fingerprint
from tt_doingoai.schedule.working_days import WorkingDays

HANOI = dt.timezone(dt.timedelta(hours=7))
SAMPLE_WORDS = "Các đơn vị báo cáo kết quả trước ngày 10-4-2024."


def day(text: str) -> dt.date:
    """A day from its ISO form."""
    return dt.date.fromisoformat(text)


def before(date: str = "2024-04-10", wording: str = "trước ngày 10-4-2024") -> Before:
    return Before(date=day(date), wording=wording)


def by(date: str = "2024-06-30") -> By:
    return By(date=day(date), wording="chậm nhất")


def within(period: str = "2024-03") -> Within:
    return Within(period=parse_period(period), wording="trong kỳ")


def every(
    period: PeriodKind = "year",
    since: str = "2024",
    *,
    until: str | None = None,
    cutoff: str | None = None,
) -> Every:
    """A recurring deadline; the cut-off is written as its rule and its day: ``before 12-15``."""
    rule, _, named = (cutoff or "").partition(" ")
    return Every(
        period=period,
        since=parse_period(since),
        until=parse_period(until) if until else None,
        cutoff=Cutoff(rule=rule, day=parse_cutoff_day(named)) if cutoff else None,
        wording="định kỳ",
    )


def make_task(id: str = "I.1", deadline: Deadline | None = None, **values: Any) -> Task:
    values = {"title": f"Việc mẫu {id}", "lead": ("don-vi",)} | values
    return Task(id=id, deadline=deadline or before(), **values)


def make_plan(*tasks: Task, text: str = SAMPLE_WORDS, **values: Any) -> Plan:
    """A plan of one section and one clause that holds the tasks."""
    clause = Clause(id="I.1", text=text, tasks=tasks or (make_task(),))
    values = {
        "id": "mau",
        "version": 1,
        "number": "01-KH/MAU",
        "title": "Kế hoạch mẫu",
        "issuer": "co-quan",
        "sections": (Section(id="I", title="NHIỆM VỤ", clauses=(clause,)),),
    } | values
    return Plan(format="ttdn/plan@1", **values)


def make_unit(id: str = "mot", *groups: str, **values: Any) -> Unit:
    memberships = tuple(Membership(id=group) for group in groups or ("don-vi",))
    return Unit(id=id, **{"name": f"Đơn vị {id}", "groups": memberships} | values)


def make_roster(*units: Unit, **values: Any) -> Roster:
    values = {"groups": {"don-vi": "Các đơn vị"}} | values
    return Roster(format="ttdn/units@1", units=units or (make_unit(),), **values)


def roster_file(count: int) -> str:
    """A roster for 97-KH/ĐUK as a file: the committee's organs, and that many sample units."""
    own = (
        ("duk", "Đảng ủy Khối", "cap-uy"),
        ("btg-duk", "Ban Tuyên giáo Đảng ủy Khối", ""),
        ("doan-the-duk", "Các đoàn thể Đảng ủy Khối", "doan-the"),
    )
    lines = [
        f'  - {{id: {unit}, name: "{name}", own: true, groups: [{of}]}}' for unit, name, of in own
    ]
    lines += [
        f'  - {{id: mau-{n:02}, name: "Chi bộ mẫu {n:02}", kind: chi_bo, groups: [truc-thuoc]}}'
        for n in range(1, count + 1)
    ]
    groups = 'truc-thuoc: "Các chi, đảng bộ trực thuộc", cap-uy: "Cấp ủy", doan-the: "Đoàn thể"'
    head = ("format: ttdn/units@1", "sample: true", f"groups: {{{groups}}}", "units:")
    return "\n".join([*head, *lines, ""])


def status(
    status: Status = Status.DONE,
    on: str = "2024-04-05",
    *,
    unit: str = "mot",
    task: str = "I.1",
    period: str | None = None,
    plan: Plan | None = None,
    **values: Any,
) -> StatusChange:
    """A status change, made under the words of a plan (``make_plan()`` where none is given)."""
    prints = {place.task.id: fingerprint(place) for place in placed_tasks(plan or make_plan())}
    defaults: dict[str, Any] = {
        "plan": plan.id if plan else "mau",
        "plan_version": 1,
        "note": None,
        "basis": "01-CV/MAU" if status is Status.NOT_APPLICABLE else None,
        "answer_by": None,
        "evidence": (),
        "fingerprint": prints.get(task, ""),
        "supersedes": None,
    }
    return StatusChange(
        task=task, unit=unit, period=period, on=day(on), status=status, **defaults | values
    )


def extension(to: str, on: str = "2024-04-02", **values: Any) -> ExtensionChange:
    defaults: dict[str, Any] = {
        "plan": "mau",
        "plan_version": 1,
        "task": "I.1",
        "unit": "mot",
        "period": None,
        "basis": "12-CV/MAU",
        "note": None,
        "supersedes": None,
    }
    return ExtensionChange(to=day(to), on=day(on), **defaults | values)


def note(text: str = "lý do", on: str = "2024-04-05", **values: Any) -> NoteChange:
    defaults: dict[str, Any] = {
        "plan": "mau",
        "plan_version": 1,
        "task": "I.1",
        "unit": "mot",
        "period": None,
        "topic": Topic.REASON,
        "evidence": (),
        "supersedes": None,
    }
    return NoteChange(text=text, on=day(on), **defaults | values)


def reminder(on: str = "2024-04-11", number: str | None = "45-CV/MAU", **v: Any) -> ReminderChange:
    defaults: dict[str, Any] = {
        "plan": "mau",
        "plan_version": 1,
        "task": "I.1",
        "unit": "mot",
        "period": None,
        "answer_by": None,
        "note": None,
    }
    return ReminderChange(number=number, on=day(on), **defaults | v)


def snapshot(name: str = "BC quý I", on: str = "2024-03-31", at: int = 0) -> SnapshotChange:
    return SnapshotChange(name=name, at_revision=at, on=day(on), note=None)


def confirmation(fingerprint: str, on: str = "2024-05-01", **values: Any) -> ConfirmationChange:
    defaults: dict[str, Any] = {
        "plan": "mau",
        "plan_version": 2,
        "task": "I.1",
        "unit": "mot",
        "period": None,
        "basis": None,
        "note": None,
    }
    return ConfirmationChange(fingerprint=fingerprint, on=day(on), **defaults | values)


def closing(on: str, plan: str = "mau") -> PlanClosedChange:
    return PlanClosedChange(plan=plan, on=day(on), basis="30-CV/MAU", note=None)


def undo(revision: int, unit: str | None = "mot") -> UndoChange:
    return UndoChange(revision=revision, unit=unit, note=None)


def draft(*changes: Change, by: str = "btg-mau", command: str = "done") -> Draft:
    return Draft(
        recorded_at=dt.datetime(2024, 4, 5, 9, 12, tzinfo=HANOI),
        by=by,
        command=command,
        inputs=Inputs(plans="p" * 64, units="u" * 64, settings="s" * 64),
        changes=changes,
    )


def ledger(*transactions: Change | Iterable[Change]) -> Ledger:
    """A ledger in memory: each argument is one transaction's change, or its changes."""
    made = []
    for revision, given in enumerate(transactions, start=1):
        changes = (given,) if isinstance(given, Change) else tuple(given)
        made.append(Transaction(*draft(*changes), revision=revision, digest=f"{revision:064x}"))
    return Ledger(tuple(made))


def picture(
    on: str,
    *,
    plan: Plan | None = None,
    roster: Roster | None = None,
    history: Ledger | None = None,
    settings: Settings | None = None,
    tasks: Container[tuple[str, str]] | None = None,
    working_days: WorkingDays | None = None,
) -> Assessment:
    """How everything stands on a day, or how some tasks do."""
    return assess(
        [plan or make_plan()],
        roster or make_roster(),
        history or Ledger(),
        day=day(on),
        settings=settings or Settings(),
        inputs=Inputs("", "", ""),
        tasks=tasks,
        working_days=working_days,
    )


def the_verdict(on: str, **values: Any) -> Verdict:
    """The verdict on the only obligation there is."""
    (verdict,) = picture(on, **values).verdicts
    return verdict


def unstated() -> Unstated:
    return Unstated()
