"""What is measured, beside what, and the budget of each."""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.data import AS_OF, HUNDRED_THOUSAND, OFFICE, ROWS, TEN_THOUSAND, Size, rows
from bench.table import Line
from bench.taskwarrior import HOW_TO_INSTALL, Taskwarrior
from bench.timing import Command, Commands, Pair, always, in_turn, paired, peak, seconds

_RUNS: Final = {OFFICE: 25, TEN_THOUSAND: 15, HUNDRED_THOUSAND: 5}
_ROOT: Final = Path(__file__).parents[1]
_PASS: Final = (sys.executable, "-c", "pass")
_FIGURES: Final = 10_000  # characters of an answer in which its summary stands
_DAY: Final = ("--as-of", AS_OF.isoformat())


class Bench:
    """The data of all sizes in one folder, and the measurements over it."""

    def __init__(self, where: Path) -> None:
        """Make the data, and make sure that everybody counts the same before anything is timed."""
        self._where = where
        self._environment = _environment(where)
        self.taskwarrior = Taskwarrior(where)
        for size in _RUNS:
            self._python("bench.data", self._workspace(size), size.plans, size.tasks, size.units)
            expected = sum(row.overdue for row in rows(size))
            counts = [self._overdue_count(size)]
            if self.taskwarrior and size is not OFFICE:
                self.taskwarrior.load(size, self._workspace(size) / ROWS)
                counts.append(self.taskwarrior.overdue_count(size))
            if any(count != expected for count in counts):
                raise RuntimeError(f"{size}: {expected} are overdue, but counted were {counts}")

    def beside_the_interpreter(self) -> Iterator[Line]:
        """Yield what commands cost in an office's workspace, beside ``python -c pass``."""
        commands: list[tuple[str, Commands, float, bool]] = [
            ("check", always(*self._ttdn(OFFICE, "check", *_DAY)), 9, False),
            ("status, piped", always(*self._ttdn(OFFICE, "status", *_DAY)), 9, False),
            (
                "report --unit",
                always(*self._ttdn(OFFICE, "report", "--unit", "don-vi-007", *_DAY)),
                9,
                False,
            ),
            ("status, in a terminal", always(*self._ttdn(OFFICE, "status", *_DAY)), 13, True),
            ("--help", always(*self._ttdn(OFFICE, "--help")), 14, False),
            ("done", in_turn(self._done(OFFICE)), 10, False),
        ]
        for what, command, budget, terminal in commands:
            pair = self._paired(OFFICE, command, always(*_PASS), terminal=terminal)
            yield _in_time(f"{what}, {OFFICE.rows:,} obligations", pair, budget)

    def beside_taskwarrior(self) -> Iterator[Line]:
        """Yield what commands cost at scale, beside Taskwarrior on the same rows."""
        if not self.taskwarrior:
            print(HOW_TO_INSTALL)
            return
        lists: dict[Size, Pair] = {}
        for size, budget in ((TEN_THOUSAND, 0.5), (HUNDRED_THOUSAND, 0.3)):
            lists[size] = self._paired(
                size,
                always(*self._ttdn(size, "check", *_DAY)),
                always(*self.taskwarrior.overdue(size)),
            )
            yield _in_time(f"overdue list, {size.rows:,} rows", lists[size], budget)
        size = HUNDRED_THOUSAND
        count = self._paired(
            size,
            always(*self._ttdn(size, "check", "--quiet", *_DAY)),
            always(*self.taskwarrior.count(size)),
        )
        yield _in_time(f"count of overdue, {size.rows:,} rows", count, 0.4)
        done = self._paired(size, in_turn(self._done(size)), in_turn(self.taskwarrior.done(size)))
        yield _in_time(f"mark one done, {size.rows:,} rows", done, 0.9)
        for what, pair in (("overdue list", lists[size]), ("count of overdue", count)):
            yield Line(
                what=f"peak memory of the {what}, {size.rows:,} rows",
                ours=f"{peak(pair.ours):.0f} MiB",
                theirs=f"{peak(pair.theirs):.0f} MiB",
                ratio=pair.memory_ratio,
                budget=0.7,
            )
        large, small = seconds(lists[size].ours), seconds(lists[TEN_THOUSAND].ours)
        yield Line(
            what="growth of the overdue list, 10,000 to 100,000 rows",
            ours=_milliseconds(large),
            theirs=_milliseconds(small),
            ratio=large / small,
            budget=10.5,
        )

    def profiles(self) -> str:
        """Return where ``check`` spends its time, by size, in milliseconds."""
        told = ["Where check spends its time (ms, after the interpreter's own start):"]
        for size, count in _RUNS.items():
            laps = [self._laps(size) for _number in range(min(count, 9))]
            medians = {name: statistics.median(lap[name] for lap in laps) for name in laps[0]}
            parts = ", ".join(f"{name} {took:.0f}" for name, took in medians.items())
            told.append(f"- {size.rows:,} rows: {parts}")
        return "\n".join(told)

    def _paired(
        self, size: Size, ours: Commands, theirs: Commands, *, terminal: bool = False
    ) -> Pair:
        return paired(
            ours, theirs, runs=_RUNS[size], environment=self._environment, terminal=terminal
        )

    def _overdue_count(self, size: Size) -> int:
        # To a file of which the figures alone are read: what this process holds at its peak is
        # counted for every process that it starts.
        answer = self._where / "answer.json"
        command = self._ttdn(size, "check", "--format", "json", "--output", str(answer), *_DAY)
        subprocess.run(command, check=False, env=self._environment)
        with answer.open(encoding="utf-8") as file:
            found = re.search(r'"overdue": ([0-9]+)', file.read(_FIGURES))
        assert found is not None
        return int(found[1])

    def _laps(self, size: Size) -> dict[str, float]:
        answer = self._python("bench.profile", self._workspace(size), *_DAY[1:])
        return dict(json.loads(answer)["laps"])

    def _python(self, module: str, *arguments: object) -> str:
        command = [sys.executable, "-m", module, *map(str, arguments)]
        environment = {**self._environment, "PYTHONPATH": str(_ROOT)}
        return subprocess.run(
            command, capture_output=True, text=True, check=True, env=environment
        ).stdout

    def _done(self, size: Size) -> Iterator[Command]:
        """Yield commands that record one row as done, another one each time."""
        for row in rows(size):
            if row.overdue:
                task = f"{row.plan}:{row.task}"
                day = row.due.isoformat()
                yield self._ttdn(size, "done", task, "--unit", row.unit, "--on", day)

    def _ttdn(self, size: Size, *arguments: str) -> Command:
        program = Path(sys.executable).with_name("ttdn")
        return (str(program), "-w", str(self._workspace(size)), *arguments)

    def _workspace(self, size: Size) -> Path:
        return self._where / f"workspace-{size.rows}"


def _in_time(what: str, pair: Pair, budget: float) -> Line:
    return Line(
        what=what,
        ours=_milliseconds(seconds(pair.ours)),
        theirs=_milliseconds(seconds(pair.theirs)),
        ratio=pair.ratio,
        budget=budget,
    )


def _milliseconds(took: float) -> str:
    return f"{took * 1000:.0f} ms"


def _environment(where: Path) -> dict[str, str]:
    """Return what the processes see: nothing of this machine's own settings, byte-code kept."""
    kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
    return {
        **kept,
        "HOME": str(where),
        "XDG_CACHE_HOME": str(where / "cache"),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLUMNS": "100",
        "TTDN_ACTOR": "don-vi-001",
    }
