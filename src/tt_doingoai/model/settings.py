"""An office's settings (``ttdn.toml``)."""

from __future__ import annotations

from dataclasses import field

from tt_doingoai.lean import dataclass
from tt_doingoai.model.scalars import Day, Whole

_STRICT = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDays:
    """Days that overrule any calendar: more days off, and working days in their place."""

    __pydantic_config__ = _STRICT
    extra: tuple[Day, ...] = ()
    working: tuple[Day, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an office may set; the defaults are the contract's (design 5)."""

    __pydantic_config__ = _STRICT
    time_zone: str = "Asia/Ho_Chi_Minh"
    due_soon_days: Whole = 14
    holidays: OwnDays = field(default_factory=OwnDays)
