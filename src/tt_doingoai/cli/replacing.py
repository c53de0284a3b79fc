"""How commands replace files that people edit too: never what somebody else has just saved."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from tt_doingoai.atomic_write import atomic_write
from tt_doingoai.cli.session import Session
from tt_doingoai.errors import StoreBusy
from tt_doingoai.loading.digests import inputs_of_files
from tt_doingoai.loading.layout import PLANS, UNITS
from tt_doingoai.store.json_store import prepare_folder
from tt_doingoai.store.lock import locked
from tt_doingoai.store.opening import store_file
from tt_doingoai.wording import _


@contextlib.contextmanager
def unchanged(session: Session, *, plans: bool = False) -> Iterator[None]:
    """Hold the ledger's lock while the roster, or the plans, are still as the session read them.

    Args:
        session: What was opened, and the new content made from.
        plans: Whether it is the plans that are written; else the roster.

    Raises:
        StoreBusy: Somebody else saved them meanwhile, or holds the lock.
        OSError: One of them cannot be read any more; names it.
    """
    path = store_file(session.workspace.root)
    prepare_folder(path)
    with locked(path):
        check_unchanged(session, plans=plans)
        yield


def replace_roster(session: Session, data: bytes) -> str:
    """Replace the roster and return the file in which the former one is kept beside it.

    Raises:
        StoreBusy: Somebody else saved it meanwhile.
    """
    root, backup = session.workspace.root, f"{UNITS}.bak"
    with unchanged(session):
        atomic_write(root / backup, (root / UNITS).read_bytes())
        atomic_write(root / UNITS, data)
    return backup


def roster_text(session: Session) -> str:
    """Return the roster's text, as the session read it.

    Raises:
        StoreBusy: Somebody else saved it meanwhile.
    """
    text = (session.workspace.root / UNITS).read_bytes().decode("utf-8-sig")
    check_unchanged(session)
    return text


def check_unchanged(session: Session, *, plans: bool = False) -> None:
    """Refuse to go on where the roster, or the plans, are no longer as the session read them.

    Raises:
        StoreBusy: Somebody else saved them meanwhile.
    """
    then, now = session.workspace.inputs, inputs_of_files(session.workspace.root)
    if (now.plans != then.plans) if plans else (now.units != then.units):
        raise StoreBusy(
            _(
                "{file} was changed by someone else just now; nothing was written; run the"
                " command again"
            ).format(file=PLANS if plans else UNITS)
        )
