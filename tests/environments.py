"""Where a command's output may go: pipes and terminals of many kinds, each a real process."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
import sys
import termios
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple


class Environment(NamedTuple):
    """A stdout: a terminal of some width, or a pipe; and the variables that are set."""

    columns: int | None
    variables: Mapping[str, str]
    draws: bool = False  # whether it takes tables with lines, where an answer has one


_KEPT: Final = ("PATH", "XDG_CACHE_HOME")
_XTERM: Final = {"TERM": "xterm-256color"}
ENVIRONMENTS: Final[Mapping[str, Environment]] = {
    "pipe-80": Environment(None, {"COLUMNS": "80"}),
    "pipe-cp1258": Environment(
        None, {"PYTHONIOENCODING": "cp1258", "PYTHONUTF8": "0", "LC_ALL": "C"}
    ),
    "terminal-dumb": Environment(200, {"TERM": "dumb"}),
    "terminal-200": Environment(200, _XTERM, draws=True),
    "terminal-200-no-color": Environment(200, {**_XTERM, "NO_COLOR": "1"}, draws=True),
    "terminal-80-no-color": Environment(80, {**_XTERM, "NO_COLOR": "1"}, draws=True),
    "terminal-columns-0": Environment(80, {**_XTERM, "COLUMNS": "0"}, draws=True),
}


def output_in(environment: Environment, folder: Path, *arguments: str) -> str:
    """Run ``ttdn`` in a folder, without a machine's settings; return its stdout, read as UTF-8."""
    command = [sys.executable, "-m", "tt_doingoai", *arguments]
    home = str(folder.parent / "home")
    variables = {name: os.environ[name] for name in _KEPT if name in os.environ}
    variables |= {"HOME": home, "XDG_CONFIG_HOME": home, **environment.variables}
    read_end, write_end = os.pipe() if environment.columns is None else pty.openpty()
    if environment.columns is not None:
        termios.tcsetwinsize(write_end, (24, environment.columns))
        _leave_line_ends_alone(write_end)
    with subprocess.Popen(
        command, cwd=folder, env=variables, stdin=subprocess.DEVNULL, stdout=write_end
    ) as process:
        os.close(write_end)
        read = b""
        # Where a terminal's other end is closed, Linux says that it cannot be read.
        with contextlib.suppress(OSError):
            while part := os.read(read_end, 65536):
                read += part
    os.close(read_end)
    assert process.returncode in (0, 1)
    return read.decode("utf-8")


def _leave_line_ends_alone(terminal: int) -> None:
    modes = termios.tcgetattr(terminal)
    modes[1] &= ~termios.OPOST
    termios.tcsetattr(terminal, termios.TCSANOW, modes)
