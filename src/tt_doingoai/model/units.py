"""Units (đơn vị) and groups: who answers. Organisations only, never a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal

from tt_doingoai.model.deadline import said
from tt_doingoai.model.plan import CitedDocument
from tt_doingoai.model.scalars import STRICT, Day, Flag, Slug, Text

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core.core_schema import CoreSchema

UNITS_FORMAT = "ttdn/units@1"
UnitKind = Literal["dang_bo", "chi_bo", "ban", "doan_the", "khac"]


class _OrBareId:
    """Lets a membership be written as the group's id alone."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(
            lambda value: {"id": value} if isinstance(value, str) else value, handler(source)
        )

    def __get_pydantic_json_schema__(
        self, source: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [{"type": "string"}, handler(source)]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A unit's being in a group, both days inclusive; None where open."""

    __pydantic_config__ = STRICT
    id: Slug = field(metadata=said("Mã nhóm."))
    since: Day | None = field(default=None, metadata=said("Ngày đầu tiên."))
    until: Day | None = field(default=None, metadata=said("Ngày cuối cùng."))


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerName:
    """A name the unit bore until a day, that day included."""

    __pydantic_config__ = STRICT
    name: Text = field(metadata=said("Tên cũ."))
    until: Day = field(metadata=said("Ngày cuối cùng mang tên ấy."))
    addressee: Text | None = field(default=None, metadata=said("Tên ghi ở phần Kính gửi hồi ấy."))
    decision: CitedDocument | None = field(default=None, metadata=said("Quyết định đổi tên."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """An organisation that answers for tasks (đơn vị)."""

    __pydantic_config__ = STRICT
    id: Slug = field(metadata=said("Mã đơn vị, không dấu, không bao giờ đổi."))
    name: Text = field(metadata=said("Tên đầy đủ."))
    addressee: Text | None = field(default=None, metadata=said("Tên ghi ở phần Kính gửi."))
    kind: UnitKind = field(default="khac", metadata=said("Loại tổ chức."))
    own: Flag = field(default=False, metadata=said("true: cơ quan của chính đảng ủy."))
    groups: tuple[Annotated[Membership, _OrBareId()], ...] = field(
        default=(), metadata=said("Thuộc các nhóm.")
    )
    aliases: tuple[Text, ...] = field(default=(), metadata=said("Tên gọi khác, viết tắt."))
    since: Day | None = field(default=None, metadata=said("Ngày đầu tiên hoạt động."))
    until: Day | None = field(default=None, metadata=said("Ngày cuối cùng hoạt động."))
    former_names: tuple[FormerName, ...] = field(default=(), metadata=said("Tên cũ."))
    successors: tuple[Slug, ...] = field(default=(), metadata=said("Đơn vị kế thừa."))
    decision: CitedDocument | None = field(default=None, metadata=said("Quyết định chấm dứt."))

    def active_on(self, day: dt.date) -> bool:
        """Return whether the unit exists on a day."""
        return _covers(self.since, self.until, day)

    def in_group_on(self, group: str, day: dt.date) -> bool:
        """Return whether the unit is in a group on a day."""
        return self._in_any((group,), day)

    def answers_for(self, leads: tuple[str, ...], day: dt.date) -> bool:
        """Return whether unit ids and group ids stand for the unit on a day."""
        return self.active_on(day) and (self.id in leads or self._in_any(leads, day))

    def _in_any(self, groups: tuple[str, ...], day: dt.date) -> bool:
        # A loop, for this is asked for every obligation there is.
        for membership in self.groups:
            if membership.id in groups and _covers(membership.since, membership.until, day):
                return True
        return False

    def name_on(self, day: dt.date) -> str:
        """Return the name the unit bore on a day."""
        return self._called_on(day).name

    def addressee_on(self, day: dt.date) -> str:
        """Return how a letter of a day addresses the unit: as was given then, else by its name."""
        called = self._called_on(day)
        return called.addressee or called.name

    def _called_on(self, day: dt.date) -> Unit | FormerName:
        earlier = [former for former in self.former_names if day <= former.until]
        return min(earlier, key=lambda former: former.until) if earlier else self


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """All units and groups of an office (danh sách đơn vị)."""

    __pydantic_config__ = STRICT
    format: Literal["ttdn/units@1"] = field(metadata=said("Định dạng của tệp."))
    sample: Flag = field(default=False, metadata=said("true: danh sách mẫu; mọi báo cáo ghi rõ."))
    groups: Mapping[Slug, Text] = field(default_factory=dict, metadata=said("Mã nhóm: tên nhóm."))
    units: tuple[Unit, ...] = field(metadata=said("Các đơn vị."))

    def unit(self, unit_id: str) -> Unit | None:
        """Return the unit with an id, or None."""
        return next((unit for unit in self.units if unit.id == unit_id), None)

    def answering(self, leads: tuple[str, ...], day: dt.date) -> list[Unit]:
        """Return the units that unit ids and group ids stand for on a day, in roster order."""
        return [unit for unit in self.units if unit.answers_for(leads, day)]


def _covers(since: dt.date | None, until: dt.date | None, day: dt.date) -> bool:
    return (since is None or since <= day) and (until is None or day <= until)
