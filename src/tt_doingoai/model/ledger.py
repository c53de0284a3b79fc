"""The ledger (sổ theo dõi): transactions of changes, from which every status is derived."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A document or file that goes with a record (văn bản, tài liệu kèm theo)."""

    number: str | None = None
    url: str | None = None
    path: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfObligation:
    """What every record of one obligation says: which one, under which version, on which day."""

    plan: str
    plan_version: int
    task: str
    unit: str
    period: str | None
    on: dt.date

    @property
    def key(self) -> ObligationKey:
        """The obligation that the change is about."""
        return ObligationKey(self.plan, self.task, self.unit, self.period)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChange(OfObligation):
    """A status recorded for an obligation; ``on`` is the day it reached the office."""

    status: Status
    note: str | None
    basis: str | None
    answer_by: dt.date | None
    evidence: tuple[Evidence, ...]
    fingerprint: str
    supersedes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionChange(OfObligation):
    """A later last day (gia hạn), granted on ``on`` by the document ``basis``."""

    to: dt.date
    basis: str
    note: str | None
    supersedes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteChange(OfObligation):
    """What is not a status: a reason, a request, a refusal, a contact."""

    topic: Topic
    text: str
    evidence: tuple[Evidence, ...]
    supersedes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationChange(OfObligation):
    """A status confirmed under the words of an amended plan."""

    basis: str | None
    note: str | None
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderChange(OfObligation):
    """A reminder (đôn đốc) that went out."""

    number: str | None
    answer_by: dt.date | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoChange:
    """Takes back what one revision recorded for one unit (None: what concerns no unit)."""

    revision: int
    unit: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanClosedChange:
    """The follow-up of a plan ended on a day (kết thúc theo dõi)."""

    plan: str
    on: dt.date
    basis: str
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotChange:
    """Figures closed under a name (chốt số liệu): a revision and a day."""

    name: str
    at_revision: int
    on: dt.date
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreChange:
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


ObligationChange: TypeAlias = (
    StatusChange | ExtensionChange | NoteChange | ConfirmationChange | ReminderChange
)
Change: TypeAlias = (
    ObligationChange | UndoChange | PlanClosedChange | SnapshotChange | RestoreChange
)

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
KIND_OF: dict[type[Change], str] = {change: kind for kind, change in CHANGE_KINDS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """SHA-256 digests (hex) of the files a transaction was recorded under.

    The first program that wrote ledgers did not note the settings: there they are None.
    """

    plans: str
    units: str
    settings: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A transaction as a command makes it, before the store gives it a revision."""

    recorded_at: dt.datetime
    by: str
    command: str
    inputs: Inputs
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transaction(Draft):
    """One command's changes (lần cập nhật), in the ledger for good."""

    revision: int
    digest: str


@dataclass(frozen=True, slots=True)
class Ledger:
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
        made = Transaction(
            recorded_at=draft.recorded_at,
            by=draft.by,
            command=draft.command,
            inputs=draft.inputs,
            changes=draft.changes,
            revision=self.revision + 1,
            digest="",
        )
        return replace(self, transactions=(*self.transactions, made))

    def at(self, revision: int) -> Ledger:
        """Return the ledger as it was after a revision."""
        return replace(self, transactions=self.transactions[:revision])
