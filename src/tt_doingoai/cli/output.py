"""Where a command's text goes: stdout is data, stderr is talk, a file is replaced whole."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
from collections.abc import Container, Mapping
from pathlib import Path
from typing import Final, TypeVar

from tt_doingoai.cli.options import Out
from tt_doingoai.errors import CannotWrite, InvalidFiles, Refused, TtdnError, reason_of
from tt_doingoai.loading.layout import PLANS, SETTINGS, STORE, TEMPLATES, UNITS
from tt_doingoai.render.page import TEXT_WIDTH, Page
from tt_doingoai.text import clean, fold, one_line
from tt_doingoai.wording import _

T = TypeVar("T")

_NARROWEST: Final = 60  # a table narrower than this shows nothing (COLUMNS=0)
_WIDEST: Final = 160


def default_format() -> str:
    """Return ``table`` in a terminal, ``text`` elsewhere."""
    return "table" if _in_terminal() and os.environ.get("TERM") != "dumb" else "text"


def _in_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def page_here(
    *, by_unit: bool = False, unfold: bool = False, soon: bool = False, to_file: bool = False
) -> Page:
    """Return the page that stdout is: its width, and whether it takes colours."""
    terminal = _in_terminal() and not to_file
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    width = shutil.get_terminal_size((TEXT_WIDTH, 24)).columns if terminal else TEXT_WIDTH
    return Page(
        width=max(_NARROWEST, min(width, _WIDEST)),
        color=terminal and not plain,
        by_unit=by_unit,
        unfold=unfold,
        soon=soon,
    )


def emit(
    text: str, *, output: Path | None = None, root: Path | None = None, spreadsheet: bool = False
) -> None:
    """Write a command's data to stdout, flushed, or to a file, replaced whole.

    Args:
        text: The data.
        output: The file; None for stdout.
        root: The workspace, whose own files are never written over.
        spreadsheet: Begin a file with a byte order mark, without which Excel misreads CSV.

    Raises:
        CannotWrite: Not all of it could be written.
        Refused: The file is one of the workspace's own.
    """
    if output is not None:
        from tt_doingoai.atomic_write import atomic_write

        check_not_ours(output, root)
        encoding = "utf-8-sig" if spreadsheet else "utf-8"
        atomic_write(output, text.encode(encoding, "replace"))
        return
    if sys.stdout is None:  # closed by whoever started the program
        if text:
            raise CannotWrite(_("could not write the output: {reason}").format(reason="stdout"))
        return
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        silence_stdout()
        raise CannotWrite(
            _("could not write the output: {reason}").format(reason=reason_of(error))
        ) from error


def settle_stdout() -> None:
    """Have the disk keep what stdout was given, where stdout is a file; nothing else can say.

    Raises:
        CannotWrite: The disk did not.
    """
    try:
        descriptor = sys.stdout.fileno()
        kept = stat.S_ISREG(os.fstat(descriptor).st_mode)
    except (OSError, ValueError, AttributeError):
        return
    if kept:
        try:
            os.fsync(descriptor)
        except OSError as error:
            raise CannotWrite(
                _("could not write the output: {reason}").format(reason=reason_of(error))
            ) from error


def renderer_of(table: Mapping[str, T], out: Out, default: str = "text") -> T:
    """Return what a registry holds under the format that was asked for; a file's ending asks too.

    Args:
        table: What there is, by the names of formats.
        out: What was asked for.
        default: The format where nothing was.

    Raises:
        Refused: There is none of that name, or the file's ending is of another kind of file.
    """
    from tt_doingoai.cli.typed import choice

    check_ending(table, out)
    return choice(table, _asked(out, default), option="--format")


def check_ending(table: Container[str], out: Out) -> None:
    """Refuse a file whose ending says that it holds what cannot be written.

    Raises:
        Refused: It does; the endings that can be written are named.
    """
    if out.output is None:
        return
    from tt_doingoai.render.formats import BY_ENDING, FOREIGN

    ending = out.output.suffix.lower()
    asked_for = out.format or BY_ENDING.get(ending, "text") in table
    if ending in FOREIGN or not asked_for:
        endings = ", ".join(known for known, name in BY_ENDING.items() if name in table)
        message = _('--output: no file like "{file}" is written here; endings that are: {endings}')
        raise Refused(message.format(file=one_line(out.output.name), endings=endings))


def _asked(out: Out, default: str) -> str:
    """Return the name of the format that was asked for."""
    if out.format:
        return out.format
    if out.output is None:
        return default
    from tt_doingoai.render.formats import BY_ENDING

    return BY_ENDING.get(out.output.suffix.lower(), "text")


def deliver(text: str, out: Out, *, root: Path | None = None, marked: bool = False) -> None:
    """Write an answer where it was asked for; raises as ``emit`` does.

    Args:
        text: The answer.
        out: Where to.
        root: The workspace, whose own files are never written over.
        marked: It is a table for a spreadsheet, whatever its name: it begins with a byte order
            mark on stdout too, for it will be redirected to a file.
    """
    spreadsheet = marked or _asked(out, "text") == "csv"
    if marked and out.output is None:
        text = "\ufeff" + text
    emit(text, output=out.output, root=root, spreadsheet=spreadsheet)


def say(text: str) -> None:
    """Write a message for the user to stderr; a closed stderr is no reason to fail."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(clean(text) + "\n")
        sys.stderr.flush()


def failure_lines(error: TtdnError) -> list[str]:
    """Return how a failure of the package's own is told: every problem it carries, then why."""
    lines = [_("Error: {message}").format(message=error.message)]
    if not isinstance(error, InvalidFiles):
        return lines
    from tt_doingoai.render.problems import problem_lines

    return [*problem_lines(error.problems), *lines]  # type: ignore[arg-type]


def agreed(question: str) -> bool:
    """Ask a question on stderr and return whether it was answered with yes, in any language."""
    answer = answer_to(clean(question) + " " + _("[y = yes, Enter = no]") + " ")
    return fold(answer or "") in ("y", "yes", "c", "co")


def answer_to(question: str) -> str | None:
    """Ask on stderr, stdout left to the answer of the command; None where there is no answer."""
    sys.stderr.write(question)
    sys.stderr.flush()
    line = sys.stdin.readline()
    return line.strip() if line else None


def silence_stdout() -> None:
    """Point stdout at nothing, so that Python's own flush at exit does not fail once more."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def check_not_ours(output: Path, root: Path | None) -> None:
    """Refuse to write over what makes a workspace.

    Raises:
        CannotWrite: Where it leads cannot be told.
        Refused: The file is one of the workspace's own.
    """
    if root is None:
        return
    try:
        target = output.resolve()
        ours = [(root / name).resolve() for name in (UNITS, SETTINGS)]
        folders = [(root / name).resolve() for name in (PLANS, STORE, TEMPLATES)]
    except (OSError, RuntimeError) as error:
        raise CannotWrite(_("could not write the output: {reason}").format(reason=error)) from error
    if target in ours or any(folder in (target, *target.parents) for folder in folders):
        raise Refused(
            _('"{file}" is one of the workspace\'s own files; choose another name').format(
                file=output
            )
        )
