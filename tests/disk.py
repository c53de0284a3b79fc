"""What a disk may do to the program: calls that fail, mode bits that hold, names in any script."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest

# Every call of os through which a file or folder is written.
OS_CALLS = (
    "open",
    "write",
    "fsync",
    "fstat",
    "close",
    "replace",
    "rename",
    "link",
    "unlink",
    "mkdir",
    "chmod",
    "fchmod",
    "listdir",
    "stat",
)


NAMES_IN_ANY_SCRIPT: Final = pytest.mark.skipif(
    sys.getfilesystemencoding() != "utf-8",
    reason="the system takes names in ASCII alone (the locale C, with PYTHONUTF8=0)",
)


class Disk:
    """Lets a failure happen at the k-th call of os, whichever call that is.

    Attributes:
        calls: The names of the calls made, in order; the last one is the one that failed.
    """

    def __init__(self, fail_at: int | None = None, error: BaseException | None = None) -> None:
        self.calls: list[str] = []
        self._fail_at = fail_at
        self._error = error

    @property
    def failed(self) -> bool:
        return len(self.calls) == self._fail_at

    def through(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            if self.failed:  # one failure is enough; what tidies up afterwards works
                return real(*args, **kwargs)
            self.calls.append(name)
            if not self.failed:
                return real(*args, **kwargs)
            if name == "close":  # Linux lets the descriptor go even where close reports an error
                real(*args, **kwargs)
            raise self._error or AssertionError("nothing to raise")

        return call


@contextmanager
def disk_that_fails(at: int | None = None, error: BaseException | None = None) -> Iterator[Disk]:
    """Patch every call of ``OS_CALLS``; ``at`` is None where nothing fails."""
    disk = Disk(at, error)
    with pytest.MonkeyPatch.context() as patch:
        for name in OS_CALLS:
            patch.setattr(os, name, disk.through(name, getattr(os, name)))
        yield disk


@contextmanager
def lesser_user(folder: Path) -> Iterator[None]:
    """Work in a folder as a user for whom mode bits hold; root becomes "nobody" for a while.

    The paths used inside must be relative: the folders above may be closed to that user.
    """
    is_root = os.geteuid() == 0
    with contextlib.chdir(folder):
        if is_root:
            try:
                os.seteuid(65534)
            except OSError as error:
                pytest.skip(f"root ignores mode bits and may not become another user: {error}")
        try:
            yield
        finally:
            if is_root:
                os.seteuid(0)


HOLDER = """
import sys
from filelock import FileLock
with FileLock(sys.argv[1], fallback_to_soft=False):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def lock_held(
    path: Path, *, script: Sequence[str] = ("-c", HOLDER)
) -> Iterator[subprocess.Popen[str]]:
    """Another process holds the lock of a store."""
    with subprocess.Popen(
        [sys.executable, *script, f"{path}.lock"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "held\n"
            yield holder
        finally:
            holder.kill()
