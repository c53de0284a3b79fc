"""Deadlines (thời hạn) as plans state them: a rule and the plan's own words, never a bare date."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, fields
from typing import Annotated, Any, Literal, TypeAlias

from tt_doingoai.model.period import Period, PeriodKind, WrittenPeriod
from tt_doingoai.model.scalars import STRICT, Day, Text, Written


def said(description: str) -> dict[str, Any]:
    """Return field metadata with the description that the JSON Schema shows to an editor."""
    return {"description": description}


_WORDING = said("Nguyên văn lời của kế hoạch về thời hạn, phải có trong nội dung đã trích.")
_RULE = said("Cách tính hạn: within, before, by, every, ongoing, unstated.")
_CUTOFF = r"(?:\+(?P<shift>1):)?(?:(?P<month>[0-9]{1,2})-)?(?P<day>[0-9]{1,2})"


@dataclass(frozen=True, slots=True)
class CutoffDay:
    """A day named inside every period: ``12-15``, ``25``, ``+1:01-10``.

    Attributes:
        code: As written.
        shift: 1 where the day lies in the period that follows; 0 for the period itself.
        month: The month, counted from the period's first one; None for monthly periods.
        day: The day of that month; past its end it is the month's last day.
    """

    code: str
    shift: int
    month: int | None
    day: int


def parse_cutoff_day(text: str) -> CutoffDay:
    """Return the cut-off day that a code names; raises ``ValueError`` where it names none."""
    match = re.fullmatch(_CUTOFF, text)
    if not match:
        raise ValueError(text)
    month = int(match["month"]) if match["month"] else None
    day = int(match["day"])
    if not 1 <= day <= 31 or (month is not None and not 1 <= month <= 12):
        raise ValueError(text)
    return CutoffDay(text, int(match["shift"] or 0), month, day)


WrittenCutoffDay = Annotated[
    CutoffDay,
    Written(
        parse_cutoff_day,
        "cutoff day",
        {
            "type": ["string", "integer"],
            "pattern": r"^(\+1:)?([0-9]{1,2}-)?[0-9]{1,2}$",
        },
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutoff:
    """The stated day in each period: ``before`` it, or ``by`` its end."""

    __pydantic_config__ = STRICT
    rule: Literal["before", "by"] = field(metadata=said("before: trước ngày; by: chậm nhất ngày."))
    day: WrittenCutoffDay = field(
        metadata=said("Năm: MM-DD; nửa năm, quý: M-DD; tháng: DD; +1:01-10 là năm sau.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """Done within a period ("trong tháng 3/2024"): the period's last day is in time."""

    __pydantic_config__ = STRICT
    rule: Literal["within"] = field(default="within", metadata=_RULE)
    period: WrittenPeriod = field(
        metadata=said('Kỳ: "2023-12", "2024-Q2", "2024-H1", "2024", "2024..2026".')
    )
    wording: Text = field(metadata=_WORDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """Done before a day ("trước ngày 10-4-2024"): the day itself is late."""

    __pydantic_config__ = STRICT
    rule: Literal["before"] = field(default="before", metadata=_RULE)
    date: Day = field(metadata=said("Ngày kế hoạch nêu; hạn cuối là ngày liền trước."))
    wording: Text = field(metadata=_WORDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Done by a day ("chậm nhất ngày 30/6/2024"): the day itself is in time."""

    __pydantic_config__ = STRICT
    rule: Literal["by"] = field(default="by", metadata=_RULE)
    date: Day = field(metadata=said("Ngày kế hoạch nêu, cũng là hạn cuối."))
    wording: Text = field(metadata=_WORDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """Done once in every period ("hằng năm"): an obligation a period, from ``since``."""

    __pydantic_config__ = STRICT
    rule: Literal["every"] = field(default="every", metadata=_RULE)
    period: PeriodKind = field(metadata=said("year (năm), half (6 tháng), quarter (quý), month."))
    since: WrittenPeriod = field(metadata=said("Kỳ đầu tiên."))
    until: WrittenPeriod | None = field(default=None, metadata=said("Kỳ cuối cùng."))
    cutoff: Cutoff | None = field(
        default=None, metadata=said("Ngày nêu trong mỗi kỳ; không có thì lấy ngày cuối kỳ.")
    )
    wording: Text = field(metadata=_WORDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ongoing:
    """A standing duty ("thường xuyên", nhiệm vụ thường xuyên): never overdue."""

    __pydantic_config__ = STRICT
    rule: Literal["ongoing"] = field(default="ongoing", metadata=_RULE)
    wording: Text = field(metadata=_WORDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unstated:
    """The words state no time (không quy định thời hạn): never overdue."""

    __pydantic_config__ = STRICT
    rule: Literal["unstated"] = field(default="unstated", metadata=_RULE)
    wording: None = field(default=None, metadata=said("Luôn để trống (null)."))


def written_fields(deadline: Deadline) -> dict[str, Any]:
    """Return what a deadline's rule holds beside its name and wording, as the file writes it."""
    written: dict[str, Any] = {}
    for part in fields(deadline):
        if part.name in ("rule", "wording"):
            continue
        match getattr(deadline, part.name):
            case Period() as period:
                written[part.name] = period.code
            case Cutoff() as cutoff:
                written[part.name] = {"rule": cutoff.rule, "day": cutoff.day.code}
            case dt.date() as date:
                written[part.name] = date.isoformat()
            case value:
                written[part.name] = value
    return written


DueOnce: TypeAlias = Within | Before | By
Deadline: TypeAlias = DueOnce | Every | Ongoing | Unstated
