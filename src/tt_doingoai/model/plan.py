"""A plan (kế hoạch): the document's own structure, word for word, and the tasks cut out of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from tt_doingoai.model.deadline import Deadline, said
from tt_doingoai.model.scalars import STRICT, Code, Count, Day, Slug, Text

DeadlineRule = Literal["as_stated", "next_working_day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedDocument:
    """A document that another one names (văn bản)."""

    __pydantic_config__ = STRICT
    number: Text = field(metadata=said('Số, ký hiệu: "57-KL/TW", "139/KH-UBND".'))
    date: Day | None = field(default=None, metadata=said("Ngày ban hành (YYYY-MM-DD)."))
    issuer: Text | None = field(default=None, metadata=said("Cơ quan ban hành."))
    title: Text | None = field(default=None, metadata=said("Trích yếu."))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseNote:
    """A remark on a clause: the plan's own footnote, or the editor's."""

    __pydantic_config__ = STRICT
    kind: Literal["footnote", "editor"] = field(
        metadata=said("footnote: chú thích của văn bản; editor: của người nhập.")
    )
    text: Text = field(metadata=said("Nội dung."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to be done (nhiệm vụ), cut out of a clause; leads and one deadline."""

    __pydantic_config__ = STRICT
    id: Code = field(metadata=said('Mã để gõ: "III.2.c".'))
    title: Text = field(metadata=said("Tên gọn của nhiệm vụ."))
    lead: tuple[Slug, ...] = field(metadata=said("Đơn vị hoặc nhóm đơn vị thực hiện."))
    supporting: tuple[Slug, ...] = field(default=(), metadata=said("Phối hợp; không bao giờ trễ."))
    deliverable: Text | None = field(default=None, metadata=said("Sản phẩm."))
    deadline: Deadline = field(metadata={"discriminator": "rule", **said("Thời hạn.")})
    interpretation: Text | None = field(
        default=None, metadata=said("Cách hiểu của cơ quan, khi vượt ra ngoài câu chữ.")
    )
    cite: Text | None = field(default=None, metadata=said("Cách viện dẫn trong công văn."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A point or bullet of the document (điểm, gạch đầu dòng), quoted word for word."""

    __pydantic_config__ = STRICT
    id: Code = field(metadata=said('Mã: "III.2", "II.1.4".'))
    heading: Text | None = field(default=None, metadata=said("Tiêu đề, nguyên văn."))
    text: Text | None = field(default=None, metadata=said("Nội dung, nguyên văn."))
    notes: tuple[ClauseNote, ...] = field(default=(), metadata=said("Chú thích."))
    tasks: tuple[Task, ...] = field(default=(), metadata=said("Nhiệm vụ rút ra."))
    clauses: tuple[Clause, ...] = field(default=(), metadata=said("Điểm nhỏ hơn."))
    cite: Text | None = field(default=None, metadata=said("Cách viện dẫn trong công văn."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of the document (mục)."""

    __pydantic_config__ = STRICT
    id: Code = field(metadata=said('Số mục: "III".'))
    title: Text = field(metadata=said("Tên mục, nguyên văn."))
    clauses: tuple[Clause, ...] = field(metadata=said("Các điểm."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One version of an official document that orders tasks (kế hoạch)."""

    __pydantic_config__ = STRICT
    format: Literal["ttdn/plan@1"] = field(metadata=said("Định dạng của tệp."))
    id: Slug = field(metadata=said("Mã kế hoạch, giữ nguyên qua các bản."))
    version: Count = field(metadata=said("Bản thứ mấy của nội dung."))
    number: Text = field(metadata=said("Số, ký hiệu."))
    title: Text = field(metadata=said("Trích yếu, nguyên văn."))
    short_title: Text | None = field(default=None, metadata=said("Tên gọi gọn."))
    issuer: Slug = field(metadata=said("Mã đơn vị ban hành."))
    issued_on: Day | None = field(default=None, metadata=said("Ngày ban hành, nếu văn bản ghi."))
    effective_from: Day | None = field(default=None, metadata=said("Ngày bản này thay bản trước."))
    amended_by: CitedDocument | None = field(default=None, metadata=said("Văn bản sửa đổi."))
    signed: Text | None = field(default=None, metadata=said("Thẩm quyền ký, không ghi tên người."))
    deadline_rule: DeadlineRule = field(
        default="as_stated",
        metadata=said("as_stated: giữ nguyên; next_working_day: lùi ngày nghỉ."),
    )
    legal_basis: tuple[CitedDocument, ...] = field(
        default=(), metadata=said("Văn bản được triển khai thực hiện.")
    )
    references: tuple[CitedDocument, ...] = field(default=(), metadata=said("Văn bản liên quan."))
    recipients: tuple[Text, ...] = field(default=(), metadata=said("Nơi nhận."))
    sections: tuple[Section, ...] = field(metadata=said("Các mục."))

    @property
    def name(self) -> str:
        """Its number and, where given, what it is about: as people say it."""
        return f"{self.number}: {self.short_title}" if self.short_title else self.number


@dataclass(frozen=True, slots=True)
class PlacedTask:
    """A task and where it stands in the document.

    Attributes:
        task: The task.
        section: The section it stands in.
        clauses: The clauses round it, the outermost first.
        citation: How a letter names the place: "điểm 2, mục III" (design 2).
        location: Keys and indexes from the plan's top, as its file has them.
    """

    task: Task
    section: Section
    clauses: tuple[Clause, ...]
    citation: str
    location: tuple[int | str, ...] = field(default=(), compare=False)

    @property
    def clause(self) -> Clause:
        """The clause the task is cut out of."""
        return self.clauses[-1]


class PlacedClause(NamedTuple):
    """A clause and where it stands in the document.

    Attributes:
        section: The section it stands in.
        path: The clauses round it, the outermost first, and itself.
        location: Keys and indexes from the plan's top, as its file has them.
    """

    section: Section
    path: tuple[Clause, ...]
    location: tuple[int | str, ...]


def walk_clauses(plan: Plan) -> Iterator[PlacedClause]:
    """Yield every clause of a plan in the document's order."""

    def below(place: PlacedClause) -> Iterator[PlacedClause]:
        yield place
        for number, clause in enumerate(place.path[-1].clauses):
            inner = (*place.location, "clauses", number)
            yield from below(PlacedClause(place.section, (*place.path, clause), inner))

    for index, section in enumerate(plan.sections):
        for number, clause in enumerate(section.clauses):
            location = ("sections", index, "clauses", number)
            yield from below(PlacedClause(section, (clause,), location))


def cite_clause(section: Section, path: tuple[Clause, ...]) -> str:
    """Return how a letter names a clause, unless the clause says it itself (``cite``).

    Right under a section a clause is a "điểm"; deeper it is counted as a bullet ("gạch đầu dòng").
    """
    if path[-1].cite:
        return path[-1].cite
    label = path[-1].id.rsplit(".", 1)[-1]
    if len(path) == 1:
        return f"điểm {label}, mục {section.id}"
    return f"gạch đầu dòng thứ {label}, {cite_clause(section, path[:-1])}"


def placed_tasks(plan: Plan) -> list[PlacedTask]:
    """Return every task of a plan in the document's order, with its place and citation."""
    return [
        PlacedTask(
            task,
            section,
            path,
            task.cite or cite_clause(section, path),
            location=(*location, "tasks", number),
        )
        for section, path, location in walk_clauses(plan)
        for number, task in enumerate(path[-1].tasks)
    ]
