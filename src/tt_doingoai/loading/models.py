"""From a YAML file's bytes to its model, or to everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tt_doingoai.errors import InvalidFiles, reason_of
from tt_doingoai.loading.files import ReadFile, T
from tt_doingoai.loading.problems import Problem, is_error
from tt_doingoai.loading.validate import validate
from tt_doingoai.loading.yaml_tree import read_tree
from tt_doingoai.wording import _


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
        message = _("cannot be read: {reason}").format(reason=reason_of(error))
        return ReadFile(path, b"", None, None, (Problem(path, 1, 1, "TD001", message),))
    return parse_model(model, data, path=path)


def as_meant(made: ReadFile[T], found: Iterable[Problem], *, meant: T, message: str) -> bytes:
    """Return an edited file's bytes, once it is right and says what was meant.

    Args:
        made: The new content, read back.
        found: What is wrong between it and the other files.
        meant: What it is to say.
        message: What is said where it does not.

    Raises:
        InvalidFiles: It would have errors, or say something else.
    """
    problems = [*made.problems, *found]
    if any(map(is_error, problems)) or made.model != meant:
        raise InvalidFiles(message, problems)
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
