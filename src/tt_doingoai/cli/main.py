"""One run of ``ttdn``: language, streams, and the one place that turns failures into exit codes."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import traceback
from collections.abc import Sequence
from io import TextIOWrapper
from typing import cast

import typer

from tt_doingoai import wording
from tt_doingoai.cli import PROGRAM
from tt_doingoai.cli.output import emit, failure_lines, say, silence_stdout
from tt_doingoai.cli.wrong_usage import usage_message
from tt_doingoai.errors import (
    EXIT_BUG,
    EXIT_INTERRUPTED,
    CannotWrite,
    TtdnError,
    Untrusted,
    reason_of,
)
from tt_doingoai.text import one_line
from tt_doingoai.wording import _

_USAGE = 2
_WRITE_ERRORS = frozenset({errno.ENOSPC, errno.EPIPE, errno.EDQUOT, errno.EFBIG, errno.EIO})


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; never raises, never prints a traceback.

    Args:
        arguments: The command line without the program's name.
    """
    _speak_utf8()
    wording.use(os.environ.get("TTDN_LANG"))
    try:
        from tt_doingoai.cli.root import root

        code = root()(args=list(arguments), prog_name=PROGRAM, standalone_mode=False)
        emit("")  # a full disk under a redirected stdout shows only when it is flushed
        return int(code or 0)
    except TtdnError as error:
        return _expected(error)
    except (typer.Abort, KeyboardInterrupt):
        return EXIT_INTERRUPTED
    except SystemExit as stop:
        # Typer exits 1 where its own output breaks off; 1 is kept for findings.
        if stop.code != 1:
            return int(stop.code or 0)
        silence_stdout()
        return CannotWrite.exit_code
    except Exception as error:  # noqa: BLE001  the one place that catches everything
        return _other(error)


def _expected(error: TtdnError) -> int:
    """Tell a failure of the package's own, with every problem it carries."""
    for line in failure_lines(error):
        say(line)
    return error.exit_code


def _other(error: Exception) -> int:
    """Return the exit code of what is neither ours nor expected: wrong usage, or a bug."""
    if isinstance(error, OSError):
        about = f"{error.filename}: " if error.filename else ""
        say(_("Error: {message}").format(message=one_line(about + reason_of(error))))
        if error.errno not in _WRITE_ERRORS:
            return Untrusted.exit_code
        silence_stdout()
        return CannotWrite.exit_code
    if getattr(error, "exit_code", None) == _USAGE and hasattr(error, "format_message"):
        say(usage_message(error))
        return _USAGE
    if os.environ.get("TTDN_DEBUG"):
        traceback.print_exc()
    say(
        _(
            "Error: this is a fault of the program, not yours ({kind}: {detail}); nothing was"
            " judged. Please report it; TTDN_DEBUG=1 shows where."
        ).format(kind=type(error).__name__, detail=one_line(str(error))[:200])
    )
    return EXIT_BUG


def _speak_utf8() -> None:
    """Make stdout and stderr UTF-8, whatever code page they were redirected under."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError, OSError):
            cast("TextIOWrapper", stream).reconfigure(
                encoding="utf-8", errors="backslashreplace", newline="\n"
            )
