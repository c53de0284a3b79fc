"""Each kind of change, with a value wherever one may stand, and with none wherever it may not."""

from __future__ import annotations

from tests.builders import confirmation, day, extension, note, status, undo
from tt_doingoai.model.ledger import (
    Change,
    Evidence,
    PlanClosedChange,
    ReminderChange,
    RestoreChange,
    SnapshotChange,
    Status,
    Topic,
)

DOCUMENT = Evidence(
    number="12-BC/MAU", url="https://example.org/12", path="van-ban/12.pdf", sha256="a" * 64
)

# Each kind of change (design 3.3), with a value wherever one may stand.
FULL: dict[str, Change] = {
    "status": status(
        Status.RETURNED,
        period="2024",
        note="thiếu phụ lục",
        basis="03-CV/MAU",
        answer_by=day("2024-04-20"),
        evidence=(DOCUMENT, Evidence(number="13-BC/MAU")),
        supersedes=4,
    ),
    "extension": extension("2024-05-01", period="2024", note="theo đề nghị", supersedes=2),
    "note": note(topic=Topic.REQUEST, period="2024", evidence=(DOCUMENT,), supersedes=3),
    "confirmation": confirmation("f" * 64, period="2024", basis="04-CV/MAU", note="đã rà soát"),
    "reminder": ReminderChange(
        plan="mau",
        plan_version=1,
        task="I.1",
        unit="mot",
        period="2024",
        on=day("2024-04-12"),
        number="05-CV/MAU",
        answer_by=day("2024-04-19"),
        note="lần 1",
    ),
    "undo": undo(3)._replace(note="ghi nhầm"),
    "plan_closed": PlanClosedChange(
        plan="mau", on=day("2026-12-31"), basis="09-KL/MAU", note="tổng kết"
    ),
    "snapshot": SnapshotChange(
        name="quý 2", at_revision=7, on=day("2024-06-30"), note="báo cáo quý"
    ),
    "restore": RestoreChange(
        name="status.20240405T091200.r000007.aaaaaaaa.json",
        replaced_revision=9,
        replaced_head="e" * 64,
        replaced_sha256="b" * 64,
        note="tệp bị hỏng",
    ),
}

# What may be null, by kind. All else must have a value.
NULLABLE: dict[str, set[str]] = {
    "status": {"period", "note", "basis", "answer_by", "supersedes"},
    "extension": {"period", "note", "supersedes"},
    "note": {"period", "supersedes"},
    "confirmation": {"period", "basis", "note"},
    "reminder": {"period", "number", "answer_by", "note"},
    "undo": {"unit", "note"},
    "plan_closed": {"note"},
    "snapshot": {"note"},
    "restore": {"replaced_revision", "replaced_head", "replaced_sha256", "note"},
}
BARE: dict[str, Change] = {
    kind: change._replace(**dict.fromkeys(NULLABLE[kind])) for kind, change in FULL.items()
}
