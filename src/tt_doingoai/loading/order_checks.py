"""Ids in the order of the document: a section, clause or task that stands before its number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tt_doingoai.loading.files import Location, Plans, ReadFile, Units
from tt_doingoai.loading.problems import Problem
from tt_doingoai.model.plan import Clause, Plan
from tt_doingoai.wording import _

_ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def check_order(plans: Plans, units: Units) -> Iterator[Problem]:
    """Sections, clauses and tasks stand in the order of their numbers or letters."""
    for file in plans:
        sections = file.model.sections if file.model else ()
        yield from _siblings(file, ("sections",), [section.id for section in sections])
        for index, section in enumerate(sections):
            yield from _below(file, ("sections", index), section.clauses)


def _below(file: ReadFile[Plan], place: Location, clauses: Sequence[Clause]) -> Iterator[Problem]:
    yield from _siblings(file, (*place, "clauses"), [clause.id for clause in clauses])
    for number, clause in enumerate(clauses):
        here = (*place, "clauses", number)
        yield from _siblings(file, (*here, "tasks"), [task.id for task in clause.tasks])
        yield from _below(file, here, clause.clauses)


def _siblings(file: ReadFile[Plan], place: Location, ids: Sequence[str]) -> Iterator[Problem]:
    """Yield the first id that is smaller than the one before it, where the ids can be compared."""
    ranks = _ranks([name.rsplit(".", 1)[-1] for name in ids])
    for number in range(1, len(ranks)):
        if ranks[number] < ranks[number - 1]:
            message = _('"{id}" stands after "{before}"; put them in the order of the document')
            text = message.format(id=ids[number], before=ids[number - 1])
            yield file.problem("TD036", (*place, number, "id"), text)
            return


def _ranks(labels: Sequence[str]) -> list[int]:
    """Return what labels of one kind are ordered by; nothing where their kinds differ."""
    if all(label.isdigit() for label in labels):
        return [int(label) for label in labels]
    if all(re.fullmatch("[IVXLC]+", label) for label in labels):
        return [_roman(label) for label in labels]
    if all(re.fullmatch("[a-z]", label) for label in labels):
        return [ord(label) for label in labels]
    return []


def _roman(label: str) -> int:
    values = [_ROMAN[letter] for letter in label]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)
