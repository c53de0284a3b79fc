"""The ledger (sổ theo dõi): transactions of changes, from which every status is derived."""

from __future__ import annotations

import datetime as dt
import enum
from typing import NamedTuple, TypeAlias

RECORDS_FORMAT = "ttdn/records@1"  # what an export hands on, and an import reads


class Status(enum.StrEnum):
    """What was recorded (tình trạng)."""

    UNREPORTED = "unreported"
    IN_PROGRESS = "in_progress"
    RECEIVED = "received"
    DONE = "done"
    RETURNED = "returned"
    NOT_APPLICABLE = "not_applicable"


# After these nothing is left to be done: the obligation is settled.
SETTLED = frozenset({Status.DONE, Status.NOT_APPLICABLE})


class Topic(enum.StrEnum):
    """What a note is about: why it is late, an extension asked or refused, a call."""

    REASON = "reason"
    REQUEST = "request"
    REFUSAL = "refusal"
    CONTACT = "contact"


class ObligationKey(NamedTuple):
    """Which obligation (đầu việc): a task of a plan, a unit, and a period code or None."""

    plan: str
    task: str
    unit: str
    period: str | None


class Evidence(NamedTuple):
    """A document or file that goes with a record (văn bản, tài liệu kèm theo)."""

    number: str | None = None
    url: str | None = None
    path: str | None = None
    sha256: str | None = None


# Each kind names all its members, in the order of its line in the file.
class StatusChange(NamedTuple):
    """A status recorded for an obligation; ``on`` is the day it reached the office."""

    plan: str
    plan_version: int
    task: str
    unit: str
    period: str | None
    on: dt.date
    status: Status
    note: str | None
    basis: str | None
    answer_by: dt.date | None
    evidence: tuple[Evidence, ...]
    fingerprint: str
    supersedes: int | None


class ExtensionChange(NamedTuple):
    """A later last day (gia hạn), granted on ``on`` by the document ``basis``."""

    plan: str
    plan_version: int
    task: str
    unit: str
    period: str | None
    on: dt.date
    to: dt.date
    basis: str
    note: str | None
    supersedes: int | None


class NoteChange(NamedTuple):
    """What is not a status: a reason, a request, a refusal, a contact."""

    plan: str
    plan_version: int
    task: str
    unit: str
    period: str | None
    on: dt.date
    topic: Topic
    text: str
    evidence: tuple[Evidence, ...]
    supersedes: int | None


class ConfirmationChange(NamedTuple):
    """A status confirmed under the words of an amended plan."""

    plan: str
    plan_version: int
    task: str
    unit: str
    period: str | None
    on: dt.date
    basis: str | None
    note: str | None
    fingerprint: str


class ReminderChange(NamedTuple):
    """A reminder (đôn đốc) that went out."""

    plan: str
    plan_version: int
    task: str
    unit: str
    period: str | None
    on: dt.date
    number: str | None
    answer_by: dt.date | None
    note: str | None


class UndoChange(NamedTuple):
    """Takes back what one revision recorded for one unit (None: what concerns no unit)."""

    revision: int
    unit: str | None
    note: str | None


class PlanClosedChange(NamedTuple):
    """The follow-up of a plan ended on a day (kết thúc theo dõi)."""

    plan: str
    on: dt.date
    basis: str
    note: str | None


class SnapshotChange(NamedTuple):
    """Figures closed under a name (chốt số liệu): a revision and a day."""

    name: str
    at_revision: int
    on: dt.date
    note: str | None


class RestoreChange(NamedTuple):
    """The ledger was put back from a backup (khôi phục); names the head that it replaced.

    A revision of that number may stand on paper with another digest: this says which one it was.

    Attributes:
        name: The file that was put back.
        replaced_revision: The last update of what was replaced; None where that cannot be read.
        replaced_head: Its digest; None likewise.
        replaced_sha256: SHA-256 (hex) of the file that was replaced; None where there was none.
        note: Why.
    """

    name: str
    replaced_revision: int | None
    replaced_head: str | None
    replaced_sha256: str | None
    note: str | None


OfObligation: TypeAlias = (
    StatusChange | ExtensionChange | NoteChange | ConfirmationChange | ReminderChange
)
Change: TypeAlias = OfObligation | UndoChange | PlanClosedChange | SnapshotChange | RestoreChange


def key_of(change: OfObligation) -> ObligationKey:
    """Return the obligation that a change is about."""
    return ObligationKey(change.plan, change.task, change.unit, change.period)


CHANGE_KINDS: dict[str, type[Change]] = {
    "status": StatusChange,
    "extension": ExtensionChange,
    "note": NoteChange,
    "confirmation": ConfirmationChange,
    "reminder": ReminderChange,
    "undo": UndoChange,
    "plan_closed": PlanClosedChange,
    "snapshot": SnapshotChange,
    "restore": RestoreChange,
}
KIND_OF: dict[type, str] = {change: kind for kind, change in CHANGE_KINDS.items()}


class Inputs(NamedTuple):
    """SHA-256 digests (hex) of the files that something rests on: a transaction, an assessment.

    The first program that wrote ledgers did not note the settings: there they are None.
    """

    plans: str
    units: str
    settings: str | None = None


class Draft(NamedTuple):
    """A transaction as a command makes it, before the store gives it a revision."""

    recorded_at: dt.datetime
    by: str
    command: str
    inputs: Inputs
    changes: tuple[Change, ...]


class Transaction(NamedTuple):
    """One command's changes (lần cập nhật), in the ledger for good."""

    recorded_at: dt.datetime
    by: str
    command: str
    inputs: Inputs
    changes: tuple[Change, ...]
    revision: int
    digest: str


class Ledger(NamedTuple):
    """The append-only history, oldest first; revisions run from 1 without a gap."""

    transactions: tuple[Transaction, ...] = ()

    @property
    def revision(self) -> int:
        """The last revision; 0 where nothing is recorded."""
        return len(self.transactions)

    @property
    def head(self) -> str | None:
        """The last transaction's digest, which pins everything before it."""
        return self.transactions[-1].digest if self.transactions else None

    def followed_by(self, draft: Draft) -> Ledger:
        """Return the ledger as a draft would make it; the new transaction has no digest yet."""
        made = Transaction(*draft, revision=self.revision + 1, digest="")
        return Ledger((*self.transactions, made))

    def at(self, revision: int) -> Ledger:
        """Return the ledger as it was after a revision."""
        return Ledger(self.transactions[:revision])
