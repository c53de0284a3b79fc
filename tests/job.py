"""The job of a scheduler, in a process of its own that may be made to fail."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from tests.command import IN_ENGLISH, clean_environment

JOB: Final = ("check", "--new", "--soon", "--announce")
# Two runs of a test are on one day, whatever the time is where it is run.
CLOCK: Final = """
import datetime as dt
from tt_doingoai import clock
clock.now = lambda zone: dt.datetime.fromisoformat("2024-04-12T08:30:00+07:00")
"""


def job(workspace: Path, code: str = "", **streams: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the job on 12 April 2024, after some code, which may set another clock."""
    main = f"import sys; from tt_doingoai.cli.main import run; sys.exit(run({list(JOB)}))"
    return subprocess.run(
        [sys.executable, "-c", f"{CLOCK}\n{code}\n{main}"],
        cwd=workspace,
        env=clean_environment(**IN_ENGLISH),
        stderr=subprocess.PIPE,
        check=False,
        **streams,
    )
