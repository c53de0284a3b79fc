"""What is wrong with files, each with its place."""

from __future__ import annotations

from collections.abc import Sequence

from tt_doingoai.loading.problems import Problem, is_error
from tt_doingoai.render.documents import as_json
from tt_doingoai.render.page import page
from tt_doingoai.wording import _, n_


def problem_lines(problems: Sequence[Problem]) -> list[str]:
    """Return problems as ``file:line:column: CODE message``, warnings marked as such."""
    lines = []
    for problem in problems:
        place = f"{problem.path}:{problem.line}:{problem.column}"
        mark = "" if is_error(problem) else _("(warning) ")
        code = f"{problem.code} " if problem.code else ""
        lines.append(f"{place}: {code}{mark}{problem.message}")
    return lines


def problems_text(problems: Sequence[Problem]) -> str:
    """Return every problem, a line each, and how many there are."""
    if not problems:
        return page([_("No errors.")])
    errors = sum(map(is_error, problems))
    count = n_("{n} error", "{n} errors", errors)
    warned = n_("{n} warning", "{n} warnings", len(problems) - errors)
    return page([*problem_lines(problems), f"{count}, {warned}."])


def problems_json(problems: Sequence[Problem]) -> str:
    """Return ``ttdn/problems@1``."""
    return as_json(
        {
            "format": "ttdn/problems@1",
            "problems": [{**p._asdict(), "severity": p.severity} for p in problems],
        }
    )
