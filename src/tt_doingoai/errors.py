"""What can go wrong, each with its exit code: findings are values, failures are these."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from typing import ClassVar

from tt_doingoai.wording import _

EXIT_FINDING = 1
EXIT_BUG = 70
EXIT_INTERRUPTED = 130


class TtdnError(Exception):
    """Something that prevents the command from doing what was asked.

    Attributes:
        exit_code: What the process exits with (design 4). Never 1: only a finding is.
        message: One clear sentence or two for the user: where, what, what to write.
    """

    exit_code: ClassVar[int] = EXIT_BUG

    def __init__(self, message: str) -> None:
        """Make it from what the user is told."""
        super().__init__(message)
        self.message = message


class Refused(TtdnError):
    """Wrong usage, or a record that the rules do not allow; nothing was written.

    Attributes:
        about: Which column of a table it is about, where it is about one.
    """

    exit_code = 2

    def __init__(self, message: str, *, about: str | None = None) -> None:
        """Make it from what the user is told, and the column that a table should point at."""
        super().__init__(message)
        self.about = about


class Untrusted(TtdnError):
    """Workspace, plan, units or settings cannot be trusted, so there is no answer."""

    exit_code = 3


class StoreError(Untrusted):
    """The ledger cannot be trusted: damaged, truncated, edited, newer or missing."""


class InvalidFiles(Untrusted):
    """Files with errors; carries every problem, not only the first.

    Attributes:
        problems: What is wrong, each with its place (loading.problems.Problem).
    """

    def __init__(self, message: str, problems: Sequence[object] = ()) -> None:
        """Make it from what the user is told, and the problems found."""
        super().__init__(message)
        self.problems = tuple(problems)


class InvalidTable(InvalidFiles):
    """A table that somebody gave has errors; nothing was taken from it."""

    exit_code = 2


class StoreBusy(TtdnError):
    """Another process holds the ledger's lock, or goes on writing."""

    exit_code = 4

    def __init__(self, message: str | None = None) -> None:
        """Make it from what the user is told; without a message it is the ledger that is busy."""
        super().__init__(
            message
            or _(
                "the ledger is being written by someone else; nothing was recorded; try again in a"
                " moment"
            )
        )


class CannotWrite(TtdnError):
    """The disk, the folder or the output took nothing; what was there before is whole."""

    exit_code = 5


class StaleRevision(Exception):
    """The ledger has moved on since it was read: read again, check again, retry.

    Never shown to a user; the recording commands retry on it.
    """


def reason_of(error: OSError) -> str:
    """Return why the system refused, in the user's language where the reason is a common one."""
    reasons = {
        errno.ENOENT: _("it is not there"),
        errno.EACCES: _("no permission"),
        errno.EPERM: _("no permission"),
        errno.EROFS: _("the disk can only be read"),
        errno.EEXIST: _("a file or folder of that name is there already"),
        errno.EBUSY: _("another program is using it"),
        errno.ETXTBSY: _("another program is using it"),
        errno.ELOOP: _("it is a symbolic link"),
        errno.ENOTEMPTY: _("the folder is not empty"),
        errno.EISDIR: _("it is a folder"),
        errno.ENOTDIR: _("a part of the path is not a folder"),
        errno.ENOSPC: _("the disk is full"),
        errno.EDQUOT: _("the disk is full"),
        errno.EFBIG: _("the file would be too large"),
        errno.EIO: _("the disk has an error"),
        errno.ENAMETOOLONG: _("the name is too long"),
        errno.EPIPE: _("the reader has closed"),
    }
    return reasons.get(error.errno or 0) or error.strerror or str(error)
