"""Proving that the lock shuts processes out of each other's turn, in the very folder in use."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from pathlib import Path
from typing import Final, NamedTuple

from tt_doingoai.atomic_write import failing_to_write
from tt_doingoai.errors import CannotWrite, StoreBusy
from tt_doingoai.store.json_store import prepare_folder
from tt_doingoai.store.lock import locked
from tt_doingoai.wording import _

PROCESSES: Final = 2
_MARK: Final = ".ttdn-lock-test"
_STAY: Final = 0.002  # seconds inside, so that two who are inside together meet
_PAUSE: Final = 0.003  # seconds outside, so that the other comes in
_CODE: Final = """
import sys
from pathlib import Path
from tt_doingoai.errors import StoreBusy
from tt_doingoai.store.lock_test import take_turns
try:
    print(*take_turns(Path(sys.argv[1]), seconds=float(sys.argv[2])))
except StoreBusy as busy:
    sys.exit(busy.exit_code)
"""


class Turns(NamedTuple):
    """What came of taking turns.

    Attributes:
        taken: How many turns were had.
        broken: In how many of them somebody else was inside.
    """

    taken: int
    broken: int

    @property
    def alone(self) -> bool:
        """Whether it was inside at all, and never with anybody."""
        return self.taken > 0 and not self.broken


def lock_test(path: Path, *, seconds: float) -> list[Turns]:
    """Let two processes take turns under a store's lock, and return what each of them saw.

    Run on two computers at once it says whether the lock holds between them too. Whoever records
    meanwhile waits for a turn, as always.

    Args:
        path: The store's file.
        seconds: How long.

    Raises:
        CannotWrite: It cannot be done in that folder.
        StoreBusy: The lock was not to be had.
    """
    prepare_folder(path)
    with locked(path), failing_to_write(path):
        _mark(path).unlink(missing_ok=True)  # left behind by a test that was cut off
        _alone(path)
    command = [sys.executable, "-c", _CODE, os.fspath(path.absolute()), str(seconds)]
    running = [
        subprocess.Popen(  # noqa: S603  our own interpreter and code
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _process in range(PROCESSES)
    ]
    answers = [(*process.communicate(), process.returncode) for process in running]
    for _answer, complaint, code in answers:
        if code == StoreBusy.exit_code:
            raise StoreBusy
        if code:
            raise CannotWrite(
                _("the lock could not be tested: {reason}").format(
                    reason=complaint.strip().rpartition("\n")[2]
                )
            )
    return [Turns(*map(int, answer.split())) for answer, _complaint, _code in answers]


def take_turns(path: Path, *, seconds: float) -> Turns:
    """Enter under the lock again and again, and look each time whether anybody else is inside.

    Args:
        path: The store's file.
        seconds: How long.
    """
    taken = broken = 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with locked(path):
            taken += 1
            broken += not _alone(path)
        time.sleep(_PAUSE)
    return Turns(taken, broken)


def _alone(path: Path) -> bool:
    """Leave a mark, stay a moment, take it away; False where it met another's mark."""
    mark, own = _mark(path), secrets.token_bytes(8)
    try:
        with mark.open("xb") as file:
            file.write(own)
        time.sleep(_STAY)
        mine = mark.read_bytes() == own
        mark.unlink()
    except FileExistsError:
        mark.unlink(missing_ok=True)  # whose it ever was: the next turn begins afresh
        return False
    except FileNotFoundError:
        return False
    return mine


def _mark(path: Path) -> Path:
    return path.with_name(_MARK)
