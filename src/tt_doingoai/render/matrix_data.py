"""``ttdn matrix`` for spreadsheets and programs: CSV with both edges, and ttdn/matrix@1."""

from __future__ import annotations

from typing import Any

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.matrix import Cell, CellState, Column, matrix
from tt_doingoai.assess.summary import Summary
from tt_doingoai.render.csv_text import as_csv
from tt_doingoai.render.documents import as_json, header, plain
from tt_doingoai.render.matrix_key import LETTERS, cell_text, name_of_state, periods
from tt_doingoai.render.matrix_parts import measures
from tt_doingoai.render.page import Page
from tt_doingoai.render.phrases import task_code
from tt_doingoai.wording import _


def matrix_csv(assessment: Assessment, where: Page) -> str:
    """Return a row per unit and a column per task (code and title), with both edges' figures."""
    shown = matrix(assessment)
    taken = measures()
    titles = [
        f"{task_code(column.verdicts[0], assessment)} {column.place.task.title}"
        for column in shown.columns
    ]
    rows: list[list[object]] = [
        [
            line.unit.id,
            line.unit.name_on(assessment.day),
            *(cell_text(line.cells.get(column.key)) for column in shown.columns),
            *(take(line.summary) for _name, take in taken),
        ]
        for line in shown.lines
    ]
    for number, (name, take) in enumerate(taken):
        corner: list[object] = [None] * len(taken)
        corner[number] = take(shown.summary)
        label = _("TOTAL {measure}").format(measure=name)
        rows.append(["", label, *(take(column.summary) for column in shown.columns), *corner])
    return as_csv(["unit", "unit_name", *titles, *(name for name, _take in taken)], rows)


def matrix_json(assessment: Assessment, where: Page) -> str:
    """Return ``ttdn/matrix@1``: the key, the columns, and a line per unit with its cells."""
    shown = matrix(assessment)
    return as_json(
        {
            **header(assessment, "ttdn/matrix@1"),
            "key": [
                {"letter": LETTERS[state], "state": state.value, "name": name_of_state(state)}
                for state in CellState
            ],
            "columns": [
                {
                    "plan": column.plan.id,
                    "task": column.place.task.id,
                    "title": column.place.task.title,
                    "citation": column.place.citation,
                    "periods": periods(column),
                    "figures": _figures(column.summary),
                }
                for column in shown.columns
            ],
            "lines": [
                {
                    "unit": line.unit.id,
                    "unit_name": line.unit.name_on(assessment.day),
                    "own": line.unit.own,
                    "cells": [
                        _cell(column, line.cells[column.key])
                        for column in shown.columns
                        if column.key in line.cells
                    ],
                    "figures": _figures(line.summary),
                }
                for line in shown.lines
            ],
        }
    )


def _cell(column: Column, cell: Cell) -> dict[str, Any]:
    return {
        "plan": column.plan.id,
        "task": column.place.task.id,
        "letter": LETTERS[cell.state],
        "state": cell.state.value,
        "needs_review": cell.needs_review,
        "obligations": [
            {
                "period": verdict.obligation.key.period,
                "status": verdict.status.value,
                "timeliness": verdict.timeliness.value,
                "last_day": plain(verdict.last_day),
            }
            for verdict in cell.verdicts
        ],
    }


def _figures(summary: Summary) -> dict[str, int]:
    return {
        "overdue": summary.overdue,
        "done": summary.done,
        "with_deadline": summary.with_deadline,
        "no_deadline": summary.no_deadline,
    }
