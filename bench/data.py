"""The benchmark's own data: the same rows for ttdn and for Taskwarrior, the same on every run.

``python -m bench.data FOLDER PLANS TASKS UNITS`` writes them: a process of its own, for the system
counts what a parent held as a peak of its children.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from tt_doingoai.loading.workspace import load_workspace
from tt_doingoai.model.ledger import Draft, Inputs, Status, StatusChange
from tt_doingoai.model.plan import placed_tasks
from tt_doingoai.schedule.fingerprint import fingerprint
from tt_doingoai.store.frame import followed_by
from tt_doingoai.store.lines import encode
from tt_doingoai.store.opening import store_file

ROWS: Final = "rows.json"
AS_OF: Final = dt.date(2024, 12, 31)
_FIRST_DAY: Final = dt.date(2024, 1, 15)
_FAR_OFF: Final = dt.date(2099, 12, 31)  # in time on every day on which this may be run
_HANOI: Final = dt.timezone(dt.timedelta(hours=7))
_OPEN_IN_TEN: Final = 4
_DIGEST: Final = slice(-66, -2)  # where a line of the ledger holds its own
_WORDS: Final = "tổ chức thực hiện, báo cáo kết quả bằng văn bản theo quy định"


class Size(NamedTuple):
    """How much there is: so many plans of so many tasks, each owed by every unit."""

    plans: int
    tasks: int
    units: int

    @property
    def rows(self) -> int:
        """How many obligations that makes."""
        return self.plans * self.tasks * self.units


OFFICE: Final = Size(plans=1, tasks=40, units=60)
TEN_THOUSAND: Final = Size(plans=1, tasks=80, units=125)
HUNDRED_THOUSAND: Final = Size(plans=10, tasks=80, units=125)


class Row(NamedTuple):
    """One obligation of the data: when it is due, and whether it is done."""

    number: int
    plan: str
    task: str
    unit: str
    title: str
    due: dt.date
    done: bool

    @property
    def uuid(self) -> str:
        """What Taskwarrior knows it by."""
        return str(uuid.UUID(int=self.number))

    @property
    def overdue(self) -> bool:
        """Whether it is open past its last day."""
        return not self.done and self.due < AS_OF


def rows(size: Size) -> Iterator[Row]:
    """Yield every obligation, in the order of plans, tasks and units: 4 of 10 are open."""
    every = itertools.product(
        range(1, size.plans + 1), range(1, size.tasks + 1), range(1, size.units + 1)
    )
    for number, (plan, task, unit) in enumerate(every, start=1):
        yield Row(
            number,
            _plan_id(plan),
            f"I.{task}.a",
            _unit_id(unit),
            _title(task),
            _due(task),
            done=(unit * 7 + task * 3 + plan) % 10 >= _OPEN_IN_TEN,
        )


def write_workspace(folder: Path, size: Size) -> None:
    """Write a workspace whose ledger holds an update for every row that is done."""
    (folder / "plans").mkdir(parents=True)
    store_file(folder).parent.mkdir()
    (folder / "units.yaml").write_text(_roster(size), encoding="utf-8")
    for number in range(1, size.plans + 1):
        file = folder / "plans" / f"{_plan_id(number)}.v1.yaml"
        file.write_text(_plan(number, size), encoding="utf-8")
    store_file(folder).write_bytes(_ledger(folder, size))


def write_taskwarrior(file: Path, size: Size) -> None:
    """Write the same rows as ``task import`` reads them."""
    lines = []
    for row in rows(size):
        told = {
            "uuid": row.uuid,
            "description": f"{row.title}: {row.unit}",
            "project": row.plan,
            "status": "completed" if row.done else "pending",
            "entry": "20240101T000000Z",
            # Due by a day is late from the next one on (design 2).
            "due": f"{row.due + dt.timedelta(days=1):%Y%m%d}T000000Z",
        }
        if row.done:
            told["end"] = f"{row.due:%Y%m%d}T000000Z"
        lines.append(json.dumps(told, ensure_ascii=False))
    file.write_text("[" + ",\n".join(lines) + "]\n", encoding="utf-8")


def main() -> None:
    """Write the data of a size for both programs."""
    folder = Path(sys.argv[1])
    size = Size(*map(int, sys.argv[2:]))
    write_workspace(folder, size)
    write_taskwarrior(folder / ROWS, size)


def _roster(size: Size) -> str:
    units = (
        f'  - {{id: {_unit_id(number)}, name: "Đơn vị số {number}", groups: [don-vi]}}\n'
        for number in range(1, size.units + 1)
    )
    head = 'format: ttdn/units@1\ngroups: {don-vi: "Các đơn vị trực thuộc"}\nunits:\n'
    return head + "".join(units)


def _plan(number: int, size: Size) -> str:
    lines = [
        "format: ttdn/plan@1",
        f"id: {_plan_id(number)}",
        "version: 1",
        f'number: "{number:02d}-KH/MAU"',
        f'title: "Kế hoạch mẫu số {number}"',
        f"issuer: {_unit_id(1)}",
        "sections:",
        '  - {id: I, title: "NHIỆM VỤ", clauses: [',
    ]
    for task in range(1, size.tasks + 1):
        day = _due(task)
        wording = f"chậm nhất ngày {day:%d-%m-%Y}"
        lines += [
            f'    {{id: I.{task}, text: "Các đơn vị {_WORDS}, {wording}.", tasks: [',
            f'      {{id: I.{task}.a, title: "{_title(task)}", lead: [don-vi],',
            f'       deadline: {{rule: by, date: "{day}", wording: "{wording}"}}}}]}},',
        ]
    return "\n".join([*lines, "  ]}"]) + "\n"


def _ledger(folder: Path, size: Size) -> bytes:
    """Return the ledger's file (design 3.3): one ``ttdn done`` for every row that is done."""
    workspace = load_workspace(folder)
    inputs = workspace.inputs
    words = {
        (plan.id, place.task.id): fingerprint(place)
        for plan in workspace.versions
        for place in placed_tasks(plan)
    }
    lines: list[bytes] = []
    previous: str | None = None
    for row in rows(size):
        if row.done:
            draft = _draft(row, inputs, words[row.plan, row.task])
            lines.append(encode(draft, revision=len(lines) + 1, previous=previous))
            previous = lines[-1][_DIGEST].decode()
    return followed_by(None, b",\n".join(lines))


def _draft(row: Row, inputs: Inputs, words: str) -> Draft:
    day = min(row.due, AS_OF)
    done = StatusChange(
        plan=row.plan,
        plan_version=1,
        task=row.task,
        unit=row.unit,
        period=None,
        on=day,
        status=Status.DONE,
        note=None,
        basis=None,
        answer_by=None,
        evidence=(),
        fingerprint=words,
        supersedes=None,
    )
    moment = dt.datetime.combine(day, dt.time(9, 12), _HANOI)
    return Draft(recorded_at=moment, by=_unit_id(1), command="done", inputs=inputs, changes=(done,))


def _due(task: int) -> dt.date:
    """Return a task's last day: every tenth lies far off, the others are spread over a year."""
    return _FAR_OFF if task % 10 == 0 else _FIRST_DAY + dt.timedelta(days=task * 4)


def _title(task: int) -> str:
    return f"Báo cáo kết quả thực hiện nhiệm vụ số {task}"


def _plan_id(number: int) -> str:
    return f"ke-hoach-{number:02d}"


def _unit_id(number: int) -> str:
    return f"don-vi-{number:03d}"


if __name__ == "__main__":
    main()
