"""An office's settings (``ttdn.toml``)."""

from __future__ import annotations

from dataclasses import dataclass, field

from tt_doingoai.model.scalars import STRICT, Day, Text, Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDays:
    """Days that overrule any calendar: more days off, and working days in their place."""

    __pydantic_config__ = STRICT
    extra: tuple[Day, ...] = ()
    working: tuple[Day, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """What an office's letters bear (công văn); what is left out stays blank or is derived.

    Attributes:
        superior: The upper body, first line on the left (cơ quan cấp trên).
        organ: Who issues the letter; the plan's issuer as the roster names it where left out.
        place: Where it is issued (địa danh).
        suffix: What follows the number: "CV/ĐUK"; made from the plan's number where left out.
        signed: The capacity it is signed in, line by line; never a person's name.
        recipients: Who else receives it (Nơi nhận), between "Như trên" and "Lưu".
        filed: Where it is filed: "Văn phòng".
    """

    __pydantic_config__ = STRICT
    superior: Text | None = None
    organ: Text | None = None
    place: Text | None = None
    suffix: Text | None = None
    signed: tuple[Text, ...] = ()
    recipients: tuple[Text, ...] = ()
    filed: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an office may set; the defaults are the contract's (design 5)."""

    __pydantic_config__ = STRICT
    time_zone: str = "Asia/Ho_Chi_Minh"
    due_soon_days: Whole = 14
    holidays: OwnDays = field(default_factory=OwnDays)
    letters: Letterhead = field(default_factory=Letterhead)
