"""A file that people write, as read: its bytes, tree, model and problems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from tt_doingoai.loading.problems import Problem
from tt_doingoai.loading.yaml_node import Node
from tt_doingoai.model.plan import Plan
from tt_doingoai.model.units import Roster

T = TypeVar("T")
Location: TypeAlias = tuple[int | str, ...]


class ReadFile(NamedTuple, Generic[T]):
    """A file and what it holds.

    Attributes:
        path: How problems name it: relative to the workspace where it lies in it.
        data: Its bytes; empty where it could not be read.
        tree: Its places; None where there is no tree.
        model: What it describes; None where an error prevents that.
        problems: What is wrong with it by itself.
    """

    path: str
    data: bytes
    tree: Node | None
    model: T | None
    problems: tuple[Problem, ...]

    def problem(
        self, code: str, location: Sequence[int | str], message: str, *, key: bool = False
    ) -> Problem:
        """Return a problem at a place of the file's tree.

        Args:
            code: A code of the catalogue.
            location: Keys and indexes from the top.
            message: What is wrong and what to write.
            key: Whether the place is the key itself, not its value.
        """
        assert self.tree is not None
        line, column = (self.tree.key_at if key else self.tree.at)(location)
        return Problem(self.path, line, column, code, message)


# What every check of files takes: all plans, and the roster.
Plans: TypeAlias = Sequence[ReadFile[Plan]]
Units: TypeAlias = ReadFile[Roster]


def described(plans: Plans) -> Iterator[tuple[ReadFile[Plan], Plan]]:
    """Yield the files whose form is right, each with the plan it describes."""
    for file in plans:
        if file.model:
            yield file, file.model
