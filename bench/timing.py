"""Whole processes, timed from outside: in turn, so that a machine's moods meet all alike."""

from __future__ import annotations

import os
import pty
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

Command = Sequence[str]
Commands = Callable[[], Command]

_WARM_UP: Final = 2
_MIB: Final = 1024  # what the system counts in KiB


class Run(NamedTuple):
    """One finished process."""

    seconds: float
    peak_mib: float
    code: int


class Pair(NamedTuple):
    """A command and what it is measured against, run in turn."""

    ours: tuple[Run, ...]
    theirs: tuple[Run, ...]

    @property
    def ratio(self) -> float:
        """The median of the pairs' own ratios."""
        pairs = zip(self.ours, self.theirs, strict=True)
        return statistics.median(ours.seconds / theirs.seconds for ours, theirs in pairs)

    @property
    def memory_ratio(self) -> float:
        """The larger peak of ours to the larger peak of theirs."""
        return peak(self.ours) / peak(self.theirs)


def seconds(runs: Sequence[Run]) -> float:
    """Return the median duration."""
    return statistics.median(run.seconds for run in runs)


def peak(runs: Sequence[Run]) -> float:
    """Return the largest peak of memory, in MiB."""
    return max(run.peak_mib for run in runs)


def paired(
    ours: Commands,
    theirs: Commands,
    *,
    runs: int,
    environment: Mapping[str, str],
    terminal: bool = False,
) -> Pair:
    """Return both commands' runs, ours and theirs in turn, after warm-up.

    Args:
        ours: Gives the command of the next run; a writing command has another one each time.
        theirs: The same for what it is measured against.
        runs: How many of each count.
        environment: What the processes see.
        terminal: Whether ours writes to a terminal.
    """
    done = [
        (
            run(ours(), environment=environment, terminal=terminal),
            run(theirs(), environment=environment),
        )
        for _number in range(_WARM_UP + runs)
    ][_WARM_UP:]
    return Pair(tuple(our for our, _ in done), tuple(their for _, their in done))


def run(command: Command, *, environment: Mapping[str, str], terminal: bool = False) -> Run:
    """Run a command to its end; what it writes is thrown away.

    Raises:
        RuntimeError: It failed: only 0 and 1, a finding, are answers.
    """
    if terminal:
        master, out = pty.openpty()
        reader = threading.Thread(target=_drain, args=(master,))
        reader.start()
    else:
        out = os.open(os.devnull, os.O_WRONLY)
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=out, stderr=subprocess.PIPE, env=environment)
    os.close(out)
    assert process.stderr is not None
    told = process.stderr.read()
    _pid, status, used = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if terminal:
        reader.join()
        os.close(master)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command)}: {process.returncode}: {told.decode()[-2000:]}")
    return Run(elapsed, used.ru_maxrss / _MIB, process.returncode)


def always(*command: str) -> Commands:
    """Return what gives one command for every run."""
    return lambda: command


def in_turn(commands: Iterator[Command]) -> Commands:
    """Return what gives the next of several commands for every run."""
    return lambda: next(commands)


def _drain(master: int) -> None:
    try:
        while os.read(master, 65536):
            pass
    except OSError:  # the terminal's other end has closed
        pass
