"""A file that people write, as read: its bytes, tree, model and problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from tt_doingoai.errors import InvalidFiles, reason_of
from tt_doingoai.loading.problems import Problem, is_error
from tt_doingoai.loading.validate import validate
from tt_doingoai.loading.yaml_node import Node
from tt_doingoai.loading.yaml_tree import read_tree
from tt_doingoai.model.plan import Plan
from tt_doingoai.model.units import Roster
from tt_doingoai.wording import _

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


def read_model(model: type[T], file: Path, *, path: str) -> ReadFile[T]:
    """Return a YAML file's model, or everything that is wrong with it.

    Args:
        model: What the file describes.
        file: Where it is.
        path: How the problems name it.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        told = _("cannot be read: {reason}").format(reason=reason_of(error))
        return ReadFile(path, b"", None, None, (Problem(path, 1, 1, "TD001", told),))
    return parse_model(model, data, path=path)


def as_meant(made: ReadFile[T], found: Iterable[Problem], *, meant: T, told: str) -> bytes:
    """Return an edited file's bytes, once it is right and says what was meant.

    Args:
        made: The new content, read back.
        found: What is wrong between it and the other files.
        meant: What it is to say.
        told: What is said where it does not.

    Raises:
        InvalidFiles: It would have errors, or say something else.
    """
    problems = [*made.problems, *found]
    if any(map(is_error, problems)) or made.model != meant:
        raise InvalidFiles(told, problems)
    return made.data


def parse_model(model: type[T], data: bytes, *, path: str) -> ReadFile[T]:
    """Return what a YAML file's bytes describe, or everything that is wrong with them.

    Args:
        model: What the file describes.
        data: The file's bytes.
        path: How the problems name it.
    """
    tree, problems = read_tree(data, path=path)
    if any(map(is_error, problems)):
        return ReadFile(path, data, tree, None, tuple(problems))
    described, wrong = validate(model, tree, path=path)
    return ReadFile(path, data, tree, described, (*problems, *wrong))
