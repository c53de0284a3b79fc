"""Where a command's output may go: pipes and terminals of many kinds, each a real process."""

from __future__ import annotations

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


ENVIRONMENTS: Final[Mapping[str, Environment]] = {
    "pipe-80": Environment(None, {"COLUMNS": "80"}),
    "terminal-200": Environment(200, {"TERM": "xterm-256color"}),
    "terminal-dumb": Environment(80, {"TERM": "dumb"}),
    "terminal-no-color": Environment(80, {"TERM": "xterm-256color", "NO_COLOR": "1"}),
    "terminal-columns-0": Environment(80, {"TERM": "xterm-256color", "COLUMNS": "0"}),
    "pipe-cp1258": Environment(None, {"PYTHONIOENCODING": "cp1258", "LC_ALL": "C"}),
}
_KEPT: Final = ("PATH", "HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")


def output_in(environment: Environment, folder: Path, *arguments: str) -> str:
    """Run ``ttdn`` in a folder and return what reached stdout, read as UTF-8."""
    command = [sys.executable, "-m", "tt_doingoai", *arguments]
    variables = {name: os.environ[name] for name in _KEPT if name in os.environ}
    variables |= environment.variables
    if environment.columns is None:
        piped = subprocess.run(
            command, cwd=folder, env=variables, stdout=subprocess.PIPE, check=False
        )
        return piped.stdout.decode("utf-8")
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, environment.columns))
    with subprocess.Popen(command, cwd=folder, env=variables, stdout=theirs):
        os.close(theirs)
        read = b""
        try:
            while part := os.read(ours, 65536):
                read += part
        except OSError:  # what Linux says where the other end is closed
            pass
    os.close(ours)
    return read.decode("utf-8").replace("\r\n", "\n")
